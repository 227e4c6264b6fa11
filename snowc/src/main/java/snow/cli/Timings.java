package snow.cli;

import java.util.ArrayList;
import java.util.List;
import snow.project.Phases;

/** Measures the phases of a command, and shows them as progress while they last. */
final class Timings implements Phases {
    private final Progress progress;
    private final List<Phase> phases = new ArrayList<>();

    private record Phase(String name, long startNanos) {}

    Timings(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void begin(String phase) {
        phases.add(new Phase(phase, System.nanoTime()));
        progress.phase(phase);
    }

    /** One line a phase, and their sum. */
    String table() {
        long end = System.nanoTime();
        var text = new StringBuilder();
        int width = "total".length();
        for (var phase : phases) {
            width = Math.max(width, phase.name().length());
        }
        for (int i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            long until = i + 1 < phases.size() ? phases.get(i + 1).startNanos() : end;
            row(text, phase.name(), width, until - phase.startNanos());
        }
        if (!phases.isEmpty()) {
            row(text, "total", width, end - phases.getFirst().startNanos());
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String name, int width, long nanos) {
        var tenths = Long.toString((nanos + 50_000) / 100_000);
        var millis = tenths.length() < 2
                ? "0." + tenths
                : new StringBuilder(tenths).insert(tenths.length() - 1, '.').toString();
        text.append("  ").append(name).repeat(' ', width - name.length() + Math.max(1, 10 - millis.length()));
        text.append(millis).append(" ms\n");
    }
}
