package io.throughline.correlation.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RolloutRankerTest {

    private static final Instant DETECTED = Instant.parse("2026-03-02T10:00:00Z");
    private static final Set<Call> CALLS = Set.of(
            new Call("front", "checkout"),
            new Call("front", "catalogue"),
            new Call("front", "cart"),
            new Call("checkout", "catalogue"),
            new Call("checkout", "payment"),
            new Call("checkout", "mail"));

    private final RolloutRanker ranker = new RolloutRanker(RolloutConfig.defaults());

    @Test
    void blamesTheOneWhoseOwnCallsFail() {
        List<Rollout> rollouts =
                List.of(rollout("cart", 120, 50), rollout("mail", 90, 20), rollout("catalogue", 200, 130));

        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(
                        failing("front", "catalogue", 0.3),
                        failing("front", "checkout", 0.2),
                        failing("checkout", "catalogue", 0.4)),
                rollouts,
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("catalogue");
        assertThat(ranked.get(0).reasons())
                .extracting(reason -> reason.text())
                .anyMatch(text -> text.contains("Its own"));
    }

    @Test
    void blamesACalleeOfWhomFailsWithoutARollout() {
        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(failing("front", "checkout", 0.5)),
                List.of(rollout("cart", 100, 40), rollout("payment", 110, 45)),
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("payment");
    }

    @Test
    void blamesWhoFailsAtSeveralCallees() {
        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(
                        failing("checkout", "catalogue", 0.1),
                        failing("checkout", "payment", 0.12),
                        failing("checkout", "mail", 0.1)),
                List.of(rollout("checkout", 130, 70), rollout("mail", 110, 45)),
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("checkout");
    }

    @Test
    void nobodyIsBlamedForWhatFailedBeforeHim() {
        Course long_ = Course.of(
                new long[] {DETECTED.toEpochMilli() - 480_000, DETECTED.toEpochMilli()}, new double[] {0.3, 0.3});

        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(new CallFailures(new Call("front", "checkout"), long_)),
                List.of(rollout("payment", 110, 45), rollout("checkout", 540, 470)),
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("checkout");
    }

    @Test
    void moreFailsThanAFewSecondsCanHaveBroken() {
        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(failing("front", "checkout", 1)),
                List.of(rollout("mail", 70, 3), rollout("payment", 105, 40)),
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("payment");
    }

    @Test
    void whatDoesNotServeYetBrokeNothing() {
        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(failing("front", "cart", 0.9)),
                List.of(rollout("cart", 40, null), rollout("mail", 3000, 2900)),
                DETECTED);

        assertThat(ranked).extracting(each -> each.rollout().service()).containsExactly("mail", "cart");
    }

    @Test
    void looksAtNothingAfterTheDetection() {
        Course later = Course.of(
                new long[] {DETECTED.toEpochMilli() - 1000, DETECTED.toEpochMilli() + 1000}, new double[] {0, 1});

        List<RankedRollout> ranked = ranker.rank(
                CALLS,
                List.of(new CallFailures(new Call("front", "cart"), later)),
                List.of(rollout("cart", 300, 250), rollout("mail", 110, 45)),
                DETECTED);

        assertThat(ranked.get(0).rollout().service()).isEqualTo("mail");
    }

    @Test
    void refusesARolloutThatServesBeforeItStarts() {
        assertThatThrownBy(() -> rollout("cart", 10, 20)).hasMessageContaining("must not serve before it starts");
    }

    private static Rollout rollout(String service, long startedSecondsAgo, @Nullable Integer servingSecondsAgo) {
        return new Rollout(
                service,
                DETECTED.minusSeconds(startedSecondsAgo),
                servingSecondsAgo == null ? null : DETECTED.minusSeconds(servingSecondsAgo));
    }

    private static CallFailures failing(String caller, String callee, double share) {
        long[] times = new long[10];
        double[] shares = new double[10];
        Arrays.setAll(times, i -> DETECTED.toEpochMilli() - 60_000L * (9 - i));
        shares[9] = share;
        return new CallFailures(new Call(caller, callee), Course.of(times, shares));
    }
}
