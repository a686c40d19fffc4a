package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The platform's metrics, one row a resource, metric and minute that was sampled. */
final class PlatformMetrics {
    private PlatformMetrics() {}

    static long write(Raw raw, Connection connection, Map<String, Double> cpuFactors, Path folder)
            throws IOException, SQLException {
        try (Table table = new Table(
                connection,
                "platform_metrics",
                "TimeStamp TIMESTAMP, ResourceId VARCHAR, Namespace VARCHAR, MetricName VARCHAR, Unit VARCHAR, Total"
                        + " DOUBLE, Count BIGINT, Minimum DOUBLE, Maximum DOUBLE, Average DOUBLE")) {
            for (JsonNode line : Raw.lines(raw.folder().resolve("platform.ndjson"))) {
                Instant minute = Instant.parse(line.path("minute").asText());
                if (raw.contains(minute)) {
                    row(table, line, minute, factor(line, cpuFactors));
                }
            }
            return table.write(folder, "TimeStamp, ResourceId, MetricName");
        }
    }

    private static void row(Table table, JsonNode line, Instant minute, double factor) throws SQLException {
        String metric = line.path("metric").asText();
        String[] resource = resource(line.path("resource").asText(), metric);
        long count = line.path("count").asLong();
        double total = factor * line.path("total").asDouble();
        table.add(
                minute,
                resource[0],
                resource[1],
                metric,
                line.path("unit").asText(),
                round(total),
                count,
                count == 0 ? 0.0 : round(factor * line.path("min").asDouble()),
                count == 0 ? 0.0 : round(factor * line.path("max").asDouble()),
                count == 0 ? 0.0 : round(total / count));
    }

    /** Only CPU is scaled: its denominator, the host's size, is a convention that must fit the clock's rate. */
    private static double factor(JsonNode line, Map<String, Double> cpuFactors) {
        boolean cpu = line.path("metric").asText().toLowerCase(Locale.ROOT).startsWith("cpu");
        return cpu ? cpuFactors.getOrDefault(line.path("resource").asText(), 1.0) : 1.0;
    }

    private static double round(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static String[] resource(String name, String metric) {
        if (name.equals("postgres")) {
            return new String[] {Places.databaseId(), "Microsoft.DBforPostgreSQL/flexibleServers"};
        }
        ServiceKind kind = ServiceKind.of(name);
        return metric.equals("CpuPercentage")
                ? new String[] {Places.planId(kind), "Microsoft.Web/serverfarms"}
                : new String[] {Places.appId(kind), "Microsoft.Web/sites"};
    }
}
