package io.throughline.correlation.cause;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shares a symptom out among the nodes that it may have come from. What a node lost of its own is what it lost less what
 * its callees did, each weighed by the share of its requests that came from this node; and in no bucket can it account for
 * more than the symptom's node lost then. Nodes are followed from the symptom's along calls as long as they got worse. A
 * callee of which nothing is known from before is its caller's doing.
 */
final class Attribution {

    private final TreeMap<String, Excess> nodes = new TreeMap<>();
    private final TreeMap<String, Measure.Answers> answers = new TreeMap<>();
    private final SortedMap<String, List<String>> callees;
    private final TreeMap<String, List<String>> callers = new TreeMap<>();
    private final Symptom symptom;
    private final Spans spans;
    private final NodeConfig config;

    Attribution(Observations observations, Symptom symptom, Spans spans, NodeConfig config) {
        this.symptom = symptom;
        this.spans = spans;
        this.config = config;
        this.callees = observations.callees();
        callees.forEach((caller, all) -> all.forEach(callee ->
                callers.computeIfAbsent(callee, key -> new ArrayList<>()).add(caller)));
        for (Measure.Answers each : observations.all(Measure.Answers.class)) {
            Excess excess = Excess.of(each, symptom.kind(), spans);
            if (excess != null) {
                nodes.put(each.node(), excess);
                answers.put(each.node(), each);
            }
        }
    }

    /**
     * What is known of a node.
     *
     * @param answers that were judged
     * @param share of the symptom that it accounts for itself, in {@code [0, 1]}
     * @param lost in all, seconds or requests
     * @param moved by how many times its usual scatter
     */
    record Part(Measure.Answers answers, double share, double lost, double moved) {}

    /** Returns what each node accounts for; empty if nothing is known of the symptom's node. */
    SortedMap<String, Part> parts() {
        SortedMap<String, Part> parts = new TreeMap<>();
        Excess target = nodes.get(symptom.node());
        Measure.Answers measured = answers.get(symptom.node());
        if (target == null || measured == null) {
            return parts;
        }
        long[] buckets = buckets(measured.requests());
        long[] before = before(measured.requests());
        TreeMap<String, Excess.Loss> losses = new TreeMap<>();
        nodes.forEach((node, excess) -> losses.put(node, excess.in(before, buckets)));
        double[] wanted = Objects.requireNonNull(losses.get(symptom.node())).lost();
        double all = Objects.requireNonNull(losses.get(symptom.node())).total();
        SortedSet<String> reached = reached(losses);
        losses.forEach((node, loss) -> {
            double part = 0;
            if (reached.contains(node) && loss.moved() > config.certain() && all > 0) {
                double[] own = own(node, loss, losses, buckets);
                for (int i = 0; i < own.length; i++) {
                    part += Math.min(Math.max(0, own[i]), Math.max(0, wanted[i]));
                }
            }
            Measure.Answers judged = Objects.requireNonNull(answers.get(node));
            parts.put(node, new Part(judged, all > 0 ? Math.min(1, part / all) : 0, loss.total(), loss.moved()));
        });
        return parts;
    }

    private double[] own(String node, Excess.Loss loss, SortedMap<String, Excess.Loss> losses, long[] buckets) {
        double[] own = loss.lost();
        double[] mine = Objects.requireNonNull(nodes.get(node)).requests(buckets);
        for (String callee : callees.getOrDefault(node, List.of())) {
            Excess.Loss theirs = losses.get(callee);
            if (theirs != null) {
                double[] lost = theirs.lost();
                double[] all = new double[buckets.length];
                for (String caller : callers.getOrDefault(callee, List.of())) {
                    Excess one = nodes.get(caller);
                    double[] requests = one == null ? new double[buckets.length] : one.requests(buckets);
                    Arrays.setAll(all, i -> all[i] + requests[i]);
                }
                for (int i = 0; i < own.length; i++) {
                    own[i] -= all[i] > 0 ? Math.max(0, lost[i]) * mine[i] / all[i] : 0;
                }
            }
        }
        return own;
    }

    private SortedSet<String> reached(SortedMap<String, Excess.Loss> losses) {
        TreeSet<String> reached = new TreeSet<>(List.of(symptom.node()));
        Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (String callee : callees.getOrDefault(next.remove(), List.of())) {
                Excess.@Nullable Loss loss = losses.get(callee);
                if (loss != null && loss.moved() > config.certain() && reached.add(callee)) {
                    next.add(callee);
                }
            }
        }
        return reached;
    }

    /** Returns how often quiet time was as bad at the symptom's node, of stretches of the same length. */
    double chance() {
        Excess target = nodes.get(symptom.node());
        Measure.Answers measured = answers.get(symptom.node());
        if (target == null || measured == null) {
            return 1;
        }
        Course grid = measured.requests();
        long[] before = before(grid);
        long[] buckets = buckets(grid);
        int length = before.length + buckets.length;
        double lost = target.in(before, buckets).total();
        if (lost <= 0 || buckets.length == 0) {
            return 1;
        }
        long first = before.length > 0 ? before[0] : buckets[0];
        long last = buckets[buckets.length - 1];
        int stretches = 0;
        int asBad = 0;
        for (int i = 0; i + length <= grid.size(); i++) {
            long from = grid.epochMillis(i);
            long to = grid.epochMillis(i + length - 1);
            boolean apart = to < first || from > last;
            if (apart && spans.isReference(from) && spans.isReference(to)) {
                long[] all = new long[length];
                for (int k = 0; k < length; k++) {
                    all[k] = grid.epochMillis(i + k);
                }
                stretches++;
                Excess.Loss there =
                        target.in(Arrays.copyOf(all, before.length), Arrays.copyOfRange(all, before.length, length));
                asBad += there.total() >= lost ? 1 : 0;
            }
        }
        return (1.0 + asBad) / (1.0 + stretches);
    }

    /** Returns the buckets that lie in the fault, if only in part. */
    private long[] buckets(Course grid) {
        long step = Spans.step(grid);
        return instants(grid, spans.onset() - step + 1, spans.until());
    }

    /** Returns the buckets wholly before the onset, over a time as long as the fault is looked at. */
    private long[] before(Course grid) {
        long step = Spans.step(grid);
        return instants(grid, spans.onset() - (spans.until() - spans.onset()), spans.onset() - step + 1);
    }

    private static long[] instants(Course grid, long from, long to) {
        long[] found = new long[grid.size()];
        int n = 0;
        for (int i = 0; i < grid.size(); i++) {
            if (grid.epochMillis(i) >= from && grid.epochMillis(i) < to) {
                found[n++] = grid.epochMillis(i);
            }
        }
        return Arrays.copyOf(found, n);
    }
}
