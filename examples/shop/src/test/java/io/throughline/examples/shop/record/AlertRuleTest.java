package io.throughline.examples.shop.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertRuleTest {
    private static final Instant START = Instant.parse("2026-11-19T13:00:00Z");

    private static List<String> changes(boolean total, double threshold, double... minutes) {
        AlertRule rule = new AlertRule(
                new AlertRule.Definition("slow", "", "orders-api", "HttpResponseTime", total, threshold, 2));
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < minutes.length; i++) {
            Sample sample = new Sample();
            sample.add(minutes[i]);
            rule.measured("orders-api", "HttpResponseTime", START.plusSeconds(60L * i), sample);
            rule.measured("storefront-api", "HttpResponseTime", START.plusSeconds(60L * i), sample);
            AlertRule.Change change = rule.evaluate().change();
            if (change != AlertRule.Change.NONE) {
                changes.add(change + " " + i);
            }
        }
        return changes;
    }

    @Test
    void firesOnceWhenTheMeanOfFiveMinutesIsAboveTheThreshold() {
        assertThat(changes(false, 1, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3)).containsExactly("FIRED 6");
    }

    @Test
    void resolvesAfterThreeHealthyEvaluations() {
        assertThat(changes(false, 1, 9, 9, 9, 9, 9, 0, 0, 0, 0, 0, 0, 0)).containsExactly("FIRED 4", "RESOLVED 11");
    }

    @Test
    void doesNotJudgeBeforeFiveMinutesAreKnown() {
        assertThat(changes(false, 1, 9, 9, 9, 9)).isEmpty();
    }

    @Test
    void totalsAddTheMinutesUp() {
        assertThat(changes(true, 10, 2, 2, 2, 2, 2, 2, 3)).containsExactly("FIRED 6");
    }
}
