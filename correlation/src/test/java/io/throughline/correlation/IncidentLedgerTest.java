package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.ledger.IncidentLedger;
import io.throughline.correlation.ledger.State;
import io.throughline.correlation.ledger.TrackedIncident;
import io.throughline.correlation.ledger.Transition;
import io.throughline.correlation.rank.CauseKind;
import io.throughline.correlation.rank.RootCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IncidentLedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(15);

    private IncidentLedger ledger = IncidentLedger.empty(QUIET);
    private final List<Transition> told = new ArrayList<>();

    @Test
    void theIdStaysWhileTheWindowSlidesAndMoreIsKnown() {
        TreeSet<String> inReports = new TreeSet<>();
        for (int minutes = 24; minutes <= 90; minutes += 3) {
            // The services that fail later are not hit first in every window.
            Shop shop = new Shop(3, minutes, Math.min(minutes, 60), Faults.database(14, 50), 72 * 60, Duration.ZERO, 1);
            CorrelationReport report = CorrelationEngine.ofDefaults().analyze(shop.window());
            report.incidents().forEach(incident -> inReports.add(incident.id()));
            take(report);
        }

        assertThat(inReports).isNotEmpty();
        assertThat(ledger.incidents()).hasSize(1);
        assertThat(ledger.incidents().get(0).state()).isEqualTo(State.RESOLVED);
        assertThat(told).extracting(Transition::to).containsExactly(State.OPEN, State.RECOVERING, State.RESOLVED);
        assertThat(told)
                .extracting(Transition::id)
                .containsOnly(ledger.incidents().get(0).id());
    }

    @Test
    void whatComesBackSoonIsTheSame() {
        take(0, incident("a", "orders", -10, null));
        take(5, incident("a", "orders", -10, 3));
        take(12, incident("b", "orders", 9, null));

        assertThat(ledger.incidents()).extracting(TrackedIncident::id).containsExactly("a");
        assertThat(told).extracting(Transition::to).containsExactly(State.OPEN, State.RECOVERING, State.OPEN);
    }

    @Test
    void whatComesBackLateIsAnother() {
        take(0, incident("a", "orders", -10, -2));
        take(14, incident("a", "orders", -10, -2));
        take(30, incident("a", "orders", -10, -2), incident("b", "orders", 28, null));

        assertThat(ledger.incidents()).extracting(TrackedIncident::id).containsExactly("a", "b");
        assertThat(ledger.incident("a"))
                .hasValueSatisfying(a -> assertThat(a.state()).isEqualTo(State.RESOLVED));
    }

    @Test
    void whatTurnsOutToBeOneIsMerged() {
        take(0, incident("a", "orders", -10, null));
        take(2, incident("a", "orders", -10, null), incident("b", "mail", 0, null));
        take(4, incident("c", List.of("orders", "mail"), -10, null));

        assertThat(ledger.incidents()).extracting(TrackedIncident::id).containsExactly("a", "b");
        assertThat(told.get(told.size() - 1)).isEqualTo(new Transition("b", State.OPEN, State.MERGED, minute(4), "a"));
        assertThat(ledger.incident("b")).map(TrackedIncident::id).contains("a");
    }

    @Test
    void whatTurnsOutToBeTwoIsSplit() {
        take(0, incident("a", List.of("orders", "mail"), -10, null));
        take(4, incident("a", "orders", -10, null), incident("b", "mail", -8, null));

        assertThat(ledger.incidents()).extracting(TrackedIncident::id).containsExactly("a", "b");
        assertThat(told.get(told.size() - 1)).isEqualTo(new Transition("b", null, State.OPEN, minute(4), "a"));
    }

    @Test
    void whatLaterDataDenyIsWithdrawnAndWhatSlidesOutIsResolved() {
        take(0, incident("a", "orders", -10, null), incident("b", "mail", -58, -55));
        take(5);

        assertThat(ledger.incident("a").orElseThrow().state()).isEqualTo(State.WITHDRAWN);
        assertThat(ledger.incident("b").orElseThrow().state()).isEqualTo(State.RESOLVED);
    }

    @Test
    void whatHasNothingInCommonStaysApart() {
        take(0, incident("a", "orders", -10, null), incident("b", "mail", -10, null));
        take(3, incident("c", "orders", -9, null), incident("d", "mail", -9, null));

        assertThat(ledger.incidents()).extracting(TrackedIncident::id).containsExactly("a", "b");
        assertThat(ledger.incidents()).extracting(each -> each.latest().id()).containsExactly("c", "d");
    }

    private void take(int minute, Incident... incidents) {
        TimeWindow span = new TimeWindow(minute(minute).minus(Duration.ofDays(3)), minute(minute));
        TimeWindow focus = TimeWindow.endingAt(span.to(), Duration.ofHours(1));
        take(new CorrelationReport(
                span,
                focus,
                List.of(),
                List.of(),
                List.of(),
                List.of(incidents),
                new CorrelationReport.Tested(0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                Completeness.none()));
    }

    private void take(CorrelationReport report) {
        IncidentLedger.Step step = ledger.next(report);
        ledger = step.ledger();
        told.addAll(step.transitions());
    }

    private static Instant minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute));
    }

    private static Incident incident(String id, String service, int from, @Nullable Integer to) {
        return incident(id, List.of(service), from, to);
    }

    private static Incident incident(String id, List<String> services, int from, @Nullable Integer to) {
        List<EntityId> ids = services.stream().map(Shop::service).toList();
        RootCause unknown = new RootCause(
                1,
                CauseKind.UNKNOWN,
                ids.get(0),
                "Unknown",
                0.3,
                null,
                null,
                List.of(Reason.of("deepest", "Nobody knows")),
                List.of());
        return new Incident(
                id,
                "trouble",
                minute(from),
                to == null ? null : minute(to),
                List.of(EntityId.product("shop")),
                ids,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(unknown),
                List.of());
    }
}
