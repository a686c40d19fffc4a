package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Alert;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.correlation.timeline.Delay;
import io.throughline.correlation.timeline.DelayWaterfall;
import io.throughline.correlation.timeline.DelayWaterfall.Step;
import io.throughline.correlation.timeline.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DelayWaterfallTest {

    private static final int ONSET = 20;
    private static final int END = 50;

    @Test
    void tellsWhenEachStepWasAndHowLongItTook() {
        Shop shop = shop(75);
        shop.event(alert(shop, "fired", 24, Alert.State.RESOLVED, 56)).event(ticket(shop, 27, 31, 60));

        DelayWaterfall waterfall = waterfall(shop);

        assertThat(shop.at(ONSET)).isBetween(earliest(waterfall.occurred()), latest(waterfall.occurred()));
        assertThat(waterfall.detected().earliest()).isEqualTo(shop.at(24));
        assertThat(waterfall.ticketed().latest()).isEqualTo(shop.at(27));
        assertThat(waterfall.acknowledged().earliest()).isEqualTo(shop.at(31));
        assertThat(waterfall.acknowledged().basis()).contains("In Progress");
        assertThat(latest(waterfall.mitigated())).isBetween(shop.at(END - 3), shop.at(END + 3));
        assertThat(waterfall.resolved().earliest()).isEqualTo(shop.at(60));
        assertThat(waterfall.resolved().reference()).isEqualTo("jira/tickets#OPS-1");
        Delay detection = Objects.requireNonNull(waterfall.timeTo(Step.DETECTED));
        assertThat(Duration.ofMinutes(4)).isBetween(detection.least(), Objects.requireNonNull(detection.most()));
        assertThat(waterfall.between(Step.DETECTED, Step.TICKETED))
                .isEqualTo(new Delay(Duration.ofMinutes(3), Duration.ofMinutes(3)));
        assertThat(waterfall.delays()).doesNotContainKey(Step.VISIBLE).containsKey(Step.RESOLVED);
    }

    @Test
    void saysWhyAStepIsNotKnown() {
        DelayWaterfall waterfall = waterfall(shop(75));

        assertThat(waterfall.detected()).isEqualTo(Moment.unknown("no alert belongs to the incident"));
        assertThat(waterfall.ticketed().isKnown()).isFalse();
        assertThat(waterfall.acknowledged().basis()).contains("no alert and no ticket");
        assertThat(waterfall.resolved().basis()).contains("could have been resolved");
        assertThat(waterfall.timeTo(Step.DETECTED)).isNull();
        assertThat(waterfall.delays()).containsOnlyKeys(Step.MITIGATED);
    }

    @Test
    void whatGoesOnHasNotBeenYet() {
        Shop shop = shop(40);
        shop.event(alert(shop, "fired", 24, Alert.State.ACKNOWLEDGED, 29));

        DelayWaterfall waterfall = waterfall(shop);

        assertThat(waterfall.mitigated().earliest()).isEqualTo(shop.at(40));
        assertThat(waterfall.mitigated().latest()).isNull();
        assertThat(Objects.requireNonNull(waterfall.timeTo(Step.MITIGATED)).most())
                .isNull();
        assertThat(waterfall.resolved().latest()).isNull();
        // The vendor tells that it was acknowledged, and when it was last changed, but not when that was.
        assertThat(waterfall.acknowledged().earliest()).isEqualTo(shop.at(24));
        assertThat(waterfall.acknowledged().latest()).isEqualTo(shop.at(29));
    }

    @Test
    void theEarlierOfTwoIsTheFirstAndTheLaterTheLast() {
        Shop shop = shop(75);
        shop.event(alert(shop, "second", 30, Alert.State.RESOLVED, 40))
                .event(alert(shop, "first", 23, Alert.State.RESOLVED, 62));

        DelayWaterfall waterfall = waterfall(shop);

        assertThat(waterfall.detected().earliest()).isEqualTo(shop.at(23));
        assertThat(waterfall.resolved().earliest()).isEqualTo(shop.at(62));
    }

    @Test
    void whatLiesAfterTheWindowWasNotKnownInIt() {
        Shop shop = shop(40);
        shop.event(ticket(shop, 30, 45, 60));

        DelayWaterfall waterfall = waterfall(shop);

        assertThat(waterfall.ticketed().earliest()).isEqualTo(shop.at(30));
        assertThat(waterfall.acknowledged().isKnown()).isFalse();
        assertThat(waterfall.resolved().earliest()).isEqualTo(shop.at(40));
        assertThat(waterfall.resolved().latest()).isNull();
    }

    private static Shop shop(int minutes) {
        return new Shop(3, minutes, Faults.database(ONSET, END));
    }

    private static DelayWaterfall waterfall(Shop shop) {
        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(shop.window());
        assertThat(report.incidents()).hasSize(1);
        return DelayWaterfall.of(report, report.incidents().get(0));
    }

    static Alert alert(Shop shop, String name, int fired, Alert.State state, int changed) {
        @Nullable Instant resolved = state == Alert.State.RESOLVED ? shop.at(changed) : null;
        return new Alert(
                header(Shop.role("orders"), shop.at(fired), shop.at(changed), name, "azure/alerts", name),
                name,
                Severity.ERROR,
                state,
                null,
                resolved);
    }

    static Ticket ticket(Shop shop, int opened, int moved, int resolved) {
        return new Ticket(
                header(
                        Shop.role("orders"),
                        shop.at(opened),
                        shop.at(resolved),
                        "Orders are slow",
                        "jira/tickets",
                        "OPS-1"),
                "OPS-1",
                "Incident",
                "Done",
                Ticket.StatusCategory.DONE,
                "High",
                null,
                List.of(),
                List.of(),
                shop.at(resolved),
                List.of(
                        new Ticket.Transition(shop.at(moved), "To Do", "In Progress"),
                        new Ticket.Transition(shop.at(resolved), "In Progress", "Done")));
    }

    private static EventHeader header(
            EntityId entity, Instant from, Instant to, String title, String stream, String id) {
        return new EventHeader(
                entity, "production", from, to, title, Attributes.empty(), new Provenance(stream, id, null));
    }

    private static Instant earliest(Moment moment) {
        return Objects.requireNonNull(moment.earliest());
    }

    private static Instant latest(Moment moment) {
        return Objects.requireNonNull(moment.latest());
    }
}
