package io.throughline.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorsStreamTest {

    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(TEN, TEN.plus(Duration.ofHours(1)));
    private static final EntityId API = new EntityId("sentry", "project", "acme/api");

    private final TestTime time = TestTime.at(TEN.plus(Duration.ofHours(2)));
    private final FakeSentry server = new FakeSentry()
            .on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\",\"platform\":\"java\"}]", ""))
            .on("stats_v2/", "{\"groups\":[]}");
    private final TelemetryBatch batch = new TelemetryBatch();

    private StreamCompleteness read(TimeWindow window, String... projects) {
        return stream(server.source(time, List.of("production"), projects)).read(window, batch);
    }

    private static MeasuredStream stream(SentrySource source) {
        return (MeasuredStream) source.streams().stream()
                .filter(stream -> stream.name().equals("sentry/errors"))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, NumberSeries> byRelease() {
        return batch.series().stream()
                .map(NumberSeries.class::cast)
                .collect(Collectors.toMap(
                        series -> series.key()
                                .attributes()
                                .text(AttributeKeys.SERVICE_VERSION)
                                .orElse(""),
                        series -> series,
                        (a, b) -> {
                            throw new AssertionError("two series for " + a.key());
                        },
                        TreeMap::new));
    }

    private NumberSeries series(String release) {
        return Objects.requireNonNull(byRelease().get(release), release);
    }

    /** A group with a value in the given minutes after ten, zero in all others of the hour. */
    private static String line(@Nullable String release, boolean other, Map<Integer, Integer> counts) {
        List<String> values = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            values.add("{\"timestamp\":" + TEN.plus(Duration.ofMinutes(minute)).toEpochMilli() + ",\"value\":"
                    + counts.getOrDefault(minute, 0) + ",\"incomplete\":" + (minute >= 58) + "}");
        }
        return "{\"yAxis\":\"count()\",\"groupBy\":[{\"key\":\"release\",\"value\":"
                + (release == null ? "null" : "\"" + release + "\"") + "}],\"meta\":{\"interval\":60000,\"isOther\":"
                + other + "},\"values\":[" + String.join(",", values) + "]}";
    }

    private static String answer(String... lines) {
        return "{\"meta\":{\"dataset\":\"errors\"},\"timeSeries\":[" + String.join(",", lines) + "]}";
    }

    @Test
    void countsByProjectEnvironmentAndRelease() {
        server.on(
                "events-timeseries/",
                answer(
                        line("api@2", false, Map.of(30, 4)),
                        line(null, false, Map.of(31, 1)),
                        line("api@1", false, Map.of(2, 9))));

        StreamCompleteness completeness = read(HOUR, "api");

        assertThat(byRelease().keySet()).containsExactly("", "api@1", "api@2");
        NumberSeries second = series("api@2");
        assertThat(second.key().entity()).isEqualTo(API);
        assertThat(second.key().metric()).isEqualTo(Metrics.ERROR_COUNT);
        assertThat(second.key().attributes().text(AttributeKeys.DEPLOYMENT_ENVIRONMENT))
                .contains("production");
        assertThat(second.step()).contains(Duration.ofMinutes(1));
        assertThat(second.valueAt(30)).isEqualTo(4);
        assertThat(second.timeAt(30)).isEqualTo(TEN.plus(Duration.ofMinutes(30)).toEpochMilli());
        assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
        assertThat(completeness.asOf()).isEqualTo(HOUR.to());
        assertThat(completeness.samplingFactor()).isEqualTo(1);
        FakeSentry.Call call = server.calls("events-timeseries/").get(0);
        assertThat(call.one("project")).isEqualTo("7");
        assertThat(call.one("environment")).isEqualTo("production");
        assertThat(call.one("start")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(call.one("end")).isEqualTo("2026-03-01T11:00:00Z");
    }

    @Test
    void leavesOutMinutesThatAreStillBeingCounted() {
        server.on("events-timeseries/", answer(line("api@1", false, Map.of(2, 9, 59, 1))));

        read(HOUR);

        assertThat(series("api@1").size()).isEqualTo(58);
        assertThat(series("").size()).isEqualTo(58);
    }

    @Test
    void knowsAQuietHourFromAnUnknownOne() {
        server.on("events-timeseries/", answer());

        read(HOUR);

        NumberSeries quiet = series("");
        assertThat(quiet.size()).isEqualTo(60);
        assertThat(quiet.values()).containsOnly(0);
        assertThat(quiet.slice(HOUR).size()).isEqualTo(60);
    }

    @Test
    void asksAgainForTheReleasesBeyondTheFirstTen() {
        server.on(
                "events-timeseries/",
                parameters -> FakeSentry.json(
                        parameters.containsKey("query")
                                ? answer(line("api@\\\"x*", false, Map.of(3, 1)))
                                : answer(
                                        line("api@1", false, Map.of(1, 7)),
                                        line(null, false, Map.of(1, 5)),
                                        line(null, true, Map.of(3, 1)))));

        StreamCompleteness completeness = read(HOUR);

        assertThat(byRelease().keySet()).containsExactly("", "api@\"x*", "api@1");
        assertThat(series("").valueAt(1)).isEqualTo(5);
        assertThat(completeness.truncated()).isFalse();
        assertThat(server.calls("events-timeseries/").get(1).one("query"))
                .isEqualTo("!release:[\"api@1\"] has:release");
    }

    @Test
    void saysSoWhenReleasesCannotAllBeTold() {
        server.on("events-timeseries/", answer(line("api@1", false, Map.of(1, 7)), line(null, true, Map.of(3, 1))));

        StreamCompleteness completeness = read(HOUR);

        assertThat(completeness.truncated()).isTrue();
        assertThat(completeness.notes()).singleElement().asString().contains("errors of api in production");
        assertThat(byRelease().keySet()).containsExactly("api@1");
        assertThat(server.calls("events-timeseries/")).hasSize(2);
    }

    @Test
    void keepsTheStepThatSentryGives() {
        long ten = TEN.toEpochMilli();
        server.on(
                "events-timeseries/",
                "{\"timeSeries\":[{\"yAxis\":\"count()\",\"groupBy\":null,\"values\":[" + "{\"timestamp\":" + ten
                        + ",\"value\":3},{\"timestamp\":" + (ten + 300_000) + ",\"value\":0}]}]}");

        read(HOUR);

        assertThat(series("").step()).contains(Duration.ofMinutes(5));
        assertThat(series("").values()).containsExactly(3, 0);
    }

    @Test
    void tellsHowMuchWasSampled() {
        server.on(
                "events-timeseries/",
                "{\"timeSeries\":[{\"yAxis\":\"count()\",\"groupBy\":null,\"values\":[" + "{\"timestamp\":"
                        + TEN.toEpochMilli() + ",\"value\":40,\"sampleCount\":10}]}]}");

        assertThat(read(HOUR).samplingFactor()).isEqualTo(4);
    }

    @Test
    void readsNoFurtherThanWhatIsCountedByNow() {
        server.on("events-timeseries/", answer());
        TimeWindow now = new TimeWindow(TEN.plus(Duration.ofHours(1)), TEN.plus(Duration.ofHours(3)));

        StreamCompleteness completeness = read(now);

        assertThat(server.calls("events-timeseries/").get(0).one("end")).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(completeness.asOf()).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(series("").size()).isEqualTo(59);
    }

    @Test
    void asksNothingAboutTheFuture() {
        TimeWindow future = new TimeWindow(TEN.plus(Duration.ofHours(3)), TEN.plus(Duration.ofHours(4)));

        read(future);

        assertThat(server.calls("events-timeseries/")).isEmpty();
        assertThat(batch.series()).isEmpty();
    }

    @Test
    void tellsOfAConfiguredProjectThatIsNotThere() {
        server.on("events-timeseries/", answer());

        StreamCompleteness completeness = read(HOUR, "api", "gone");

        assertThat(completeness.notes()).singleElement().asString().contains("project 'gone' was not read");
        assertThat(batch.entities())
                .singleElement()
                .extracting(Entity::id, Entity::kind, Entity::name)
                .containsExactly(API, EntityKind.ERROR_PROJECT, "api");
    }
}
