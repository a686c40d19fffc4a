package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.cause.Course;
import io.throughline.correlation.cause.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the nodes of a system answered: a row for each bucket of time. Of the columns {@code node|metric|statistic} those are
 * read that say how many requests there were, how long they took in the mean and how many percent of them went well.
 */
final class AnswerTable {

    private static final String REQUESTS = "requests|Sum";
    private static final String LATENCY = "latency|Average";
    private static final String AVAILABILITY = "availability|Average";
    private static final long MINUTE = 60_000;

    private final SortedMap<Long, SortedMap<String, Double>> rows;

    private AnswerTable(SortedMap<Long, SortedMap<String, Double>> rows) {
        this.rows = rows;
    }

    static AnswerTable empty() {
        return new AnswerTable(new TreeMap<>());
    }

    static AnswerTable read(CsvTable table) {
        SortedMap<Long, SortedMap<String, Double>> rows = new TreeMap<>();
        int timestamp = table.column("timestamp");
        List<String> wanted = table.columns().stream()
                .filter(name -> name.endsWith('|' + REQUESTS)
                        || name.endsWith('|' + LATENCY)
                        || name.endsWith('|' + AVAILABILITY))
                .toList();
        while (table.next()) {
            SortedMap<String, Double> row = new TreeMap<>();
            wanted.forEach(name -> row.put(name, table.value(table.column(name))));
            if (rows.put(table.epochMillis(timestamp), row) != null) {
                throw table.wrong(timestamp, table.text(timestamp), "there before", "write one row for each time");
            }
        }
        if (rows.size() < 2) {
            throw new EvaluationException(
                    table.file() + " has " + rows.size() + " rows; a window needs at least two to tell its step");
        }
        return new AnswerTable(rows);
    }

    /** Returns the rows of both; those of the other where both have one. */
    AnswerTable with(AnswerTable other) {
        SortedMap<Long, SortedMap<String, Double>> both = new TreeMap<>(rows);
        both.putAll(other.rows);
        return new AnswerTable(both);
    }

    int size() {
        return rows.size();
    }

    long start() {
        return rows.firstKey();
    }

    long epochMillis(int index) {
        return rows.keySet().stream().skip(index).findFirst().orElseThrow();
    }

    /** Returns the end of the last bucket, which is as long as the first. */
    long end() {
        return rows.lastKey() + step();
    }

    /** Returns how many buckets end by an instant. */
    int before(long instant) {
        return (int) rows.keySet().stream().filter(at -> at + step() <= instant).count();
    }

    private long step() {
        return rows.size() < 2 ? MINUTE : epochMillis(1) - epochMillis(0);
    }

    List<Measure> measures() {
        TreeMap<String, double[]> columns = new TreeMap<>();
        long[] times = rows.keySet().stream().mapToLong(Long::longValue).toArray();
        int index = 0;
        for (SortedMap<String, Double> row : rows.values()) {
            for (Map.Entry<String, Double> field : row.entrySet()) {
                double[] column = columns.computeIfAbsent(field.getKey(), key -> missing(times.length));
                column[index] = field.getValue();
            }
            index++;
        }
        List<Measure> measures = new ArrayList<>();
        for (String name : columns.keySet()) {
            if (name.endsWith('|' + REQUESTS)) {
                String node = name.substring(0, name.length() - REQUESTS.length() - 1);
                Course requests = course(times, columns.get(name));
                double[] well = columns.get(node + '|' + AVAILABILITY);
                double[] latency = columns.get(node + '|' + LATENCY);
                measures.add(new Measure.Answers(
                        node,
                        requests == null ? Course.of(times, missing(times.length)) : requests,
                        course(times, latency),
                        course(times, well == null ? null : failed(well))));
            }
        }
        return measures;
    }

    private static double[] missing(int length) {
        double[] none = new double[length];
        Arrays.fill(none, Double.NaN);
        return none;
    }

    private static double[] failed(double[] percentWell) {
        return Arrays.stream(percentWell).map(percent -> 1 - percent / 100).toArray();
    }

    private static @Nullable Course course(long[] times, double @Nullable [] values) {
        return values == null ? null : Course.of(times, values);
    }
}
