package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.core.telemetry.SeriesKind;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of the catalogue. A line in brackets names the types that the metrics below it are of; a metric is a line
 * of columns: Azure's name, aggregations, unit (see {@link ModelUnit}), name here, and options:
 *
 * <pre>
 * PT5M                     the step, a minute unless told
 * ratio, gauge             the kind, if the aggregation does not say it
 * where StatusCode=429     only what has this value of a dimension
 * by Instance,Region       a series for each combination of values
 * top 30                   how many of them are kept
 * ? text                   when it is there, or what switches it on
 * </pre>
 */
final class CatalogueFile {

    private static final Duration HOUR = Duration.ofHours(1);

    private final String name;
    private final Map<String, List<PlatformMetric>> into;
    private List<String> types = List.of();

    private CatalogueFile(String name, Map<String, List<PlatformMetric>> into) {
        this.name = name;
        this.into = into;
    }

    /** Reads a resource beside this class into lists by type. */
    static void read(String name, Map<String, List<PlatformMetric>> into) {
        try (InputStream in = CatalogueFile.class.getResourceAsStream("metrics/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("metrics/" + name);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            CatalogueFile file = new CatalogueFile(name, into);
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                file.line(number, line.strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(int number, String line) {
        try {
            if (line.startsWith("[")) {
                types = Arrays.stream(line.split("\\s+"))
                        .map(type -> type.substring(1, type.length() - 1))
                        .toList();
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                PlatformMetric metric = metric(line);
                types.forEach(type ->
                        into.computeIfAbsent(type, key -> new ArrayList<>()).add(metric));
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException(name + ", line " + number + ": " + e.getMessage(), e);
        }
    }

    private static PlatformMetric metric(String line) {
        int hintAt = line.indexOf('?');
        String hint = hintAt < 0 ? null : line.substring(hintAt + 1).strip();
        String[] columns = (hintAt < 0 ? line : line.substring(0, hintAt)).split("\\|", -1);
        if (columns.length < 4 || columns.length > 5) {
            throw new IllegalArgumentException("four or five columns are expected, not " + columns.length);
        }
        List<MetricAggregation> aggregations = Arrays.stream(columns[1].strip().split(" "))
                .map(word -> MetricAggregation.of(word).orElseThrow())
                .toList();
        Options options = new Options(columns.length == 5 ? columns[4].strip() : "");
        return new PlatformMetric(
                columns[0].strip(),
                aggregations,
                columns[3].strip(),
                ModelUnit.parse(columns[2].strip()),
                options.step,
                options.kind,
                options.split(),
                hint);
    }

    /** The fifth column. */
    private static final class Options {

        private Duration step = Duration.ofMinutes(1);
        private @Nullable SeriesKind kind;
        private List<String> dimensions = List.of();
        private final SortedMap<String, String> conditions = new TreeMap<>();
        private int most = 1;

        Options(String text) {
            List<String> words = text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                switch (word) {
                    case "ratio", "gauge" -> kind = SeriesKind.valueOf(word.toUpperCase(Locale.ROOT));
                    case "by" -> dimensions = List.of(words.get(++i).split(","));
                    case "top" -> most = Integer.parseInt(words.get(++i));
                    case "where" -> {
                        String[] condition = words.get(++i).split("=", 2);
                        conditions.put(condition[0], condition[1]);
                    }
                    default -> step = step(word);
                }
            }
        }

        @Nullable
        MetricSplit split() {
            return dimensions.isEmpty() && conditions.isEmpty() ? null : new MetricSplit(dimensions, conditions, most);
        }

        private static Duration step(String word) {
            Duration step = Duration.parse(word);
            if (HOUR.toMillis() % step.toMillis() != 0) {
                throw new IllegalArgumentException("step must divide an hour, was " + word);
            }
            return step;
        }
    }
}
