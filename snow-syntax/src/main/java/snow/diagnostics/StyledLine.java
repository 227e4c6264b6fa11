package snow.diagnostics;

import java.util.ArrayList;
import java.util.List;

/** One line of output, a cell per code point, each with its colour. */
final class StyledLine {
    private record Cell(int codePoint, Style style) {}

    private static final Cell BLANK = new Cell(' ', Style.PLAIN);

    private final List<Cell> cells = new ArrayList<>();

    StyledLine append(String text, Style style) {
        text.codePoints().forEach(codePoint -> cells.add(new Cell(codePoint, style)));
        return this;
    }

    StyledLine append(StyledLine other) {
        cells.addAll(other.cells);
        return this;
    }

    /** Writes one cell, filling up with blanks before it. */
    StyledLine put(int column, int codePoint, Style style) {
        while (cells.size() <= column) {
            cells.add(BLANK);
        }
        cells.set(column, new Cell(codePoint, style));
        return this;
    }

    StyledLine fill(int from, int to, int codePoint, Style style) {
        for (int column = from; column < to; column++) {
            put(column, codePoint, style);
        }
        return this;
    }

    int width() {
        return cells.size();
    }

    /** The line without trailing blanks, and a newline. */
    void write(StringBuilder out, boolean colour) {
        int end = cells.size();
        while (end > 0 && cells.get(end - 1).codePoint == ' ') {
            end--;
        }
        var current = Style.PLAIN;
        for (int i = 0; i < end; i++) {
            var cell = cells.get(i);
            if (colour && cell.style != current) {
                out.append(current == Style.PLAIN ? "" : "\u001b[0m");
                out.append(cell.style == Style.PLAIN ? "" : "\u001b[" + cell.style.sgr() + "m");
                current = cell.style;
            }
            out.appendCodePoint(cell.codePoint);
        }
        out.append(current == Style.PLAIN ? "" : "\u001b[0m").append('\n');
    }
}
