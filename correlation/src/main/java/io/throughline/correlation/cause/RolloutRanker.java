package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Ranks rollouts that were under way at the same time by how probably each is the one that broke something. A rollout is
 * the more suspect the sooner after its first new instance took over the trouble was noticed, the nearer it is to the nodes
 * whose calls fail, and only if the failures did not begin before it and are no more than its new instances can have caused
 * since. What was not in service yet broke nothing. Immutable, thread-safe, pure; looks at nothing after the detection.
 */
public final class RolloutRanker {

    /** How fast suspicion fades: the density of the delay falls with its 1.5th power (Lomax), not faster. */
    private static final double FADING = 1.5;
    /** A quarter of the calls failing is as good a witness as all of them. */
    private static final double WITNESS = 4;
    /** What failed this long before the rollout is not its doing. */
    private static final Duration BEFORE = Duration.ofSeconds(90);
    /** Buckets of failures are a minute; clocks differ by some seconds. */
    private static final double BUCKET_SECONDS = 60;

    private static final double SLACK_SECONDS = 10;
    /** Nothing that serves is less probable than what does not. */
    private static final double NOT_SERVING = -20;
    /** More calls to others are more that can be broken; this settles ties only. */
    private static final double PER_CALL = 0.1;

    private final RolloutConfig config;

    /** Makes a ranker. */
    public RolloutRanker(RolloutConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /**
     * Returns the rollouts, the most suspect first.
     *
     * @param calls who calls whom
     * @param failures calls that fail, as any observers saw it; several of one call are welcome
     * @param rollouts the rivals; a service at most once
     * @param detected when the trouble was noticed, UTC
     */
    public List<RankedRollout> rank(
            Set<Call> calls, List<CallFailures> failures, List<Rollout> rollouts, Instant detected) {
        SortedMap<String, FailingNodes.Failing> failing =
                new FailingNodes(calls, failures, detected.toEpochMilli()).nodes();
        Set<Call> sorted = new TreeSet<>(calls);
        List<Weighed> weighed = new ArrayList<>();
        for (Rollout rollout : new TreeSet<>(rollouts)) {
            weighed.add(weigh(rollout, sorted, failing, detected));
        }
        weighed.sort(Comparator.comparingDouble((Weighed each) -> each.score)
                .reversed()
                .thenComparing(each -> each.rollout.service()));
        List<RankedRollout> ranked = new ArrayList<>();
        for (Weighed each : weighed) {
            ranked.add(new RankedRollout(ranked.size() + 1, each.rollout, each.score, each.reasons));
        }
        return List.copyOf(ranked);
    }

    private record Weighed(Rollout rollout, double score, List<Reason> reasons) {}

    private Weighed weigh(
            Rollout rollout, Set<Call> calls, SortedMap<String, FailingNodes.Failing> failing, Instant detected) {
        List<Reason> reasons = new ArrayList<>();
        Instant serving = rollout.serving();
        if (serving == null || serving.isAfter(detected)) {
            double wait = Duration.between(rollout.start(), detected).toMillis() / 1000.0;
            reasons.add(Reason.of("not-serving", "No new instance was in service when the trouble was noticed"));
            return new Weighed(rollout, NOT_SERVING + wait / 1e4, reasons);
        }
        double delay = Duration.between(serving, detected).toMillis() / 1000.0;
        double reaction = config.reaction().toMillis() / 1000.0;
        double score = -FADING * StrictMath.log(1 + delay / reaction);
        reasons.add(Reason.of("delay", "In service " + Figures.seconds(delay) + " before the trouble was noticed")
                .with("delaySeconds", delay));
        Set<String> callees = new TreeSet<>();
        calls.stream()
                .filter(call -> call.caller().equals(rollout.service()))
                .forEach(call -> callees.add(call.callee()));
        score += PER_CALL * StrictMath.log(1.0 + callees.size());
        double exposed = Math.min(1, (delay + SLACK_SECONDS) / BUCKET_SECONDS);
        for (Map.Entry<String, FailingNodes.Failing> entry : failing.entrySet()) {
            String node = entry.getKey();
            double share = entry.getValue().share();
            Duration earlier =
                    Duration.between(Instant.ofEpochMilli(entry.getValue().since()), rollout.start());
            double chance;
            String text;
            if (earlier.compareTo(BEFORE) > 0) {
                chance = config.other() / 2;
                text = "Calls of " + node + " failed before the rollout began";
            } else if (node.equals(rollout.service())) {
                chance = config.own();
                text = "Its own calls fail: " + Figures.percent(share);
            } else if (calls.contains(new Call(node, rollout.service()))) {
                chance = Math.max(config.other(), config.caller() * Math.min(1, exposed / share));
                text = "Calls of " + node + ", which calls it, fail: " + Figures.percent(share);
            } else {
                chance = config.other();
                text = "Calls of " + node + " fail, which does not call it: " + Figures.percent(share);
            }
            score += Math.min(1, WITNESS * share) * StrictMath.log(chance);
            reasons.add(Reason.of("failing", text).with("share", share).with("chance", chance));
        }
        return new Weighed(rollout, score, reasons);
    }
}
