package io.throughline.correlation.cause;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Ranks services, instances and hosts as the place of a fault when nothing is known but the alerts around it, what runs
 * where, and perhaps the alerts of earlier incidents. An alert of a metric tells the more the fewer others have it at the
 * same time and the less often it came before; if all instances of a service have it and few others, it is the service's.
 * What a host has may come from what runs on it, and bad answers from a callee. Calls that fail point at the deepest
 * callee, earliest failing first. Immutable, thread-safe, pure.
 */
public final class AlertRanker {

    /** Makes a ranker. */
    public AlertRanker() {}

    /** Returns all nodes, the most suspect first; those that nothing points at last, by name. */
    public List<SuspectNode> rank(Placement placement, List<Sign> signs) {
        return rank(placement, signs, UsualSigns.none());
    }

    /** Returns the same, with less weight for metrics' and logs' alerts that came in earlier incidents too. */
    public List<SuspectNode> rank(Placement placement, List<Sign> signs, UsualSigns usual) {
        Instant first =
                signs.stream().map(Sign::at).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        Suspicion suspicion = new Suspicion();
        MetricSigns metrics = new MetricSigns(placement, signs, usual, first);
        SortedSet<String> explained = CallSigns.callersOf(metrics.badlyAnswering(), placement, signs);
        metrics.score(explained, suspicion);
        CallSigns.failing(placement, signs, suspicion);
        CallSigns.slow(placement, signs, suspicion);
        LogSigns.score(placement, signs, usual, explained, suspicion);
        return suspicion.ranked(placement.nodes());
    }
}
