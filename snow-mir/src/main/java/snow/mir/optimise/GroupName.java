package snow.mir.optimise;

import java.util.List;
import java.util.stream.IntStream;
import snow.mir.MirFunction;
import snow.mir.Node;
import snow.mir.Parts;

/**
 * The name of the method that several functions became: the name of the first one, and after a bar for each of them its lines and what reports call
 * it: {@code even'|3-5=even|7-9=odd'}. So a report names the function to which the line of a frame belongs.
 */
final class GroupName {
    private GroupName() {}

    static String of(List<MirFunction> functions) {
        var first = functions.getFirst().method().name();
        var name = new StringBuilder(first);
        if (first.indexOf('\'') < 0) {
            name.append('\'');
        }
        for (var function : functions) {
            var lines = lines(function).summaryStatistics();
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

    private static IntStream lines(MirFunction function) {
        var lines = IntStream.builder();
        lines.add(function.line());
        Parts.walk(function.body(), node -> {
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
        return lines.build().filter(line -> line > 0);
    }
}
