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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The recorded platform metrics: which a resource has, and their values in buckets. Thread-safe. */
final class MetricStore {

    /** How long after its minute a sample can be read. */
    private static final Duration DELAY = Duration.ofMinutes(2);

    /** A metric of a resource, as recorded. */
    record Metric(String name, String unit) {}

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
        String sql = "SELECT DISTINCT MetricName, coalesce(Unit, 'Unspecified') FROM platform_metrics"
                + " WHERE lower(ResourceId) = " + Sql.text(resource.key());
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                metrics.put(
                        rows.getString(1).toLowerCase(Locale.ROOT), new Metric(rows.getString(1), rows.getString(2)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read which metrics there are", e);
        }
        return metrics;
    }

    /** Returns the values of the buckets that have any, by their begin as served; those of the wanted aggregations only. */
    Map<Instant, Map<String, Double>> points(
            Resource resource, Metric metric, Instant from, Instant to, long step, List<String> aggregations) {
        String sql = "SELECT epoch_us(TimeStamp) // (" + step + " * 1000000) AS bucket, sum(Total), sum(Count),"
                + " min(Minimum), max(Maximum),"
                + " coalesce(sum(Total) / nullif(sum(Count), 0), avg(Average)), any_value(Average), count(*)"
                + " FROM platform_metrics WHERE lower(ResourceId) = " + Sql.text(resource.key())
                + " AND MetricName = " + Sql.text(metric.name())
                + " AND TimeStamp >= " + Sql.timestamp(replay.recorded(from))
                + " AND TimeStamp < " + Sql.timestamp(replay.recorded(to))
                + " AND TimeStamp <= " + Sql.timestamp(replay.recordedNow().minus(DELAY))
                + " GROUP BY bucket ORDER BY bucket";
        Map<Instant, Map<String, Double>> points = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                Map<String, Double> values = new TreeMap<>();
                boolean single = rows.getLong(8) == 1;
                put(values, aggregations, "total", rows, 2);
                put(values, aggregations, "count", rows, 3);
                put(values, aggregations, "minimum", rows, 4);
                put(values, aggregations, "maximum", rows, 5);
                put(values, aggregations, "average", rows, single ? 7 : 6);
                // A bucket of a day or less begins at a multiple of itself since midnight, whatever day it is moved to.
                points.put(replay.served(Instant.ofEpochSecond(rows.getLong(1) * step)), values);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read platform metrics", e);
        }
        return points;
    }

    private static void put(Map<String, Double> values, List<String> wanted, String name, ResultSet row, int index)
            throws SQLException {
        double value = row.getDouble(index);
        if (!row.wasNull() && Double.isFinite(value) && wanted.contains(name)) {
            values.put(name, value);
        }
    }
}
