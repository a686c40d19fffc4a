package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The alerts of calls: failing ones point at the deepest callee, slow ones weakly at who waits. */
final class CallSigns {

    /** Of calls that fail one after the other, later ones are consequences: e-th part in this time. */
    private static final double CASCADE_SECONDS = 30;

    private static final double FAILING_CALLS = 1.6;
    private static final double SLOW_CALLS = 0.5;

    private CallSigns() {}

    /** Returns the services with alerts of calls to some of the nodes: what those suffer explains what they suffer. */
    static SortedSet<String> callersOf(SortedSet<String> nodes, Placement placement, List<Sign> signs) {
        TreeSet<String> callers = new TreeSet<>();
        for (Sign sign : signs) {
            if (sign instanceof Sign.Trace trace) {
                String caller = placement.serviceOf(trace.caller());
                String callee = placement.serviceOf(trace.callee());
                if (!caller.equals(callee) && nodes.contains(callee)) {
                    callers.add(caller);
                }
            }
        }
        return callers;
    }

    static void failing(Placement placement, List<Sign> signs, Suspicion suspicion) {
        TreeSet<String> callers = new TreeSet<>();
        TreeMap<String, List<Instant>> callees = new TreeMap<>();
        for (Sign sign : signs) {
            if (sign instanceof Sign.Trace trace && trace.failed()) {
                callers.add(trace.caller());
                callees.computeIfAbsent(trace.callee(), key -> new ArrayList<>())
                        .add(trace.at());
            }
        }
        callees.keySet().removeAll(callers);
        callees.keySet().retainAll(placement.nodes());
        Instant first = callees.values().stream()
                .flatMap(List::stream)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        callees.forEach((callee, times) -> {
            double mean = times.stream()
                            .sorted()
                            .mapToDouble(at -> (at.toEpochMilli() - first.toEpochMilli()) / 1000.0)
                            .sum()
                    / times.size();
            suspicion.add(
                    callee,
                    FAILING_CALLS * StrictMath.exp(-mean / CASCADE_SECONDS),
                    Reason.of("deepest-failing", "Calls of it fail, and it calls nobody whose calls fail")
                            .with("meanDelaySeconds", mean));
        });
    }

    static void slow(Placement placement, List<Sign> signs, Suspicion suspicion) {
        TreeMap<String, Integer> waiting = new TreeMap<>();
        int all = 0;
        for (Sign sign : signs) {
            if (sign instanceof Sign.Trace trace
                    && !trace.failed()
                    && !trace.caller().equals(trace.callee())
                    && placement.nodes().contains(trace.caller())) {
                waiting.merge(trace.caller(), 1, Integer::sum);
                all++;
            }
        }
        for (var entry : waiting.entrySet()) {
            double share = entry.getValue() / (double) all;
            suspicion.add(
                    entry.getKey(),
                    SLOW_CALLS * share,
                    Reason.of("waits", "Waits for " + entry.getValue() + " of " + all + " sorts of slow calls")
                            .with("share", share));
        }
    }
}
