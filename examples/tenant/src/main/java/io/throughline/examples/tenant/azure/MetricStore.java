package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The recorded platform metrics: which a resource has, and their values in buckets. Thread-safe. */
final class MetricStore {

    /** How long after its minute a sample can be read. */
    private static final Duration DELAY = Duration.ofMinutes(2);

    /** A metric, and the resource as the recording writes it. */
    record Metric(String resourceId, String name, String unit) {}

    private final Replay replay;
    private final RecordingDatabase database;
    private final Map<String, Map<String, Metric>> known = new ConcurrentHashMap<>();

    MetricStore(Replay replay, RecordingDatabase database) {
        this.replay = replay;
        this.database = database;
    }

    /** Returns the metrics of a resource by their names in lower case. */
    Map<String, Metric> metrics(Resource resource) {
        return known.computeIfAbsent(resource.key(), key -> read(resource));
    }

    private Map<String, Metric> read(Resource resource) {
        Map<String, Metric> metrics = new TreeMap<>();
        String sql = "SELECT DISTINCT ResourceId, MetricName, coalesce(Unit, 'Unspecified') FROM platform_metrics"
                + " WHERE lower(ResourceId) = " + Sql.text(resource.key());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                metrics.put(
                        rows.getString(2).toLowerCase(Locale.ROOT),
                        new Metric(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which metrics there are", e);
        }
        return metrics;
    }

    /**
     * Returns the values of the buckets that have any, by the metric's name and by their begin as served; of the wanted
     * aggregations only.
     *
     * @param metrics of one resource
     */
    Map<String, Map<Instant, Map<String, Double>>> points(
            Collection<Metric> metrics, Instant from, Instant to, long step, List<String> aggregations) {
        Map<String, Map<Instant, Map<String, Double>>> points = new HashMap<>();
        if (metrics.isEmpty()) {
            return points;
        }
        String sql = "SELECT MetricName, epoch_us(TimeStamp) // (" + step + " * 1000000) AS bucket, sum(Total),"
                + " sum(Count), min(Minimum), max(Maximum),"
                + " coalesce(sum(Total) / nullif(sum(Count), 0), avg(Average)), any_value(Average), count(*)"
                + " FROM platform_metrics WHERE ResourceId IN (" + texts(metrics, Metric::resourceId)
                + ") AND MetricName IN (" + texts(metrics, Metric::name) + ")"
                + " AND TimeStamp >= " + Sql.timestamp(replay.recorded(from))
                + " AND TimeStamp < " + Sql.timestamp(replay.recorded(to))
                + " AND TimeStamp <= " + Sql.timestamp(replay.recordedNow().minus(DELAY))
                + " GROUP BY MetricName, bucket ORDER BY MetricName, bucket";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Map<String, Double> values = new TreeMap<>();
                boolean single = rows.getLong(9) == 1;
                put(values, aggregations, "total", rows, 3);
                put(values, aggregations, "count", rows, 4);
                put(values, aggregations, "minimum", rows, 5);
                put(values, aggregations, "maximum", rows, 6);
                put(values, aggregations, "average", rows, single ? 8 : 7);
                // A bucket of a day or less begins at a multiple of itself since midnight, whatever day it is moved to.
                Instant begin = replay.served(Instant.ofEpochSecond(rows.getLong(2) * step));
                points.computeIfAbsent(rows.getString(1), name -> new TreeMap<>())
                        .put(begin, values);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read platform metrics", e);
        }
        return points;
    }

    private static String texts(Collection<Metric> metrics, Function<Metric, String> of) {
        return metrics.stream().map(of).distinct().map(Sql::text).collect(Collectors.joining(", "));
    }

    private static void put(Map<String, Double> values, List<String> wanted, String name, ResultSet row, int index)
            throws SQLException {
        double value = row.getDouble(index);
        if (!row.wasNull() && Double.isFinite(value) && wanted.contains(name)) {
            values.put(name, value);
        }
    }
}
