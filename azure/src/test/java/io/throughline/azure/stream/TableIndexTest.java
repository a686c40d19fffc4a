package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.WindowedLogs;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableIndexTest {

    private static final Workspace SMALL = new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb");
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final TimeWindow DAYS =
            new TimeWindow(Instant.parse("2026-11-20T10:00:00Z"), Instant.parse("2026-11-22T10:00:00Z"));

    private static final Duration STEP = Duration.ofMinutes(5);

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final FakeLogs logs = new FakeLogs();
    private final TableIndex index = new TableIndex(logs, time);
    private final Reading reading = new Reading("azure/reading", "Perf", "Heartbeat");

    @Test
    void asksOnceForAllStreamsAndReadsOnlyTablesWithData() {
        usage("Perf", "2026-09-01T00:00:00Z");
        Reading other = new Reading("azure/other", "Syslog");

        reading.read(HOUR, new TelemetryBatch());
        other.read(HOUR, new TelemetryBatch());

        assertThat(texts()).hasSize(2);
        assertThat(texts().get(0)).startsWith("Usage");
        assertThat(texts().get(1)).startsWith("Perf");
    }

    @Test
    void saysWhatIsMissing() {
        usage("Perf", "2026-09-01T00:00:00Z");

        assertThat(reading.read(HOUR, new TelemetryBatch()).notes())
                .singleElement()
                .satisfies(note -> assertThat(note).contains("Heartbeat", "production"));
    }

    @Test
    void asksForEveryTableWhenUsageCannotBeRead() {
        logs.withoutTable("Usage");

        reading.read(HOUR, new TelemetryBatch());

        assertThat(texts()).hasSize(3);
    }

    @Test
    void asksAgainAfterAnHour() {
        usage("Perf", "2026-09-01T00:00:00Z");
        reading.read(HOUR, new TelemetryBatch());
        time.advance(Duration.ofMinutes(61));
        reading.read(HOUR, new TelemetryBatch());

        assertThat(texts()).filteredOn(text -> text.startsWith("Usage")).hasSize(2);
    }

    @Test
    void findsWhatArrivedBeforeATableWasFound() {
        usage("Perf", "2026-11-22T09:00:00Z");

        reading.arrivals(Instant.parse("2026-11-22T11:55:00Z"), HOUR);

        assertThat(texts().get(1)).contains("ingestion_time() >= datetime(2026-11-22T07:50:00Z)");
    }

    @Test
    void asksForArrivalsOfOldTablesSinceTheLastSync() {
        usage("Perf", "2026-09-01T00:00:00Z");

        reading.arrivals(Instant.parse("2026-11-22T11:55:00Z"), HOUR);

        assertThat(texts()).hasSize(2);
        assertThat(texts().get(1)).contains("ingestion_time() >= datetime(2026-11-22T11:45:00Z)");
    }

    @Test
    void planCountsTheCallsOfTheFirstRead() {
        usage("Perf", "2026-09-01T00:00:00Z");
        StreamPlan plan = reading.plan(DAYS, Duration.ofMinutes(15)).orElseThrow();
        StreamPlan other = new Reading("azure/other", "Syslog")
                .plan(DAYS, Duration.ofMinutes(15))
                .orElseThrow();
        logs.asked.clear();

        for (Instant from = DAYS.from(); from.isBefore(DAYS.to()); from = from.plus(reading.longestRead())) {
            reading.read(new TimeWindow(from, from.plus(reading.longestRead())), new TelemetryBatch());
        }

        assertThat(plan.firstCalls()).isEqualTo(logs.asked.size()).isEqualTo(9);
        assertThat(other.firstCalls()).isZero();
    }

    private void usage(String table, String first) {
        logs.on("Usage", List.of(Map.of("DataType", table, "First", first)));
    }

    private List<String> texts() {
        return logs.asked.stream().map(KqlQuery::text).toList();
    }

    private final class Reading extends LogStream {

        Reading(String name, String... tables) {
            super(name, List.of(tables), List.of(SMALL), logs, index);
        }

        @Override
        void read(WindowedLogs reader, Workspace workspace, TimeWindow window, TelemetrySink sink, ReadNotes notes) {
            for (String table : present(workspace)) {
                reader.read(
                        new WindowedLogs.Read(workspace.id(), table, STEP, part -> KqlQuery.table(table), this::span),
                        window,
                        rows -> {});
            }
        }
    }
}
