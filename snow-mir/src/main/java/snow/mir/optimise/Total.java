package snow.mir.optimise;

import java.util.Set;
import snow.mir.MethodRef;
import snow.mir.Node;
import snow.mir.Parts;

/** Code that always gives a value, soon, and does nothing else; and what is known of the runtime's methods in this respect. */
final class Total {
    private static final Set<String> NUMBERS =
            Set.of("snow/rt/value/Maths", "snow/rt/value/Ints", "snow/rt/value/Floats");

    private static final Set<String> LIST = Set.of("isEmpty", "head", "headInt", "headFloat", "headBool", "tail");
    /** Loops ask for chunks and elements only where the list has them. */
    private static final String WALK = "snow/rt/collection/ListWalk";

    private static final Set<String> ELEMENTS = Set.of("length", "head", "get", "nth", "last", "element");

    private Total() {}

    /** Whether a call takes a short time whatever the arguments. */
    static boolean isQuick(MethodRef method) {
        return switch (method.owner()) {
            case "snow/rt/collection/PersistentList" -> LIST.contains(method.name());
            case "snow/rt/collection/Lists" ->
                ELEMENTS.contains(method.name()) || ELEMENTS.contains(withoutSuffix(method.name()));
            default -> NUMBERS.contains(method.owner());
        };
    }

    private static String withoutSuffix(String name) {
        for (var suffix : new String[] {"Int", "Float", "Bool"}) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    /** Whether a call always gives a value, without an effect. Patterns ask for the parts of a list only where it has them. */
    static boolean isTotal(Node.CallVirtual call) {
        return call.method().owner().equals("snow/rt/collection/PersistentList")
                && LIST.contains(call.method().name());
    }

    static boolean isTotal(Node.CallStatic call) {
        return switch (call.method().owner() + "." + call.method().name()) {
            case "snow/rt/value/Ints.div", "snow/rt/value/Ints.rem" ->
                call.arguments().getLast() instanceof Node.Int(long divisor) && divisor != 0;
            // the library asks for elements only where the list has them
            case "snow/rt/collection/Lists.length",
                    "snow/rt/collection/Lists.element",
                    "snow/rt/collection/Lists.elementInt",
                    "snow/rt/collection/Lists.elementFloat",
                    "snow/rt/collection/Lists.elementBool",
                    "snow/rt/collection/Maps.size",
                    "snow/rt/collection/Sets.size" -> true;
            default ->
                NUMBERS.contains(call.method().owner()) || call.method().owner().equals(WALK);
        };
    }

    /** Whether a node neither crashes, nor leaves, nor has an effect. Looks no further than to the first reason why not. */
    static boolean is(Node root) {
        return !Parts.any(root, node -> !isTotal(node));
    }

    /** Whether a node is so when its parts are. */
    static boolean isTotal(Node node) {
        return switch (node) {
            case Node.NoMatch _, Node.Poll _ -> false;
            case Node.Leaf _,
                    Node.Block _,
                    Node.Choice _,
                    Node.New _,
                    Node.Field _,
                    Node.InstanceOf _,
                    Node.Convert _,
                    Node.Primitive _ -> true;
            case Node.CallStatic call -> isTotal(call);
            case Node.CallVirtual call -> isTotal(call);
            case Node.PutStatic _,
                    Node.Join _,
                    Node.Loop _,
                    Node.Jump _,
                    Node.Return _,
                    Node.Concat _,
                    Node.ListLiteral _,
                    Node.MapLiteral _ -> false;
        };
    }
}
