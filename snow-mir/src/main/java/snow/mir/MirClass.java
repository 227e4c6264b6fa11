package snow.mir;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A class that the program needs besides those of its modules. Names are internal names. */
public sealed interface MirClass {
    String name();

    record Field(String name, Rep rep) {}

    /**
     * The abstract class of a sum type, extends {@code snow.rt.value.Variant}.
     *
     * @param file source file for debuggers
     */
    record Sum(String name, String file) implements MirClass {}

    /**
     * A struct (extends {@code snow.rt.value.Struct}), a variant (extends its {@link Sum}, or a built-in sum type's class) or a tuple
     * (extends {@code snow.rt.value.Tuple}). Without fields it has {@code INSTANCE} and a private constructor.
     *
     * @param tag of a variant its position; -1 for the others
     * @param shownName bare Snow name of the struct or variant; empty for a tuple
     * @param virtuals static functions that the overrides call, with the object itself first (cast to this class); {@code eq} and {@code compare} take a second one
     */
    record Data(
            String name,
            String superName,
            int tag,
            String shownName,
            List<Field> fields,
            Map<Virtual, MethodRef> virtuals,
            String file)
            implements MirClass {
        public Data {
            fields = List.copyOf(fields);
            virtuals = Map.copyOf(virtuals);
        }
    }

    /** The virtual methods of {@code snow.rt.value.Data} that emitted classes override. */
    enum Virtual {
        /** {@code (self, StringBuilder) -> UNIT}. */
        DISPLAY,
        /** {@code (self, StringBuilder) -> UNIT}. */
        INSPECT,
        /** {@code (self, other) -> BOOL}; the override answers false for an object of another type. */
        EQ,
        /** {@code (self, other) -> INT}: negative, 0, positive. */
        COMPARE,
        /** {@code (self) -> INT}. */
        HASH,
        /** {@code (self, StringBuilder) -> UNIT}; only in programs that encode values of erased types. */
        JSON
    }

    /**
     * The abstract class of the function values of one shape, extends {@code snow.rt.value.Function}; one abstract method
     * {@code apply} in terms of {@code Object} for every reference.
     */
    record Shape(String name, List<Rep> parameters, Rep result) implements MirClass {
        public Shape {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A function value: captures, and {@code apply}, which calls the body with the captures followed by the arguments, converted to what the
     * body's parameters ask for. Without captures it has {@code INSTANCE} and a private constructor.
     */
    record Closure(String name, Shape shape, List<Field> captures, MethodRef body) implements MirClass {
        public Closure {
            captures = List.copyOf(captures);
        }
    }

    /**
     * An actor applied to its arguments, extends {@code snow.rt.actor.Activity}; one field per argument.
     *
     * @param shownName as reports show it
     * @param body static method of the arguments, gives an Object: null, or the activity to go on as
     * @param terminate static method of the arguments without a result
     */
    record Activity(String name, String shownName, List<Field> arguments, MethodRef body, Optional<MethodRef> terminate)
            implements MirClass {
        public Activity {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The function value of an actor's name, also a {@code snow.rt.actor.ActorFunction}. {@code apply} calls the actor in the calling
     * process and gives its pid. Has {@code INSTANCE} and a private constructor.
     */
    record ActorValue(String name, Shape shape, Activity activity) implements MirClass {}

    /**
     * The {@code init} of a service applied to its arguments, extends {@code snow.rt.actor.Init}; one field per argument.
     *
     * @param owner the service with its module
     * @param body static method of the arguments, gives the state as an object
     */
    record Init(String name, String owner, List<Field> arguments, MethodRef body) implements MirClass {
        public Init {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A handler of a service applied to its arguments, extends {@code snow.rt.actor.Request}; one field per argument.
     *
     * @param owner the service with its module
     * @param function the generated function, {@code put_coin}
     * @param body static method of the state as an object, the request itself and the arguments; gives the new state as an object
     */
    record Request(String name, String owner, String function, List<Field> arguments, MethodRef body)
            implements MirClass {
        public Request {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * The function value of a supervisor's name, also a {@code snow.rt.actor.SupervisorFunction}; {@code apply} calls {@code start}. Has
     * {@code INSTANCE} and a private constructor.
     */
    record SupervisorValue(String name, Shape shape, MethodRef start) implements MirClass {}
}
