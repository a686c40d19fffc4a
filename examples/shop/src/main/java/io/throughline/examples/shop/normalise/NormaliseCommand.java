package io.throughline.examples.shop.normalise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code normalise}: turns a raw recording into the compact files that are replayed. Repeatable. */
@Command(
        name = "normalise",
        mixinStandardHelpOptions = true,
        description = "Turns a raw recording into the compact Parquet and JSON files that are replayed.")
public final class NormaliseCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "RAW", description = "folder of the raw recording")
    private Path rawFolder = Path.of("");

    @Option(names = "--out", required = true, description = "folder for the files; those of the same name are replaced")
    private Path out = Path.of("");

    @Option(names = "--truth", description = "folder for truth.json; without it none is written")
    private @Nullable Path truth;

    @Option(
            names = "--until",
            description = "model time at which to cut, such as 2026-11-17T00:00:00Z",
            defaultValue = "9999-01-01T00:00:00Z")
    private Instant until = Instant.MAX;

    @Option(names = "--requests-one-in", description = "keep the requests of one trace in so many", defaultValue = "1")
    private int requestsOneIn = 1;

    @Option(
            names = "--dependencies-one-in",
            description = "keep the dependencies of one trace in so many",
            defaultValue = "1")
    private int dependenciesOneIn = 1;

    @Option(
            names = "--cpu-factor",
            paramLabel = "HOST=FACTOR",
            description =
                    "multiply the CPU percentages of a host, which calibrates its size to that of another clock rate")
    private Map<String, Double> cpuFactors = new TreeMap<>();

    @Override
    public Integer call() throws Exception {
        Raw raw = Raw.open(rawFolder, until);
        Files.createDirectories(out);
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            telemetry(raw, connection, rows);
            rows.put("query_stats", QueryStore.write(raw, connection, out));
            rows.put("platform_metrics", PlatformMetrics.write(raw, connection, cpuFactors, out));
            if (truth != null) {
                new Truth(raw, connection).write(truth);
            }
        }
        Changes changes = new Changes(raw);
        changes.write(out);
        rows.put("alerts", (long) Alerts.write(raw, out));
        rows.put("tickets", (long) new Tickets(raw, changes).write(out));
        rows.put("sonar", (long) new SonarFiles(raw).write(changes.commits(), out));
        rows.put("commits", (long) changes.commits().size());
        Description.write(raw, rows, cpuFactors, out);
        report(rows);
        return 0;
    }

    private void telemetry(Raw raw, Connection connection, Map<String, Long> rows) throws IOException, SQLException {
        ApplicationInsights insights =
                new ApplicationInsights(raw, connection, new Thinning(requestsOneIn), new Thinning(dependenciesOneIn));
        SentryItems sentry = new SentryItems(raw, connection);
        CollectorFile.read(raw.folder().resolve("collector.bin"), (arrival, path, body) -> {
            try {
                if (path.endsWith("/track")) {
                    insights.body(arrival, body);
                } else {
                    sentry.body(arrival, path, body);
                }
            } catch (SQLException e) {
                throw new IOException("cannot append to the tables", e);
            }
        });
        rows.putAll(insights.write(out));
        rows.putAll(sentry.write(out));
    }

    private void report(Map<String, Long> rows) throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            List<Path> parquet = files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            long total = 0;
            for (Path file : parquet) {
                String name = file.getFileName().toString().replace(".parquet", "");
                System.out.printf("%-20s %9d rows %9d bytes%n", name, rows.getOrDefault(name, 0L), Files.size(file));
                total += Files.size(file);
            }
            System.out.printf("%-20s %24d bytes%n", "all", total);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
