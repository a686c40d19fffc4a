package io.throughline.examples.evaluation.tasks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of comma-separated values with names of columns in its first line. Columns are found by name; those that nobody
 * asks for are not looked at, and may be missing from the ends of lines.
 */
final class CsvTable implements AutoCloseable {

    private final CsvReader reader;
    private final Path file;
    private final Map<String, Integer> columns = new LinkedHashMap<>();

    private CsvTable(Path file) {
        this.file = file;
        this.reader = new CsvReader(file);
    }

    /**
     * Opens a file.
     *
     * @param required columns that it must have
     */
    static CsvTable open(Path file, String... required) {
        CsvTable table = new CsvTable(file);
        try {
            table.readHeader(required);
        } catch (EvaluationException e) {
            table.close();
            throw e;
        }
        return table;
    }

    private void readHeader(String... required) {
        if (!reader.next()) {
            throw new EvaluationException(file + " line 1 is missing: the file is empty; begin it with the columns "
                    + String.join(",", required));
        }
        for (int i = 0; i < reader.fields(); i++) {
            String name = reader.text(i).strip();
            if (columns.putIfAbsent(name, i) != null) {
                throw reader.wrong("names the column '" + name + "' twice", "name each column once");
            }
        }
        for (String name : required) {
            if (!columns.containsKey(name)) {
                throw reader.wrong(
                        "names no column '" + name + "' but " + String.join(",", columns.keySet()),
                        "begin the file with the columns " + String.join(",", required));
            }
        }
    }

    /** Returns the columns' names in the order of the file. */
    List<String> columns() {
        return new ArrayList<>(columns.keySet());
    }

    Path file() {
        return file;
    }

    /** Returns the line of the row; that of the columns' names is 1. */
    int line() {
        return reader.line();
    }

    boolean has(String column) {
        return columns.containsKey(column);
    }

    /** Returns the place of a column that the file has, for the readers of fields. */
    int column(String name) {
        Integer place = columns.get(name);
        if (place == null) {
            throw new IllegalArgumentException("the file has no column " + name);
        }
        return place;
    }

    /** Goes to the next row; tells whether there is one. */
    boolean next() {
        if (!reader.next()) {
            return false;
        }
        if (reader.fields() > columns.size()) {
            throw reader.wrong(
                    "has " + reader.fields() + " fields for " + columns.size() + " columns",
                    "put quotes around a text that holds a comma");
        }
        return true;
    }

    /** Returns a field that must not be empty. */
    String text(int column) {
        String text = optional(column);
        if (text.isEmpty()) {
            throw reader.wrong("has nothing in the column '" + name(column) + "'", "fill it in");
        }
        return text;
    }

    /** Returns a field, empty if it is or if the line ends before it. */
    String optional(int column) {
        return column < reader.fields() ? reader.text(column).strip() : "";
    }

    /** Returns a field that is a whole number of at least 0. */
    int count(int column) {
        String text = text(column);
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw notCount(column, text);
        }
        throw notCount(column, text);
    }

    private EvaluationException notCount(int column, String text) {
        return wrong(column, text, "no whole number from 0 on", "write one");
    }

    /** Returns a field that is a time, in milliseconds since 1970. */
    long epochMillis(int column) {
        String text = text(column);
        try {
            return Timestamps.epochMillis(text);
        } catch (IllegalArgumentException e) {
            throw wrong(column, text, "no time", Timestamps.REMEDY);
        }
    }

    /** Returns a field that is a finite number; NaN if it is empty or says {@code nan}. */
    double value(int column) {
        if (column >= reader.fields()) {
            throw reader.wrong(
                    "ends before the column '" + name(column) + "'", "end it with a comma if a value is missing");
        }
        String text = optional(column);
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            double value = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw notNumber(column, text);
        }
        throw notNumber(column, text);
    }

    private EvaluationException notNumber(int column, String text) {
        return wrong(column, text, "no finite number", "write a decimal number, or nothing where a value is missing");
    }

    /** {@link Double#parseDouble} takes more than that: {@code 1d}, {@code 0x1p3}. */
    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }

    /** Returns what is wrong with a field, with its place. */
    EvaluationException wrong(int column, String text, String what, String remedy) {
        String shown = text.length() <= 40 ? text : text.substring(0, 40) + "…";
        return reader.wrong("has '" + shown + "' in the column '" + name(column) + "', which is " + what, remedy);
    }

    private String name(int column) {
        return columns().get(column);
    }

    @Override
    public void close() {
        reader.close();
    }
}
