package io.throughline.correlation.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * At which nodes calls fail of their own: the deepest of each chain of failing calls, and who fails at several callees at
 * once, which is then rather the caller's doing.
 */
final class FailingNodes {

    /** Calls fail if more than this share of them does. */
    private static final double FAILS = 0.005;
    /** A callee that fails by this much of its caller's share explains the caller. */
    private static final double EXPLAINS = 0.3;
    /** Callees that fail at once for one caller from which on it is the caller. */
    private static final int SEVERAL = 3;

    private static final long MINUTE = 60_000;
    private static final long RECENT = 4 * MINUTE;
    private static final long LOOKED_AT = 13 * MINUTE;

    private final TreeMap<Call, Double> failing = new TreeMap<>();
    private final TreeMap<Call, Long> since = new TreeMap<>();
    private final Set<Call> calls;

    /**
     * A node that fails.
     *
     * @param share the largest recent share of its calls that failed
     * @param since the first instant of it, epoch milliseconds
     */
    record Failing(double share, long since) {}

    FailingNodes(Set<Call> calls, List<CallFailures> failures, long detected) {
        this.calls = calls;
        for (CallFailures each : failures) {
            Course share = each.share();
            for (int i = 0; i < share.size(); i++) {
                long at = share.epochMillis(i);
                if (at <= detected && at > detected - LOOKED_AT && share.value(i) > FAILS) {
                    since.merge(each.call(), at, Math::min);
                    if (at > detected - RECENT) {
                        failing.merge(each.call(), share.value(i), Math::max);
                    }
                }
            }
        }
    }

    SortedMap<String, Failing> nodes() {
        SortedMap<String, Failing> nodes = new TreeMap<>();
        failing.forEach((call, share) -> nodes.merge(
                call.callee(),
                new Failing(share, since.getOrDefault(call, Long.MAX_VALUE)),
                (one, other) ->
                        new Failing(Math.max(one.share(), other.share()), Math.min(one.since(), other.since()))));
        for (String node : List.copyOf(nodes.keySet())) {
            Failing mine = nodes.get(node);
            double deeper = failing.entrySet().stream()
                    .filter(entry -> entry.getKey().caller().equals(node))
                    .mapToDouble(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            if (mine != null && deeper > 0 && deeper >= EXPLAINS * mine.share()) {
                nodes.remove(node);
            }
        }
        blameCallers(nodes);
        return nodes;
    }

    private void blameCallers(SortedMap<String, Failing> nodes) {
        TreeSet<String> called = new TreeSet<>();
        calls.forEach(call -> called.add(call.callee()));
        TreeMap<String, List<Call>> outgoing = new TreeMap<>();
        failing.keySet()
                .forEach(call -> outgoing.computeIfAbsent(call.caller(), key -> new ArrayList<>())
                        .add(call));
        outgoing.forEach((caller, failed) -> {
            // Whom nobody calls is where users come in: there everything shows.
            if (failed.size() >= SEVERAL && called.contains(caller)) {
                double share = 0;
                long first = Long.MAX_VALUE;
                for (Call call : failed) {
                    nodes.remove(call.callee());
                    share = Math.max(share, failing.getOrDefault(call, 0.0));
                    first = Math.min(first, since.getOrDefault(call, Long.MAX_VALUE));
                }
                nodes.put(caller, new Failing(share, first));
            }
        });
    }
}
