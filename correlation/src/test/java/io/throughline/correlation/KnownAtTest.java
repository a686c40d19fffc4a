package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.store.StreamState;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.event.HealthTransition;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.export.IncidentExport;
import io.throughline.correlation.ledger.TrackedIncident;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.replay.Replay;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.replay.SaidFiring;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.timeline.DelayWaterfall;
import io.throughline.correlation.timeline.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written late changes the answer, and the earlier answer can still be had. */
class KnownAtTest {

    private static final int ONSET = 20;
    private static final int NOW = 45;
    private static final String NOTHING = "";

    private final Shop shop = new Shop(3, NOW, Faults.database(ONSET, NOW + 30)).deployed("orders", "1.9", ONSET - 2);
    private final TelemetryWindow window = shop.window();
    private final TimeWindow focus = window.focus();
    /** Before the errors and the deployment were read. */
    private final Instant early = shop.at(NOW).plusSeconds(30);

    private final Instant late = shop.at(NOW).plus(Duration.ofHours(3));
    private Throughline throughline;

    @BeforeEach
    void writeWhatCameInTime() {
        ThroughlineConfig config = ThroughlineConfig.parse("""
                store: { url: "jdbc:duckdb:" }
                sync: { history: 3d }
                lab: {}
                products:
                  shop: { services: { storefront: {}, orders: {}, inventory: {}, billing: {} } }
                """, "test", List.of(new Lab(shop.mappings())));
        throughline = Throughline.open(config, Clock.fixed(late.plusSeconds(60), ZoneOffset.UTC));
        entities("azure/resources", early.minusSeconds(20));
        series(
                "azure/metrics",
                early.minusSeconds(10),
                series -> series.key().entity().system().equals("azure"));
        edges(early.minusSeconds(10));
        throughline
                .store()
                .save(new StreamState(
                        "sentry/errors", null, null, early, StreamCompleteness.failed("sentry/errors", null, "503")));
    }

    private void writeTheRest() {
        series("sentry/errors", late, series -> series.key().entity().system().equals("sentry"));
        TelemetryBatch releases = new TelemetryBatch();
        shop.events().forEach(releases::event);
        throughline.store().revise(releases, state("sentry/releases", late));
    }

    @AfterEach
    void close() {
        throughline.close();
    }

    @Test
    void whatArrivesLateChangesTheAnswerButNotTheEarlierOne() {
        CorrelationReport then = throughline.correlate("shop", focus);
        String asOfThen = throughline.correlate("shop", focus, early).toJson();
        writeTheRest();
        CorrelationReport now = throughline.correlate("shop", focus);
        CorrelationReport again = throughline.correlate("shop", focus, early);

        assertThat(again.toJson()).isEqualTo(asOfThen);
        assertThat(again.toJson().replace(",\"knownAt\":\"" + early + "\"", NOTHING))
                .isEqualTo(then.toJson());
        assertThat(again.knownAt()).isEqualTo(early);
        assertThat(now.toJson()).isNotEqualTo(then.toJson()).doesNotContain("\"knownAt\"");
        assertThat(cause(now)).isEqualTo(CauseKind.CHANGE);
        assertThat(cause(again)).isNotEqualTo(CauseKind.CHANGE);
        assertThat(again.completeness().stream("sentry/errors"))
                .hasValueSatisfying(errors -> assertThat(errors.state()).isEqualTo(StreamCompleteness.State.FAILED));
        assertThat(now.completeness().stream("sentry/errors"))
                .hasValueSatisfying(errors -> assertThat(errors.state()).isEqualTo(StreamCompleteness.State.COMPLETE));
        assertThat(throughline.correlate("shop", focus, late).incidents()).isEqualTo(now.incidents());
    }

    @Test
    void beforeAnythingWasReadNothingWasKnown() {
        CorrelationReport report = throughline.correlate("shop", focus, shop.at(NOW));

        assertThat(report.incidents()).isEmpty();
        assertThat(report.tested().series()).isZero();
        assertThat(report.completeness().isComplete()).isFalse();
    }

    @Test
    void theDelaysTellWhenTheOnsetWasVisible() {
        writeTheRest();
        CorrelationReport report = throughline.correlate("shop", focus);

        DelayWaterfall delays = throughline.delays(report, report.incidents().get(0));

        Instant read = early.minusSeconds(10);
        Moment visible = delays.visible();
        assertThat(read)
                .isBetween(Objects.requireNonNull(visible.earliest()), Objects.requireNonNull(visible.latest()));
        assertThat(Duration.between(visible.earliest(), visible.latest())).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theExportSaysAsOfWhenItIs() {
        CorrelationReport report = throughline.correlate("shop", focus, early);
        Incident incident = report.incidents().get(0);

        IncidentExport export = IncidentExport.of(report, incident, throughline.delays(report, incident));

        assertThat(export.markdown()).contains("**As known at:**", "sentry/errors", "503");
        assertThat(export.json()).contains("\"knownAt\":\"" + early + "\"");
    }

    @Test
    void silenceIsToldAsItWasKnown() {
        Instant since = shop.at(10);
        journal("stopped", since, HealthTransition.Health.UNAVAILABLE, early.minusSeconds(5));
        CorrelationReport silent = throughline.correlate("shop", focus, early);
        journal("back", shop.at(30), HealthTransition.Health.AVAILABLE, late);

        assertThat(silent.completeness().stream("azure/metrics"))
                .hasValueSatisfying(
                        stream -> assertThat(stream.notes()).anyMatch(note -> note.startsWith("silent since")));
        assertThat(throughline.correlate("shop", focus, early).toJson()).isEqualTo(silent.toJson());
        assertThat(throughline.correlate("shop", focus, late).completeness().stream("azure/metrics"))
                .hasValueSatisfying(stream -> assertThat(stream.notes()).noneMatch(note -> note.startsWith("silent")));
    }

    @Test
    void aReplaySaysOnlyWhatWasKnownThen() {
        writeTheRest();
        Rule changed =
                Rule.named("changed").when(Condition.event(EventKind.CHANGE)).thenAlert("changed");
        // The measures were known at the first of these steps, the change at the last.
        ReplayRequest request = ReplayRequest.of(
                new TimeWindow(early.minus(Duration.ofHours(1)), early.plus(Duration.ofHours(3))), Duration.ofHours(1));

        Replay then = throughline.replay("shop", request, Rules.of(List.of(changed)));
        Replay again = throughline.replay("shop", request, Rules.of(List.of(changed)));
        Replay hindsight = throughline.replay("shop", request.inHindsight(), Rules.of(List.of(changed)));

        assertThat(again.toJson()).isEqualTo(then.toJson());
        assertThat(then.incidents()).extracting(TrackedIncident::firstTold).containsExactly(early);
        assertThat(then.firings()).extracting(SaidFiring::said).containsExactly(early.plus(Duration.ofHours(3)));
        assertThat(hindsight.firings()).extracting(SaidFiring::said).containsExactly(early);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> throughline.replay(
                        "shop",
                        ReplayRequest.of(new TimeWindow(early, early.plus(Duration.ofDays(1))), Duration.ofHours(1)),
                        Rules.none()))
                .withMessageContaining("must not end in the future");
    }

    @Test
    void refusesTheFutureAndWarnsOfWhatIsForgotten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> throughline.correlate("shop", focus, late.plusSeconds(61)))
                .withMessageContaining("knownAt must not lie in the future")
                .withMessageContaining("leave it out");

        CorrelationReport report =
                throughline.correlate("shop", focus, shop.at(0).minus(Duration.ofDays(40)));

        assertThat(report.completeness().stream("throughline/history"))
                .hasValueSatisfying(memory -> assertThat(memory.notes().get(0)).contains("kept for 30 days only"));
    }

    private static CauseKind cause(CorrelationReport report) {
        assertThat(report.incidents()).hasSize(1);
        return report.incidents().get(0).rootCauses().get(0).kind();
    }

    private void entities(String stream, Instant known) {
        TelemetryBatch batch = new TelemetryBatch();
        window.entities().forEach(batch::entity);
        throughline.store().revise(batch, state(stream, known));
    }

    private void series(String stream, Instant known, Predicate<Series> which) {
        TelemetryBatch batch = new TelemetryBatch();
        window.series().stream().filter(which).forEach(batch::series);
        throughline.store().replace(List.of(window.span()), batch, state(stream, known));
    }

    private void edges(Instant known) {
        TelemetryBatch batch = new TelemetryBatch();
        window.dependencies().forEach(batch::dependency);
        throughline.store().replace(List.of(window.span()), batch, state("azure/dependencies", known));
    }

    private void journal(String what, Instant at, HealthTransition.Health health, Instant known) {
        EntityId stream = new EntityId("throughline", "stream", "azure/metrics");
        TelemetryBatch batch = new TelemetryBatch();
        batch.entity(new Entity(
                stream,
                EntityKind.OTHER,
                "azure/metrics",
                null,
                null,
                Attributes.empty(),
                new Provenance("throughline/streams", "azure/metrics", null)));
        Event event = new HealthTransition(
                new EventHeader(
                        stream,
                        null,
                        at,
                        at,
                        what,
                        Attributes.empty(),
                        new Provenance("throughline/streams", "azure/metrics " + what + " " + at, null)),
                null,
                health,
                null);
        batch.event(event);
        throughline.store().revise(batch, state("throughline/streams", known));
    }

    private StreamState state(String stream, Instant known) {
        return new StreamState(stream, null, null, known, StreamCompleteness.complete(stream, focus.to()));
    }
}
