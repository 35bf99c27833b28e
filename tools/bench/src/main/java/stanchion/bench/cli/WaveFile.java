package stanchion.bench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// A table of recorded numbers as text: one frame a line, columns set apart by comma, semicolon or
/// tab, the first line perhaps a header. With semicolons or tabs a number may have a decimal comma.
final class WaveFile {
    /// Why a file cannot be read, with its name and line.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final String complaint;

        Malformed(String name, long line, String what) {
            super(name + ":" + line + ": " + what);
            complaint = name + ":" + line + ": " + what;
        }

        String complaint() {
            return complaint;
        }
    }

    private static final int MOST_FRAMES = 20_000_000;
    private static final int MOST_QUOTED = 40;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern SEMICOLON = Pattern.compile(";");
    private static final Pattern TAB = Pattern.compile("\t");

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");

    private final String name;
    private final List<Integer> columns;
    private final double[] frame;
    private Pattern separator = COMMA;
    private long line;
    private int frames;

    /// @param name of the file, for complaints
    /// @param columns to read, counted from 1, in the order of the frame's values
    WaveFile(String name, List<Integer> columns) {
        this.name = name;
        this.columns = List.copyOf(columns);
        frame = new double[columns.size()];
    }

    /// Hands each frame to `sink`, whose array is used again for the next, and returns their
    /// number.
    int read(BufferedReader reader, Consumer<double[]> sink) throws IOException, Malformed {
        String text = reader.readLine();
        if (text == null) {
            throw new Malformed(name, 1, "the file is empty");
        }
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        separator = separatorOf(text);
        line = 1;
        if (!isHeader(text)) {
            take(text, sink);
        }
        while ((text = reader.readLine()) != null) {
            line++;
            take(text, sink);
        }
        return frames;
    }

    private static Pattern separatorOf(String text) {
        if (text.indexOf('\t') >= 0) {
            return TAB;
        }
        return text.indexOf(';') >= 0 ? SEMICOLON : COMMA;
    }

    /// A first line in which none of the columns is a number names them.
    private boolean isHeader(String text) throws Malformed {
        String[] cells = cells(text);
        for (int column : columns) {
            if (number(cell(cells, column)).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private void take(String text, Consumer<double[]> sink) throws Malformed {
        if (text.isBlank()) {
            return;
        }
        String[] cells = cells(text);
        for (int n = 0; n < frame.length; n++) {
            String cell = cell(cells, columns.get(n));
            OptionalDouble value = number(cell);
            if (value.isEmpty()) {
                throw malformed(
                        "column " + columns.get(n) + " is no number: '" + quoted(cell) + "'");
            }
            frame[n] = value.getAsDouble();
        }
        if (frames == MOST_FRAMES) {
            throw malformed("more than " + MOST_FRAMES + " frames; cut the recording into parts");
        }
        frames++;
        sink.accept(frame);
    }

    private String[] cells(String text) {
        return separator.split(text, -1);
    }

    private String cell(String[] cells, int column) throws Malformed {
        if (column > cells.length) {
            throw malformed(
                    "no column "
                            + column
                            + ", the line has "
                            + cells.length
                            + " (columns count from 1)");
        }
        return cells[column - 1];
    }

    private Malformed malformed(String what) {
        return new Malformed(name, Math.max(1, line), what);
    }

    private static String quoted(String cell) {
        String shown = cell.strip();
        return shown.length() <= MOST_QUOTED ? shown : shown.substring(0, MOST_QUOTED) + "…";
    }

    private OptionalDouble number(String cell) {
        String digits = cell.strip();
        if (digits.length() >= 2 && digits.startsWith("\"") && digits.endsWith("\"")) {
            digits = digits.substring(1, digits.length() - 1).strip();
        }
        if (!separator.equals(COMMA)) {
            digits = digits.replace(',', '.');
        }
        return DECIMAL.matcher(digits).matches()
                ? finite(Double.parseDouble(digits))
                : OptionalDouble.empty();
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
