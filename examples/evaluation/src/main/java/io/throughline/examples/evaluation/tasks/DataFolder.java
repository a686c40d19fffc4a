package io.throughline.examples.evaluation.tasks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder of series: a list of them or of cases, and a file for each in {@code series}, plain or compressed. */
final class DataFolder {

    private final Path path;

    DataFolder(Path path) {
        this.path = path;
        if (!Files.isDirectory(path)) {
            throw new EvaluationException(
                    "--input " + path + " is no folder; name the folder that holds series.csv or cases.csv");
        }
    }

    Path path() {
        return path;
    }

    /**
     * Opens a list in the folder.
     *
     * @param name without its ending
     * @param required columns that it must have
     */
    CsvTable list(String name, String... required) {
        Path file = find(path, name);
        if (file == null) {
            throw new EvaluationException(path.resolve(name + ".csv")
                    + " is missing; the task reads it for the columns " + String.join(",", required));
        }
        return CsvTable.open(file, required);
    }

    /**
     * Returns what {@code series.csv} lists, in its order.
     *
     * @param required columns that must be filled in, besides {@code series}
     */
    List<SeriesEntry> series(String... required) {
        String[] all = new String[required.length + 1];
        all[0] = "series";
        System.arraycopy(required, 0, all, 1, required.length);
        List<SeriesEntry> entries = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        try (CsvTable table = list("series", all)) {
            while (table.next()) {
                for (String column : required) {
                    String ignored = table.text(table.column(column));
                }
                SeriesEntry entry = SeriesEntry.of(table);
                Integer earlier = lines.putIfAbsent(entry.name(), table.line());
                if (earlier != null) {
                    throw table.wrong(
                            table.column("series"), entry.name(), "listed in line " + earlier, "list each series once");
                }
                requireFile(table, entry.name());
                entries.add(entry);
            }
            if (entries.isEmpty()) {
                throw new EvaluationException(
                        table.file() + " line 2 is missing: no series is listed; list one a line");
            }
        }
        return entries;
    }

    /** Requires that a series that a list names in its current row has a file. */
    void requireFile(CsvTable list, String series) {
        if (series.contains("/") || series.contains("\\") || series.startsWith(".")) {
            throw list.wrong(
                    list.column("series"), series, "no name of a file", "name the file without folder and ending");
        }
        if (find(path.resolve("series"), series) == null) {
            throw list.wrong(
                    list.column("series"),
                    series,
                    "not there: " + path.resolve("series").resolve(series + ".csv.gz") + " is missing",
                    "add it, compressed or as .csv, or take the line out");
        }
    }

    /** Opens the file of a series. */
    CsvTable rows(String series, String... required) {
        Path file = find(path.resolve("series"), series);
        if (file == null) {
            throw new EvaluationException(path.resolve("series").resolve(series + ".csv.gz") + " is missing; add it");
        }
        return CsvTable.open(file, required);
    }

    /** Tells whether the folder has a file, plain or compressed. */
    boolean has(String name) {
        return find(path, name) != null;
    }

    /** Returns a file that {@link #table} has opened before. */
    Path file(String inner, String name) {
        Path file = find(path.resolve(inner), name);
        if (file == null) {
            throw new EvaluationException(path.resolve(inner).resolve(name + ".csv.gz") + " is missing; add it");
        }
        return file;
    }

    /**
     * Opens a file in a folder of this one.
     *
     * @param list names the two in its current row, for the message if there is none such
     * @param column of the list that names the file
     */
    CsvTable table(CsvTable list, String column, String inner, String name, String... required) {
        for (String part : List.of(inner, name)) {
            if (part.contains("/") || part.contains("\\") || part.startsWith(".")) {
                throw list.wrong(
                        list.column(column), part, "no name of a file", "name the file without folder and ending");
            }
        }
        Path file = find(path.resolve(inner), name);
        if (file == null) {
            throw list.wrong(
                    list.column(column),
                    name,
                    "not there: " + path.resolve(inner).resolve(name + ".csv.gz") + " is missing",
                    "add it, compressed or as .csv, or take the line out");
        }
        return CsvTable.open(file, required);
    }

    private static @Nullable Path find(Path folder, String name) {
        for (String ending : List.of(".csv.gz", ".csv")) {
            Path file = folder.resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }
}
