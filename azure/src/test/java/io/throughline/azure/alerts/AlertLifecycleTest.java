package io.throughline.azure.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.azure.alerts.AlertLifecycle.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertLifecycleTest {

    private static final CommonAlert FIRED = Posts.fired("10:00:00");
    private static final CommonAlert RESOLVED = Posts.resolved("10:00:00", "10:30:00");

    @Test
    void knowsTheSamePostOnlyOnce() {
        AlertLifecycle once = AlertLifecycle.of(FIRED);

        assertThat(once.posted(Posts.fired("10:00:00"))).isSameAs(once);
        assertThat(once.posted(RESOLVED)
                        .posted(Posts.resolved("10:00:00", "10:30:00"))
                        .firings())
                .containsExactly(firing("10:00:00", "10:30:00"));
        assertThat(once.alert().state()).isEqualTo("New");
        assertThat(once.alert().rule()).endsWith("/metricAlerts/too many errors");
        assertThat(once.alert().targetResource()).isEqualTo(Posts.SITE);
    }

    @Test
    void isResolvedThoughTheEndCameFirst() {
        AzureAlert alert = AlertLifecycle.of(RESOLVED).posted(FIRED).alert();

        assertThat(alert.resolved()).isTrue();
        assertThat(alert.startedAt()).isEqualTo(at("10:00:00"));
        assertThat(alert.resolvedAt()).isEqualTo(at("10:30:00"));
    }

    @Test
    void isResolvedThoughTheMonitorDoesNotSayWhen() {
        AlertLifecycle untold =
                AlertLifecycle.of(Posts.resolved("10:00:00", null)).posted(FIRED);
        assertThat(untold.alert().condition()).isEqualTo("Resolved");

        // The list knows, and so does a post that tells.
        assertThat(untold.listed(listed("Resolved", "New", "10:00:00", "10:25:00"))
                        .alert()
                        .resolvedAt())
                .isEqualTo(at("10:25:00"));
        assertThat(untold.posted(RESOLVED).alert().resolvedAt()).isEqualTo(at("10:30:00"));
    }

    @Test
    void firesAgain() {
        AlertLifecycle again = AlertLifecycle.of(FIRED).posted(RESOLVED).posted(Posts.fired("11:00:00"));

        assertThat(again.firings()).containsExactly(firing("10:00:00", "10:30:00"), firing("11:00:00", null));
        assertThat(again.alert().condition()).isEqualTo("Fired");
        assertThat(again.alert().startedAt()).isEqualTo(at("11:00:00"));
        assertThat(again.posted(Posts.resolved("11:00:00", "11:05:00")).alert().resolvedAt())
                .isEqualTo(at("11:05:00"));
    }

    @Test
    void isCorrectedByWhatIsListed() {
        AlertLifecycle posted = AlertLifecycle.of(FIRED).posted(RESOLVED);

        // People acknowledged it after the post that it is over: the service itself says that it is not.
        AzureAlert corrected = posted.listed(listed("Fired", "Acknowledged", "10:00:00", "10:45:00"))
                .alert();
        assertThat(corrected.condition()).isEqualTo("Fired");
        assertThat(corrected.state()).isEqualTo("Acknowledged");

        // Listed before it was over: the post is newer, people's state is the listed one.
        AzureAlert over = posted.listed(listed("Fired", "Acknowledged", "10:00:00", "10:10:00"))
                .alert();
        assertThat(over.condition()).isEqualTo("Resolved");
        assertThat(over.resolvedAt()).isEqualTo(at("10:30:00"));
        assertThat(over.state()).isEqualTo("Acknowledged");
        assertThat(over.name()).isEqualTo("listed name");
    }

    @Test
    void isNewAgainWhenItFiresAfterItWasListed() {
        AlertLifecycle lifecycle = AlertLifecycle.of(listed("Resolved", "Closed", "10:00:00", "10:30:00"))
                .posted(Posts.fired("12:00:00"));

        assertThat(lifecycle.alert().state()).isEqualTo("New");
        assertThat(lifecycle.alert().startedAt()).isEqualTo(at("12:00:00"));
        assertThat(lifecycle.firings()).containsExactly(firing("10:00:00", "10:30:00"), firing("12:00:00", null));
    }

    @Test
    void keepsTheLaterOfTwoListings() {
        AzureAlert later = listed("Fired", "Closed", "10:00:00", "10:45:00");
        AlertLifecycle lifecycle = AlertLifecycle.of(later);

        assertThat(lifecycle.listed(listed("Fired", "New", "10:00:00", "10:00:00")))
                .isSameAs(lifecycle);
        assertThat(lifecycle.alert()).isEqualTo(later);
    }

    @Test
    void isTheSameInWhateverOrderItIsTold() {
        List<UnaryOperator<AlertLifecycle>> news = new ArrayList<>(List.of(
                known -> known.posted(FIRED),
                known -> known.posted(RESOLVED),
                known -> known.posted(Posts.fired("11:00:00")),
                known -> known.posted(Posts.resolved("11:00:00", "11:20:00")),
                known -> known.listed(listed("Fired", "New", "10:00:00", "10:00:00")),
                known -> known.listed(listed("Fired", "Acknowledged", "10:00:00", "10:20:00")),
                known -> known.listed(listed("Resolved", "Acknowledged", "10:00:00", "10:30:00"))));
        news.addAll(List.copyOf(news));
        AlertLifecycle expected = AlertLifecycle.of(FIRED);
        for (UnaryOperator<AlertLifecycle> one : news) {
            expected = one.apply(expected);
        }
        assertThat(expected.alert().resolvedAt()).isEqualTo(at("11:20:00"));

        for (int seed = 0; seed < 200; seed++) {
            Collections.shuffle(news, new Random(seed));
            AlertLifecycle known = AlertLifecycle.of(RESOLVED);
            for (UnaryOperator<AlertLifecycle> one : news) {
                known = one.apply(known);
            }
            assertThat(known.alert()).as("seed " + seed).isEqualTo(expected.alert());
            assertThat(known.firings()).as("seed " + seed).isEqualTo(expected.firings());
        }
    }

    @Test
    void isAboutOneAlert() {
        AzureAlert other = new AzureAlert(
                "/x/other",
                "n",
                "Sev1",
                "New",
                "Fired",
                null,
                null,
                null,
                null,
                null,
                at("10:00:00"),
                at("10:00:00"),
                null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertLifecycle.of(FIRED).listed(other));
    }

    private static AzureAlert listed(String condition, String state, String started, String modified) {
        return new AzureAlert(
                Posts.ALERT.toLowerCase(java.util.Locale.ROOT),
                "listed name",
                "Sev1",
                state,
                condition,
                "Platform",
                "Metric",
                Posts.SITE,
                "/rules/r",
                "5xx",
                at(started),
                at(modified),
                condition.equals("Resolved") ? at(modified) : null);
    }

    private static Firing firing(String from, @Nullable String to) {
        return new Firing(at(from), to == null ? null : at(to));
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-22T" + time + "Z");
    }
}
