package snow.types;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import snow.types.tree.Pattern;
import snow.types.tree.SumType;

/**
 * The patterns of one match with everything taken away that does not decide whether a value matches: names, positions, types. Equal
 * patterns have equal numbers, so that rows are compared as arrays of {@code int}.
 */
final class PatternTable {
    /** The number of {@code _}. */
    static final int ANY = 0;

    /** Patterns may nest as deep as this; the parser allows less. */
    private static final int DEEPEST = 5_000;

    /**
     * One pattern.
     *
     * @param alternatives two or more for an or-pattern, none of which is {@link #ANY} or an or-pattern; otherwise its own number
     * @param parts the constructor's parts
     */
    private record Entry(Constructor constructor, int[] parts, int[] alternatives) {}

    /** What makes two patterns equal; alternatives have no constructor of their own. */
    private record Key(Constructor constructor, List<Integer> parts) {}

    private static final Constructor ALTERNATIVES = Constructor.product(-1);

    private final boolean consIsWildcard;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final Map<TypeName, SumType> sumTypes = new HashMap<>();
    private final Map<TypeName, List<Constructor>> variants = new HashMap<>();
    private boolean tooDeep;

    /** @param consIsWildcard whether {@code h :: t} is read as {@code _} */
    PatternTable(boolean consIsWildcard) {
        this.consIsWildcard = consIsWildcard;
        entries.add(new Entry(ALTERNATIVES, new int[0], new int[] {ANY}));
    }

    /** True when a pattern was cut off because it nests too deep; nothing can be said of the match then. */
    boolean isTooDeep() {
        return tooDeep;
    }

    /** The constructor of a pattern that is neither {@link #ANY} nor an or-pattern. */
    Constructor constructor(int pattern) {
        return entries.get(pattern).constructor;
    }

    /** The parts of a pattern that is neither {@link #ANY} nor an or-pattern. */
    int[] parts(int pattern) {
        return entries.get(pattern).parts;
    }

    /** The alternatives of an or-pattern; every other pattern alone. */
    int[] alternatives(int pattern) {
        return entries.get(pattern).alternatives;
    }

    /** All constructors of the type that this one belongs to, in declared order; empty when there are infinitely many. */
    List<Constructor> siblings(Constructor constructor) {
        return switch (constructor) {
            case Constructor.Truth _ -> Constructor.TRUTHS;
            case Constructor.Product _ -> List.of(constructor);
            case Constructor.Variant variant -> variants(sumTypes.get(variant.type()));
            case Constructor.EmptyList _, Constructor.Cons _ -> Constructor.LISTS;
            case Constructor.Literal _ -> List.of();
        };
    }

    /** The constructors of a sum type in declared order. */
    List<Constructor> variants(SumType sumType) {
        sumTypes.put(sumType.name(), sumType);
        return variants.computeIfAbsent(
                sumType.name(),
                name -> sumType.variants().stream()
                        .map(variant -> Constructor.variant(name, variant))
                        .toList());
    }

    String name(Constructor.Variant variant) {
        return sumTypes.get(variant.type()).variants().get(variant.tag()).name();
    }

    /** The number of a pattern. */
    int number(Pattern pattern) {
        return number(pattern, 0);
    }

    private int number(Pattern pattern, int depth) {
        if (depth > DEEPEST) {
            tooDeep = true;
            return ANY;
        }
        int deeper = depth + 1;
        return switch (pattern) {
            case Pattern.Wildcard _, Pattern.Bind _ -> ANY;
            case Pattern.IntLiteral literal -> number(new Constructor.Literal(literal.value()));
            // Literals match with ==, which knows one zero only.
            case Pattern.FloatLiteral literal -> number(new Constructor.Literal(literal.value() + 0.0));
            case Pattern.StringLiteral literal -> number(new Constructor.Literal(literal.value()));
            case Pattern.AtomLiteral literal -> number(new Constructor.Literal(literal.name()));
            case Pattern.BoolLiteral literal -> number(new Constructor.Truth(literal.value()));
            case Pattern.Unit _ -> number(Constructor.product(0));
            case Pattern.Tuple tuple ->
                number(Constructor.product(tuple.components().size()), numbers(tuple.components(), deeper));
            case Pattern.Variant variant -> {
                sumTypes.put(variant.sumType().name(), variant.sumType());
                var constructor = Constructor.variant(variant.sumType().name(), variant.variant());
                yield number(constructor, numbers(variant.fields(), deeper));
            }
            case Pattern.Cons cons -> {
                if (consIsWildcard) {
                    yield ANY;
                }
                yield number(new Constructor.Cons(), numbers(List.of(cons.head(), cons.tail()), deeper));
            }
            case Pattern.Or or -> alternatives(numbers(or.alternatives(), deeper));
            case Pattern.As as -> number(as.pattern(), deeper);
        };
    }

    private int[] numbers(List<Pattern> patterns, int depth) {
        var numbers = new int[patterns.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(patterns.get(i), depth);
        }
        return numbers;
    }

    private int number(Constructor constructor, int... parts) {
        return numbers.computeIfAbsent(new Key(constructor, boxed(parts)), _ -> {
            int number = entries.size();
            entries.add(new Entry(constructor, parts, new int[] {number}));
            return number;
        });
    }

    private int alternatives(int[] patterns) {
        Set<Integer> flat = new LinkedHashSet<>();
        for (int pattern : patterns) {
            for (int alternative : alternatives(pattern)) {
                flat.add(alternative);
            }
        }
        if (flat.contains(ANY) || areAll(flat)) {
            return ANY;
        }
        if (flat.size() == 1) {
            return flat.iterator().next();
        }
        return numbers.computeIfAbsent(new Key(ALTERNATIVES, List.copyOf(flat)), _ -> {
            entries.add(new Entry(
                    ALTERNATIVES,
                    new int[0],
                    flat.stream().mapToInt(Integer::intValue).toArray()));
            return entries.size() - 1;
        });
    }

    /** Whether patterns are those of every constructor of their type, with anything as parts: {@code true | false}. */
    private boolean areAll(Set<Integer> patterns) {
        int first = patterns.iterator().next();
        if (siblings(constructor(first)).size() != patterns.size()) {
            return false;
        }
        for (int pattern : patterns) {
            for (int part : parts(pattern)) {
                if (part != ANY) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Integer> boxed(int[] numbers) {
        var boxed = new ArrayList<Integer>(numbers.length);
        for (int number : numbers) {
            boxed.add(number);
        }
        return boxed;
    }
}
