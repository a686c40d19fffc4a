package io.throughline.azure.stream;

import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes rows of answers, and finds what was made of them. */
final class Rows {

    private Rows() {}

    /** Returns a row of names and values by turns. */
    static Map<String, Object> row(@Nullable Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) {
            row.put(String.valueOf(cells[i]), cells[i + 1]);
        }
        return row;
    }

    /** Returns a row with other cells. */
    static Map<String, Object> with(Map<String, Object> row, @Nullable Object... cells) {
        Map<String, Object> other = new LinkedHashMap<>(row);
        other.putAll(row(cells));
        return other;
    }

    /** Returns the series of a metric, each as {@code entity's last part {attributes} values}. */
    static List<String> series(TelemetryBatch batch, String metric) {
        return batch.series().stream()
                .filter(series -> series.key().metric().equals(metric))
                .map(Rows::text)
                .sorted()
                .toList();
    }

    private static String text(Series series) {
        String entity = series.key().entity().toString();
        String values = series instanceof NumberSeries numbers
                ? java.util.Arrays.toString(numbers.values())
                : series.getClass().getSimpleName();
        return entity.substring(entity.lastIndexOf('/') + 1) + " "
                + series.key().attributes() + " " + values;
    }
}
