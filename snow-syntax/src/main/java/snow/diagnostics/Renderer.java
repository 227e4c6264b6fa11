package snow.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import snow.syntax.Span;

/** Writes diagnostics for people: source lines with labels below them, in a box (spec 02 §18.1). */
public final class Renderer {
    private static final int TAB = 4;

    private final Function<String, String> sources;
    private final boolean colour;
    private final Map<String, LineIndex> indexes = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();

    /**
     * @param sources the text of a file by its path as shown to people; asked only for files that labels point into
     * @param colour whether the output may hold escape sequences
     */
    public Renderer(Function<String, String> sources, boolean colour) {
        this.sources = sources;
        this.colour = colour;
    }

    /**
     * The lines of one diagnostic, each with its newline.
     *
     * @param path the file the diagnostic is about, as shown to people, with {@code /}
     */
    public String render(String path, Diagnostic diagnostic) {
        return new Drawing(path, diagnostic).draw();
    }

    private LineIndex index(String file) {
        return indexes.computeIfAbsent(file, name -> LineIndex.of(text(name)));
    }

    private String text(String file) {
        return texts.computeIfAbsent(file, sources);
    }

    /** A label where it is shown: never empty, and not behind the end of the file. */
    private record Placed(Label label, LineIndex index, int from, int to, boolean isPrimary) {
        int firstLine() {
            return index.line(from);
        }

        int lastLine() {
            return index.line(to - 1);
        }

        boolean isMultiLine() {
            return firstLine() != lastLine();
        }
    }

    private final class Drawing {
        private final String path;
        private final Diagnostic diagnostic;
        private final Style primary;
        private final StringBuilder out = new StringBuilder();
        /** Digits of the largest line number. */
        private int width = 1;

        Drawing(String path, Diagnostic diagnostic) {
            this.path = path;
            this.diagnostic = diagnostic;
            this.primary = diagnostic.severity() == Severity.ERROR ? Style.ERROR : Style.WARNING;
        }

        String draw() {
            heading();
            var sections = sections();
            boolean first = true;
            boolean multiLine = false;
            for (var section : sections.entrySet()) {
                if (!first) {
                    write(gutter(Style.FRAME));
                }
                section(section.getKey(), section.getValue(), first ? "╭─[ " : "├─[ ");
                multiLine = section.getValue().stream().anyMatch(Placed::isMultiLine);
                first = false;
            }
            advice(sections.isEmpty(), multiLine ? " ".repeat(TAB) : "");
            if (!sections.isEmpty()) {
                write(new StyledLine().append("─".repeat(width + 2) + "╯", Style.FRAME));
            }
            return out.toString();
        }

        private void heading() {
            var kind = diagnostic.severity() == Severity.ERROR ? "Error:" : "Warning:";
            boolean parseError = diagnostic.code().equals(Diagnostic.PARSE_ERROR);
            var heading = parseError ? kind : "[" + diagnostic.code() + "] " + kind;
            write(new StyledLine().append(heading, primary).append(" " + diagnostic.title(), Style.PLAIN));
        }

        /** The labels by file, that of the primary label first; finds the width of the gutter. */
        private Map<String, List<Placed>> sections() {
            var sections = new LinkedHashMap<String, List<Placed>>();
            boolean isPrimary = true;
            for (var label : diagnostic.labels()) {
                var file = label.file().orElse(path);
                var placed = place(label, file, isPrimary);
                sections.computeIfAbsent(file, _ -> new ArrayList<>()).add(placed);
                width = Math.max(width, Integer.toString(placed.lastLine()).length());
                isPrimary = false;
            }
            return sections;
        }

        private Placed place(Label label, String file, boolean isPrimary) {
            var text = text(file);
            Span span = label.span();
            int from = span.start();
            int to = span.end();
            if (from >= text.length()) {
                from = text.isEmpty() ? 0 : text.offsetByCodePoints(text.length(), -1);
                to = Math.max(from + 1, text.length());
            } else if (from == to) {
                to = text.offsetByCodePoints(from, 1);
            }
            return new Placed(
                    label, index(file), from, Math.max(from + 1, Math.min(to, Math.max(1, text.length()))), isPrimary);
        }

        private void section(String file, List<Placed> labels, String corner) {
            var first = labels.getFirst();
            var place = file + ":" + first.firstLine() + ":" + first.index.column(first.from);
            write(new StyledLine()
                    .append(" ".repeat(width + 2), Style.PLAIN)
                    .append(corner, Style.FRAME)
                    .append(place, Style.PLAIN)
                    .append(" ]", Style.FRAME));
            write(gutter(Style.FRAME));
            new Section(this, labels).draw();
        }

        private void advice(boolean unboxed, String indent) {
            if (diagnostic.help().isEmpty() && diagnostic.notes().isEmpty()) {
                return;
            }
            if (!unboxed) {
                write(gutter(Style.LABEL_GUTTER));
            }
            diagnostic.help().ifPresent(help -> advice("Help", help, unboxed, indent));
            diagnostic.notes().forEach(note -> advice("Note", note, unboxed, indent));
        }

        private void advice(String word, String text, boolean unboxed, String indent) {
            var line = unboxed ? new StyledLine() : gutter(Style.LABEL_GUTTER);
            write(line.append((unboxed ? "" : " ") + indent, Style.PLAIN)
                    .append(word, Style.ADVICE)
                    .append(": " + text, Style.PLAIN));
        }

        StyledLine gutter(Style style) {
            return new StyledLine().append(" ".repeat(width + 2), Style.PLAIN).append("│", style);
        }

        StyledLine numbered(int line) {
            var number = Integer.toString(line);
            return new StyledLine()
                    .append(" " + " ".repeat(width - number.length()) + number + " │", Style.FRAME)
                    .append(" ", Style.PLAIN);
        }

        void write(StyledLine line) {
            line.write(out, colour);
        }

        Style styleOf(Placed label) {
            return label.isPrimary ? primary : Style.SECONDARY;
        }
    }

    /** The source lines of one file with their labels. */
    private record Section(Drawing drawing, List<Placed> labels) {

        void draw() {
            var single = labels.stream()
                    .filter(label -> !label.isMultiLine())
                    .sorted(Comparator.comparingInt(Placed::from))
                    .toList();
            var spanning = labels.stream()
                    .filter(Placed::isMultiLine)
                    .sorted(Comparator.comparingInt(Placed::from))
                    .toList();
            boolean first = true;
            for (int line : linesOf(single)) {
                if (!first) {
                    drawing.write(drawing.gutter(Style.LABEL_GUTTER));
                }
                singleLine(
                        line,
                        single.stream()
                                .filter(label -> label.firstLine() == line)
                                .toList());
                first = false;
            }
            for (var label : spanning) {
                if (!first) {
                    drawing.write(drawing.gutter(Style.LABEL_GUTTER));
                }
                multiLine(label);
                first = false;
            }
        }

        private static List<Integer> linesOf(List<Placed> labels) {
            return labels.stream().map(Placed::firstLine).distinct().sorted().toList();
        }

        /** A label's columns on the screen, in the line it is on. */
        private record Columns(Placed label, int from, int to) {
            int anchor() {
                return (from + to) / 2;
            }
        }

        private void singleLine(int line, List<Placed> onLine) {
            var index = onLine.getFirst().index();
            var columns = onLine.stream()
                    .map(label ->
                            new Columns(label, screenColumn(index, line, label.from()), screenEnd(index, line, label)))
                    .sorted(Comparator.comparingInt(Columns::anchor))
                    .toList();
            drawing.write(drawing.numbered(line).append(source(index, line, onLine)));
            drawing.write(labelGutter().append(underlines(columns)));
            int arrowEnd = columns.stream().mapToInt(Columns::to).max().orElse(0) + 2;
            for (int i = 0; i < columns.size(); i++) {
                if (i > 0) {
                    drawing.write(labelGutter().append(waiting(columns.subList(i, columns.size()))));
                }
                var current = columns.get(i);
                var style = drawing.styleOf(current.label);
                drawing.write(labelGutter()
                        .append(new StyledLine()
                                .put(current.anchor(), '╰', style)
                                .fill(current.anchor() + 1, arrowEnd, '─', style)
                                .append(" " + current.label.label().text(), style)));
            }
        }

        private StyledLine labelGutter() {
            return drawing.gutter(Style.LABEL_GUTTER).append(" ", Style.PLAIN);
        }

        private StyledLine underlines(List<Columns> columns) {
            var line = new StyledLine();
            for (var label : columns) {
                line.fill(label.from, label.to, '─', drawing.styleOf(label.label));
            }
            for (var label : columns) {
                line.put(label.anchor(), '┬', drawing.styleOf(label.label));
            }
            return line;
        }

        private StyledLine waiting(List<Columns> columns) {
            var line = new StyledLine();
            for (var label : columns) {
                line.put(label.anchor(), '│', drawing.styleOf(label.label));
            }
            return line;
        }

        private void multiLine(Placed label) {
            var style = drawing.styleOf(label);
            var index = label.index();
            int first = label.firstLine();
            int last = label.lastLine();
            drawing.write(drawing.numbered(first).append("╭─▶ ", style).append(source(index, first, List.of(label))));
            if (last > first + 1) {
                drawing.write(new StyledLine()
                        .append(" ".repeat(drawing.width + 2), Style.PLAIN)
                        .append("┆", Style.LABEL_GUTTER)
                        .append(" ", Style.PLAIN)
                        .append("┆", style));
            }
            drawing.write(drawing.numbered(last).append("├─▶ ", style).append(source(index, last, List.of(label))));
            drawing.write(labelGutter().append("│", style));
            int end = TAB + screenEnd(index, last, label);
            drawing.write(labelGutter()
                    .append("╰" + "─".repeat(end) + " " + label.label().text(), style));
        }

        /** A source line, labelled text in the colour of its label. */
        private StyledLine source(LineIndex index, int line, List<Placed> covering) {
            var shown = new StyledLine();
            int offset = index.lineStart(line);
            for (int codePoint : index.lineText(line).codePoints().toArray()) {
                var style = styleAt(offset, covering);
                if (codePoint == '\t') {
                    shown.append(" ".repeat(TAB - shown.width() % TAB), style);
                } else {
                    shown.append(Character.toString(codePoint), style);
                }
                offset += Character.charCount(codePoint);
            }
            return shown;
        }

        /** The primary label wins, then the narrower one. */
        private Style styleAt(int offset, List<Placed> covering) {
            return covering.stream()
                    .filter(label -> offset >= label.from() && offset < label.to())
                    .min(Comparator.<Placed, Boolean>comparing(label -> !label.isPrimary())
                            .thenComparingInt(label -> label.to() - label.from()))
                    .map(drawing::styleOf)
                    .orElse(Style.SOURCE);
        }

        private static int screenEnd(LineIndex index, int line, Placed label) {
            int end = screenColumn(index, line, label.to());
            return label.isMultiLine() ? end : Math.max(end, screenColumn(index, line, label.from()) + 1);
        }

        /** Columns before an offset of a line, tabs as blanks; the line end is one column wide. */
        private static int screenColumn(LineIndex index, int line, int offset) {
            int column = 0;
            int at = index.lineStart(line);
            for (int codePoint : index.lineText(line).codePoints().toArray()) {
                if (at >= offset) {
                    return column;
                }
                column += codePoint == '\t' ? TAB - column % TAB : 1;
                at += Character.charCount(codePoint);
            }
            return column;
        }
    }
}
