package snow.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import snow.syntax.Span;

/** The function, closure or actor body around an expression: what {@code return}, {@code ?}, {@code self()} and loops refer to. */
final class Frame {
    enum Kind {
        FUNCTION,
        CLOSURE,
        ACTOR,
        /** The module itself: initialisers and expressions at the top level. */
        TOP
    }

    final Kind kind;
    final Ty result;
    /** The message type of the actor around it; empty outside of actors. */
    final Optional<Ty> messageType;

    /** Where the result type was declared. */
    Optional<Span> annotation = Optional.empty();
    /** The first value that decided the result type. */
    Optional<Span> firstResult = Optional.empty();

    /** Whether the values that decide the result type disagree, or one of them is in error. */
    boolean isResultInError;

    int loops;
    /** Uses of {@code ?} to be looked at when the result type is known. */
    final List<Runnable> atEnd = new ArrayList<>();

    boolean isEnded;

    Frame(Kind kind, Ty result, Optional<Ty> messageType) {
        this.kind = kind;
        this.result = result;
        this.messageType = messageType;
    }

    /** The type of what the frame belongs to, which is in error where it was to be inferred from values in error (spec 02 §18.5). */
    Ty.Function typeOf(Ty.Function type, boolean isResultDeclared) {
        return isResultInError && !isResultDeclared ? new Ty.Function(type.parameters(), Ty.ERROR) : type;
    }

    /** Why a value must have the result type. */
    Cause cause() {
        if (annotation.isPresent()) {
            return Cause.returnsDeclared(annotation.get());
        }
        return firstResult.map(Cause::returnsLike).orElseGet(Cause::returns);
    }

    void end() {
        isEnded = true;
        for (int i = 0; i < atEnd.size(); i++) {
            atEnd.get(i).run();
        }
    }
}
