package snow.mir;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The name of the method that several functions became: the name of the first one, and after a bar for each of them its lines and what reports call
 * it: {@code even'|3-5=even|7-9=odd'}. So a report names the function to which the line of a frame belongs.
 */
public final class GroupName {
    private GroupName() {}

    /** @param functions in the order of their lines */
    public static String of(List<MirFunction> functions) {
        var first = functions.getFirst().method().name();
        var name = new StringBuilder(first);
        if (first.indexOf('\'') < 0) {
            name.append('\'');
        }
        for (var function : functions) {
            var lines = lines(function.body());
            if (function.line() > 0) {
                lines.accept(function.line());
            }
            if (lines.getCount() > 0) {
                name.append('|').append(lines.getMin()).append('-').append(lines.getMax());
                name.append('=').append(shown(function.method().name()));
            }
        }
        return name.append('\'').toString();
    }

    private static String shown(String name) {
        int quote = name.indexOf('\'');
        return quote < 0 ? name : name.substring(0, quote);
    }

    /** The name of a method as that of a part of it: of the functions that it was made of, those with lines in this part. */
    public static String ofPart(String name, Node part) {
        int entry = name.indexOf('|');
        if (entry < 0) {
            return name;
        }
        var lines = lines(part);
        var result = new StringBuilder(name).delete(entry, name.length() - 1);
        while (entry > 0) {
            int next = name.indexOf('|', entry + 1);
            int end = next < 0 ? name.length() - 1 : next;
            int dash = name.indexOf('-', entry);
            int equal = name.indexOf('=', dash);
            int first = Integer.parseInt(name, entry + 1, dash, 10);
            int last = Integer.parseInt(name, dash + 1, equal, 10);
            if (first <= lines.getMax() && lines.getMin() <= last) {
                result.insert(result.length() - 1, name, entry, end);
            }
            entry = next;
        }
        return result.toString();
    }

    private static IntSummaryStatistics lines(Node body) {
        var lines = IntStream.builder();
        Parts.walk(body, node -> {
            switch (node) {
                case Node.CallStatic call -> lines.add(call.line());
                case Node.CallVirtual call -> lines.add(call.line());
                case Node.Primitive primitive -> lines.add(primitive.line());
                case Node.Concat concat -> lines.add(concat.line());
                case Node.NoMatch crash -> lines.add(crash.line());
                case Node.Block block -> block.steps().forEach(step -> lines.add(step.line()));
                default -> {}
            }
        });
        return lines.build().filter(line -> line > 0).summaryStatistics();
    }
}
