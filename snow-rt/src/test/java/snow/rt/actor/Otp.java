package snow.rt.actor;

import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import snow.rt.fn.Fn_LL_L;
import snow.rt.fn.Fn_L_L;
import snow.rt.fn.Fn__L;

/** Function values, services and requests in Java, as compiled code would make them. */
final class Otp {
    private Otp() {}

    static Fn__L function(Supplier<?> body) {
        return new Fn__L() {
            @Override
            public Object apply() {
                return body.get();
            }
        };
    }

    static Fn_L_L function(Function<Object, Object> body) {
        return new Fn_L_L() {
            @Override
            public Object apply(Object a) {
                return body.apply(a);
            }
        };
    }

    static Fn_LL_L function(java.util.function.BinaryOperator<Object> body) {
        return new Fn_LL_L() {
            @Override
            public Object apply(Object a, Object b) {
                return body.apply(a, b);
            }
        };
    }

    /** Waits, as the running process, until something has become true. The test's time limit ends it otherwise. */
    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Actors.sleep(1);
        }
    }

    static void awaitEnd(Pid pid) {
        until(() -> !pid.process().isUnfinished());
    }

    static Init init(String owner, Supplier<?> state) {
        return new Init() {
            @Override
            public String owner() {
                return owner;
            }

            @Override
            public Object state() {
                return state.get();
            }
        };
    }

    /** A call whose handler gives the reply and, by {@code step}, the new state. */
    static Request call(String owner, String function, Function<Object, Object> reply, UnaryOperator<Object> step) {
        return new Request() {
            @Override
            public String owner() {
                return owner;
            }

            @Override
            public String function() {
                return function;
            }

            @Override
            public Object handle(Object state) {
                reply(reply.apply(state));
                return step.apply(state);
            }
        };
    }

    static Request call(String owner, String function, Function<Object, Object> reply) {
        return call(owner, function, reply, UnaryOperator.identity());
    }

    static Request cast(String owner, String function, UnaryOperator<Object> step) {
        return new Request() {
            @Override
            public String owner() {
                return owner;
            }

            @Override
            public String function() {
                return function;
            }

            @Override
            public Object handle(Object state) {
                return step.apply(state);
            }
        };
    }
}
