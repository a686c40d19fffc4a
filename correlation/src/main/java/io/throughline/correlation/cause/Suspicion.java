package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/** What points at each node: of each resource the strongest alert, and whatever else. */
final class Suspicion {

    /** What is left of a node's alerts, if another node's explain them. */
    static final double EXPLAINED = 0.3;

    /** Each further resource of a node counts half of the one before: they move together. */
    private static final double FURTHER = 0.5;

    private record Best(double score, String metric, int nodes) {}

    private final TreeMap<String, TreeMap<MetricKind.Resource, Best>> metrics = new TreeMap<>();
    private final TreeMap<String, Double> others = new TreeMap<>();
    private final TreeMap<String, List<Reason>> reasons = new TreeMap<>();

    void metric(String node, MetricKind kind, double score, String metric, int nodes) {
        metrics.computeIfAbsent(node, key -> new TreeMap<>())
                .merge(
                        kind.resource(),
                        new Best(score, metric, nodes),
                        (one, other) -> other.score() > one.score() ? other : one);
    }

    void add(String node, double score, Reason reason) {
        others.merge(node, score, Double::sum);
        reasons.computeIfAbsent(node, key -> new ArrayList<>()).add(reason.with("points", score));
    }

    List<SuspectNode> ranked(SortedSet<String> nodes) {
        record Weighed(String node, double score, List<Reason> reasons) {}
        List<Weighed> weighed = new ArrayList<>();
        for (String node : nodes) {
            List<Reason> why = new ArrayList<>();
            double score = 0;
            double factor = 1;
            List<Best> best = metrics.getOrDefault(node, new TreeMap<>()).values().stream()
                    .sorted(Comparator.comparingDouble(Best::score).reversed().thenComparing(Best::metric))
                    .toList();
            for (Best each : best) {
                score += factor * each.score();
                why.add(reason(each).with("points", factor * each.score()));
                factor *= FURTHER;
            }
            score += others.getOrDefault(node, 0.0);
            why.addAll(reasons.getOrDefault(node, List.of()));
            why.sort(Comparator.comparingDouble((Reason reason) -> points(reason))
                    .reversed()
                    .thenComparing(Reason::text));
            weighed.add(new Weighed(node, score, why));
        }
        weighed.sort(Comparator.comparingDouble(Weighed::score).reversed().thenComparing(Weighed::node));
        List<SuspectNode> ranked = new ArrayList<>();
        for (Weighed each : weighed) {
            ranked.add(new SuspectNode(ranked.size() + 1, each.node(), each.score(), each.reasons()));
        }
        return List.copyOf(ranked);
    }

    private static Reason reason(Best best) {
        String where = best.nodes() == 1 ? "" : " at " + best.nodes() + " instances";
        return Reason.of("metric", best.metric() + where + ", weighed " + Figures.rounded(best.score(), 2));
    }

    private static double points(Reason reason) {
        Double points = reason.number("points");
        return points == null ? 0 : points;
    }
}
