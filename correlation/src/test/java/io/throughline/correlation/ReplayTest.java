package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventKind;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.ledger.State;
import io.throughline.correlation.ledger.TrackedIncident;
import io.throughline.correlation.replay.Past;
import io.throughline.correlation.replay.Replay;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.replay.Replayer;
import io.throughline.correlation.replay.SaidFiring;
import io.throughline.correlation.replay.Statement;
import io.throughline.correlation.replay.Statement.Occasion;
import io.throughline.correlation.rule.Companion.Order;
import io.throughline.correlation.rule.Companion.Place;
import io.throughline.correlation.rule.Condition;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What would have been said, and when. */
class ReplayTest {

    private static final int ONSET = 40;
    private static final int BACK = 80;
    private static final Duration STEP = Duration.ofMinutes(10);

    private static final Rule SLOWER = Rule.named("slower-since")
            .when(Condition.event(EventKind.CHANGE))
            .and(
                    Condition.departure(SignalClass.LATENCY, Direction.UP),
                    Order.AFTER,
                    Duration.ofMinutes(15),
                    Place.CONNECTED)
            .thenAssociate("slower since it was deployed");

    private final Shop shop = new Shop(
                    3, 150, 150, Faults.database(ONSET, BACK), Shop.HISTORY_MINUTES, Duration.ZERO, 1)
            .deployed("orders", "1.9", ONSET - 2);
    private final Past past = focus -> cut(shop.window(), focus);
    private final ReplayRequest request =
            ReplayRequest.of(new TimeWindow(shop.at(10), shop.at(150)), STEP).focus(Duration.ofHours(2));

    @Test
    void anIncidentIsToldOfOnceItCanBeSeenAndFollowedToItsEnd() {
        Replay replay = replay();

        assertThat(replay.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.firstTold()).isBetween(shop.at(ONSET + 1), shop.at(ONSET + 20));
            assertThat(incident.state()).isEqualTo(State.RESOLVED);
        });
        String id = replay.incidents().get(0).id();
        assertThat(replay.statements()).extracting(Statement::incident).containsOnly(id);
        assertThat(replay.statements()).isSortedAccordingTo(Comparator.comparing(Statement::at));
        assertThat(replay.statements().get(0).occasion()).isEqualTo(Occasion.FIRST);
        assertThat(replay.statements().get(0).state()).isEqualTo(State.OPEN);
        assertThat(replay.statements())
                .filteredOn(statement -> statement.occasion() == Occasion.STATE)
                .extracting(Statement::state)
                .endsWith(State.RECOVERING, State.RESOLVED);
        assertThat(replay.statements())
                .filteredOn(statement -> statement.state() == State.RESOLVED)
                .allSatisfy(statement -> assertThat(statement.at()).isAfterOrEqualTo(shop.at(BACK + 30)));
    }

    @Test
    void eachStepSaysWhatAnAnalysisAtThatTimeSays() {
        Replay replay = replay();
        Instant first = replay.incidents().get(0).firstTold();

        CorrelationReport then =
                CorrelationEngine.ofDefaults().analyze(past.at(TimeWindow.endingAt(first, Duration.ofHours(2))));

        assertThat(then.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.title()).isEqualTo(replay.statements().get(0).title());
            assertThat(incident.rootCauses().get(0).title())
                    .isEqualTo(replay.statements().get(0).cause());
        });
    }

    @Test
    void whatWasSaidByTheBeginningIsNotSaidAgain() {
        Replay late = replayer()
                .replay(ReplayRequest.of(new TimeWindow(shop.at(ONSET + 30), shop.at(150)), STEP)
                        .focus(Duration.ofHours(2)));

        assertThat(late.incidents()).extracting(TrackedIncident::firstTold).containsExactly(shop.at(ONSET + 30));
        assertThat(late.statements()).noneMatch(statement -> statement.occasion() == Occasion.FIRST);
        assertThat(late.statements()).anyMatch(statement -> statement.state() == State.RESOLVED);
        assertThat(late.firings()).isEmpty();
    }

    @Test
    void aFiringIsSaidOnceHoweverOftenItIsSeen() {
        Replay replay = replay();

        assertThat(replay.firings()).singleElement().satisfies(line -> {
            assertThat(line.firing().rule()).isEqualTo("slower-since");
            assertThat(line.said()).isBetween(shop.at(ONSET + 1), shop.at(ONSET + 20));
            assertThat(line.withdrawn()).isNull();
        });
        assertThat(replay.conditions().blind()).isEmpty();
        assertThat(replay.conditions().steps()).isEqualTo(14);
    }

    @Test
    void aFiringThatLaterDataTakeBackIsWithdrawn() {
        Rule rule =
                Rule.named("changed").when(Condition.event(EventKind.CHANGE)).thenAlert("changed");
        Instant gone = shop.at(ONSET + 25);
        Past forgetful = focus -> focus.to().isBefore(gone) ? past.at(focus) : without(past.at(focus));

        Replay replay = Replayer.of(CorrelationEngine.ofDefaults().with(Rules.of(List.of(rule))), forgetful)
                .replay(request);

        assertThat(replay.firings()).extracting(SaidFiring::said).containsExactly(shop.at(ONSET));
        assertThat(replay.firings()).extracting(SaidFiring::withdrawn).containsExactly(shop.at(ONSET + 30));
    }

    @Test
    void theSamePastGivesTheSameBytes() {
        assertThat(replay().toJson()).isEqualTo(replay().toJson()).startsWith("{\"range\":{\"from\":\"");
    }

    @Test
    void gapsOfTheStreamsAreCounted() {
        Past gappy = focus -> {
            TelemetryWindow window = past.at(focus);
            return new TelemetryWindow(
                    window.span(),
                    window.focus(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    window.memberships(),
                    Completeness.of(List.of(StreamCompleteness.failed("azure/requests", null, "503"))));
        };

        Replay replay = Replayer.of(CorrelationEngine.ofDefaults(), gappy).replay(request);

        assertThat(replay.conditions().empty()).isEqualTo(14);
        assertThat(replay.conditions().isComplete()).isFalse();
        assertThat(replay.conditions().gaps()).containsEntry("azure/requests", 14);
        assertThat(replay.statements()).isEmpty();
    }

    @Test
    void aRequestThatCannotBeIsRefused() {
        TimeWindow hour = new TimeWindow(shop.at(0), shop.at(60));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayRequest.of(hour, Duration.ofHours(2)))
                .withMessageContaining("choose a shorter step");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayRequest.of(hour, Duration.ofMillis(1)))
                .withMessageContaining("choose a longer step");
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayRequest.of(hour, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayRequest.of(hour, STEP).focus(Duration.ofMinutes(5)))
                .withMessageContaining("never asked about");
    }

    private Replay replay() {
        return replayer().replay(request);
    }

    private Replayer replayer() {
        return Replayer.of(CorrelationEngine.ofDefaults().with(Rules.of(List.of(SLOWER))), past);
    }

    /** As it was at the end of the focus,. */
    static TelemetryWindow cut(TelemetryWindow whole, TimeWindow focus) {
        TimeWindow span = new TimeWindow(whole.span().from(), focus.to());
        List<Series> series =
                whole.series().stream().map(one -> one.slice(span)).toList();
        List<Event> events =
                whole.events().stream().filter(event -> event.touches(span)).toList();
        return new TelemetryWindow(
                span,
                focus,
                whole.entities(),
                series,
                events,
                whole.dependencies(),
                whole.memberships(),
                whole.completeness(),
                focus.to());
    }

    private static TelemetryWindow without(TelemetryWindow window) {
        return new TelemetryWindow(
                window.span(),
                window.focus(),
                window.entities(),
                window.series(),
                List.of(),
                window.dependencies(),
                window.memberships(),
                window.completeness());
    }
}
