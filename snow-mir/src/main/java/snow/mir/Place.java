package snow.mir;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import snow.types.Type;
import snow.types.tree.SumType;

/**
 * A part of what is matched: a scrutinee, or a part of another place. Identity counts; a place hands out the same part for the same
 * question.
 */
final class Place {
    /** How a part is taken out of the whole. */
    sealed interface Access {
        record Component(int index) implements Access {}

        /** Equal for equal tags and positions: of one place there is one sum type. */
        record Field(SumType sumType, SumType.Variant variant, int index) implements Access {
            @Override
            public boolean equals(Object other) {
                return other instanceof Field that && variant.tag() == that.variant.tag() && index == that.index;
            }

            @Override
            public int hashCode() {
                return 31 * variant.tag() + index;
            }
        }

        record Head() implements Access {}

        record Tail() implements Access {}
    }

    private final Type type;
    private final Optional<Place> whole;
    private final Optional<Access> access;
    private final Map<Access, Place> parts = new HashMap<>();
    private String name = "";

    /** A scrutinee. */
    Place(Type type) {
        this(type, Optional.empty(), Optional.empty());
    }

    private Place(Type type, Optional<Place> whole, Optional<Access> access) {
        this.type = type;
        this.whole = whole;
        this.access = access;
    }

    Place part(Access access, Type type) {
        return parts.computeIfAbsent(access, key -> new Place(type, Optional.of(this), Optional.of(key)));
    }

    Type type() {
        return type;
    }

    Optional<Place> whole() {
        return whole;
    }

    Optional<Access> access() {
        return access;
    }

    /** Whether the part is there only after a test of the whole. */
    boolean isTested() {
        return access.isPresent()
                && switch (access.get()) {
                    case Access.Component _ -> false;
                    case Access.Field field -> field.sumType().variants().size() > 1;
                    case Access.Head _, Access.Tail _ -> true;
                };
    }

    /** The nearest place around this one, or itself, that is a scrutinee or comes into being by a test. */
    Place anchor() {
        var place = this;
        while (!place.isTested() && place.whole.isPresent()) {
            place = place.whole.get();
        }
        return place;
    }

    /** The first name that a pattern gives to it, for debuggers. */
    String name() {
        return name;
    }

    void name(String of) {
        if (name.isEmpty()) {
            name = of;
        }
    }
}
