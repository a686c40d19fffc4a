package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.event.HealthTransition.Health;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Transactions, sessions, monitors and outcomes, and what is told beside errors. */
class NewStreamsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeWindow HOUR = TimeWindow.endingAt(NOON, Duration.ofHours(1));
    private static final TimeWindow DAY =
            new TimeWindow(Instant.parse("2026-02-28T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

    private final TestTime time = TestTime.at(NOON.plusSeconds(600));
    private final FakeSentry server =
            new FakeSentry().on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""));
    private final TelemetryBatch batch = new TelemetryBatch();

    private MeasuredStream stream(String name) {
        return (MeasuredStream) server.source(time, List.of("production")).streams().stream()
                .filter(stream -> stream.name().equals("sentry/" + name))
                .findFirst()
                .orElseThrow();
    }

    private StreamCompleteness read(String name, TimeWindow window) {
        return stream(name).read(window, batch);
    }

    /** Metric, attributes but the environment, and sum of values. */
    private Map<String, Double> sums() {
        TreeMap<String, Double> sums = new TreeMap<>();
        batch.series().forEach(series -> {
            NumberSeries numbers = (NumberSeries) series;
            double sum = 0;
            for (double value : numbers.values()) {
                sum += value;
            }
            String attributes = String.valueOf(numbers.key().attributes()).replaceAll("[{}\\s]", "");
            sums.put(numbers.key().metric() + " " + attributes, sum);
        });
        return sums;
    }

    private NumberSeries series(String metric, String version) {
        return batch.series().stream()
                .map(NumberSeries.class::cast)
                .filter(series -> series.key().metric().equals(metric)
                        && String.valueOf(series.key().attributes()).contains(version)
                        && (version.isEmpty()
                                != String.valueOf(series.key().attributes()).contains(AttributeKeys.SERVICE_VERSION)))
                .findFirst()
                .orElseThrow();
    }

    private static String line(String axis, String release, String values) {
        String group = release.isEmpty() ? "[]" : "[{\"key\":\"release\",\"value\":" + release + "}]";
        return "{\"yAxis\":\"" + axis + "\",\"groupBy\":" + group + ",\"meta\":{\"isOther\":false},\"values\":["
                + values + "]}";
    }

    private static String value(Instant at, String value) {
        return "{\"timestamp\":" + at.toEpochMilli() + ",\"value\":" + value + ",\"sampleCount\":5}";
    }

    @Test
    void keepsSentrysQuantilesApartAndInSeconds() {
        Instant at = NOON.minusSeconds(600);
        Instant quiet = NOON.minusSeconds(300);
        server.on("events-timeseries/", p -> {
            boolean grouped = p.containsKey("groupBy");
            String release = grouped ? "\"v1\"" : "";
            return FakeSentry.json("{\"timeSeries\":["
                    + line("count()", release, value(at, "10") + "," + value(quiet, "0")) + ","
                    + line("failure_count()", release, value(at, "2") + "," + value(quiet, "0")) + ","
                    + line("p50(span.duration)", release, value(at, "100") + "," + value(quiet, "0")) + ","
                    + line("p95(span.duration)", release, value(at, "900") + "," + value(quiet, "null")) + "]}");
        });

        StreamCompleteness told = read("transactions", HOUR);

        NumberSeries whole = series("sentry.transaction.duration.p95", "");
        assertThat(whole.key().kind()).isEqualTo(SeriesKind.VENDOR_QUANTILE);
        assertThat(whole.key().unit().code()).isEqualTo("s");
        assertThat(whole.values()).containsExactly(0.9);
        assertThat(series("sentry.transaction.duration.p50", "v1").values()).containsExactly(0.1);
        assertThat(series("sentry.transaction.count", "v1").values()).containsExactly(10, 0);
        assertThat(series("sentry.transaction.failures", "v1").values()).containsExactly(2, 0);
        // What has no release is known to be none.
        assertThat(series("sentry.transaction.count", "").values()).hasSize(12).containsOnly(0);
        assertThat(told.samplingFactor()).isEqualTo(1);
        assertThat(server.calls("events-timeseries/")).hasSize(2).allSatisfy(call -> {
            assertThat(call.one("dataset")).isEqualTo("spans");
            assertThat(call.one("query")).isEqualTo("is_transaction:true");
        });
    }

    @Test
    void asksNothingWhereNothingWasEverSent() {
        server.on(
                "projects/",
                p -> FakeSentry.page(
                        "[{\"id\":\"7\",\"slug\":\"api\",\"hasSessions\":false,\"firstTransactionEvent\":false}]", ""));

        StreamCompleteness transactions = read("transactions", HOUR);
        StreamCompleteness sessions = read("sessions", HOUR);

        assertThat(transactions.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
        assertThat(transactions.notes()).containsExactly("no project has ever sent transactions");
        assertThat(sessions.notes()).containsExactly("no project has ever sent sessions");
        assertThat(server.calls()).hasSize(2).allMatch(call -> call.path().equals("projects/"));
    }

    @Test
    void saysWhichFeaturesAServerDoesNotHave() {
        server.on("events-timeseries/", p -> FakeSentry.error(400, "dataset must be one of: discover, metrics"));

        assertThat(read("transactions", HOUR).notes())
                .containsExactly("this server does not keep spans: transactions were" + " not read");
        assertThat(read("sessions", HOUR).notes())
                .containsExactly("this server has no release health: sessions were not read");
        assertThat(read("monitors", DAY).notes()).containsExactly("this server has no cron monitors: none were read");
    }

    @Test
    void takesNoRefusalOfOneQuestionForAMissingFeature() {
        server.on("events-timeseries/", p -> FakeSentry.error(400, "Query timeout. Please try again."));

        assertThatThrownBy(() -> read("transactions", HOUR))
                .isInstanceOf(QueryRejectedException.class)
                .hasMessageContaining("Query timeout");
    }

    @Test
    void namesTheScopeOfWhatIsForbidden() {
        server.on("monitors/", p -> FakeSentry.error(403, "You do not have permission to perform this action."));

        assertThatThrownBy(() -> read("monitors", DAY))
                .isInstanceOf(PermissionException.class)
                .hasMessageContaining("alerts:read");
    }

    @Test
    void countsSessionsByStatusAndLeavesQuietHoursOut() {
        server.on("sessions/", """
                {"intervals":["2026-03-01T10:00:00Z","2026-03-01T11:00:00Z"],"groups":[
                 {"by":{"project":7,"release":"v1","environment":"production","session.status":"crashed"},"totals":{},
                  "series":{"sum(session)":[0,0]}},
                 {"by":{"project":7,"release":"v1","environment":"production","session.status":"healthy"},"totals":{},
                  "series":{"sum(session)":[998,0]}},
                 {"by":{"project":99,"release":"v1","environment":"production","session.status":"healthy"},"totals":{},
                  "series":{"sum(session)":[5,5]}}]}""");

        read("sessions", TimeWindow.endingAt(NOON, Duration.ofHours(2)));

        assertThat(batch.series()).hasSize(2).allSatisfy(series -> {
            assertThat(series.size()).isEqualTo(1);
            assertThat(series.timeAt(0)).isEqualTo(NOON.minusSeconds(7200).toEpochMilli());
            assertThat(series.key().kind()).isEqualTo(SeriesKind.DELTA);
        });
        assertThat(sums().values()).containsExactlyInAnyOrder(0.0, 998.0);
    }

    @Test
    void leavesTheHourUnderWayForTheNextRead() {
        server.on("sessions/", "{\"intervals\":[],\"groups\":[]}");

        StreamCompleteness told = read("sessions", new TimeWindow(NOON.minusSeconds(3600), NOON.plusSeconds(3600)));

        assertThat(told.asOf()).isEqualTo(NOON);
        assertThat(server.calls("sessions/").get(0).one("end")).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void tellsRunsOfCheckInsDayByDay() {
        server.on(
                "monitors/",
                p -> FakeSentry.page(
                        "[{\"id\":\"m\",\"slug\":\"nightly\",\"name\":\"Nightly\",\"project\":{\"id\":\"7\",\"slug\":\"api\"}},"
                                + "{\"id\":\"x\",\"slug\":\"elsewhere\",\"project\":{\"id\":\"99\",\"slug\":\"other\"}}]",
                        ""));
        server.on(
                "monitors/nightly/checkins/",
                p -> p.containsKey("cursor")
                        ? FakeSentry.page(checkIn(2, "timeout", "01:00") + checkIn(1, "ok", "00:30") + "]", "")
                        : FakeSentry.page(
                                "[" + checkIn(5, "in_progress", "05:00") + checkIn(4, "ok", "03:00")
                                        + checkIn(3, "missed", "02:00") + "]",
                                "0:2:0"));

        StreamCompleteness told = read("monitors", DAY);

        assertThat(told.notes()).isEmpty();
        assertThat(batch.events().stream().sorted(Event.ORDER).map(HealthTransition.class::cast))
                .extracting(event -> event.previous() + ">" + event.current() + " " + event.start() + " " + event.end()
                        + " " + event.title())
                .containsExactly(
                        "null>AVAILABLE 2026-02-28T00:30:00Z 2026-02-28T00:30:00Z Cron monitor Nightly: 1 ok",
                        "AVAILABLE>UNAVAILABLE 2026-02-28T01:00:00Z 2026-02-28T02:00:00Z Cron monitor Nightly: 1 missed,"
                                + " 1 timeout",
                        "UNAVAILABLE>AVAILABLE 2026-02-28T03:00:00Z 2026-02-28T03:00:00Z Cron monitor Nightly: 1 ok");
        assertThat(batch.events())
                .extracting(event -> ((HealthTransition) event).current())
                .contains(Health.AVAILABLE);
        assertThat(server.calls("monitors/elsewhere/checkins/")).isEmpty();
    }

    private static String checkIn(int id, String status, String at) {
        return (id == 2 ? "[" : "") + "{\"id\":\"" + id + "\",\"environment\":\"production\",\"status\":\"" + status
                + "\",\"dateCreated\":\"2026-02-28T" + at + ":00Z\"}" + (id == 1 || id == 3 ? "" : ",");
    }

    @Test
    void tellsWhatBecameOfEverythingThatWasSent() {
        server.on("stats_v2/", """
                {"intervals":["2026-03-01T11:00:00Z"],"groups":[
                 {"by":{"category":"error","outcome":"accepted","reason":"none"},"totals":{},
                  "series":{"sum(quantity)":[40]}},
                 {"by":{"category":"error","outcome":"rate_limited","reason":"key_quota"},"totals":{},
                  "series":{"sum(quantity)":[60]}},
                 {"by":{"category":"error","outcome":"filtered","reason":"browser"},"totals":{},
                  "series":{"sum(quantity)":[0]}},
                 {"by":{"category":"attachment","outcome":"accepted","reason":null},"totals":{},
                  "series":{"sum(quantity)":[2048]}}]}""");

        read("outcomes", HOUR);

        assertThat(sums().values()).containsExactlyInAnyOrder(40.0, 60.0, 2048.0);
        assertThat(sums().keySet())
                .anyMatch(key -> key.startsWith("sentry.outcome.size"))
                .anyMatch(key -> key.contains("key_quota"))
                .noneMatch(key -> key.contains("none"));
        assertThat(batch.series())
                .filteredOn(series -> series.key().metric().equals("sentry.outcome.size"))
                .allMatch(series -> series.key().unit().code().equals("By"));
    }

    @Test
    void saysBesideErrorsWhatWasRefused() {
        server.on("events-timeseries/", "{\"timeSeries\":[]}");
        server.on("stats_v2/", """
                {"groups":[{"by":{"project":7,"outcome":"accepted"},"totals":{"sum(quantity)":40}},
                 {"by":{"project":7,"outcome":"rate_limited"},"totals":{"sum(quantity)":55}},
                 {"by":{"project":7,"outcome":"filtered"},"totals":{"sum(quantity)":5}}]}""");

        StreamCompleteness told = read("errors", HOUR);

        assertThat(told.notes())
                .singleElement()
                .satisfies(note -> assertThat(note)
                        .contains(
                                "errors of api",
                                "stored 40 of 100",
                                "rate_limited 55, filtered 5",
                                "need not mean fewer"));
        assertThat(server.calls("stats_v2/").get(0).one("category")).isEqualTo("error");
    }

    @Test
    void countsTheCallsOfItsPlan() {
        server.on("monitors/", p -> FakeSentry.page("[{\"id\":\"m\"},{\"id\":\"n\"}]", ""));

        assertThat(List.of("errors", "transactions", "sessions", "monitors", "outcomes"))
                .extracting(name -> stream(name)
                        .plan(TimeWindow.endingAt(NOON, Duration.ofDays(2)), Duration.ofMinutes(10))
                        .orElseThrow()
                        .firstCalls())
                // Two days are four reads of half a day, or parts of three days.
                .containsExactly(4L * 2, 4L * 2, 2L, 3L, 1L);
    }
}
