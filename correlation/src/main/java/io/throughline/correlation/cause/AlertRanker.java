package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Ranks services, instances and hosts as the place of a fault when nothing is known but the alerts around it and what runs
 * where. An alert of a metric tells the more the fewer others have it at the same time; if all instances of a service have
 * it and few others, it is the service's. A host's alerts are half explained by what runs on it. Calls that fail point at the
 * deepest callee, earliest failing first. Immutable, thread-safe, pure.
 */
public final class AlertRanker {

    /** Alerts that come later are the less probably of the fault: their weight falls to the e-th part in this time. */
    private static final double FADING_SECONDS = 240;
    /** The same for calls that fail one after the other. */
    private static final double CASCADE_SECONDS = 30;
    /** Each further resource of a node counts half of the one before: they move together. */
    private static final double FURTHER = 0.5;
    /** What all instances have in common is more than one of them has. */
    private static final double SERVICE = 1.3;
    /** A host with a fault of its own harms all that run on it. */
    private static final double HOST = 1.2;
    /** What of a host's alerts is left, if what runs on it can explain them. */
    private static final double CARRIES = 0.5;
    /** A database or a cache without instances of its own: less is known of its metrics. */
    private static final double OTHER = 0.3;

    private static final double FAILING_CALLS = 1.6;
    private static final double SLOW_CALLS = 0.5;
    private static final double ERROR_LOGGED = 2.5;
    private static final Pattern ERROR = Pattern.compile("error|exception|fail");

    /** Makes a ranker. */
    public AlertRanker() {}

    /** Returns all nodes, the most suspect first; those that nothing points at last, by name. */
    public List<SuspectNode> rank(Placement placement, List<Sign> signs) {
        return rank(placement, signs, UsualSigns.none());
    }

    /** Returns the same, with less weight for alerts that came in earlier incidents too. */
    public List<SuspectNode> rank(Placement placement, List<Sign> signs, UsualSigns usual) {
        Scores scores = new Scores();
        Instant first =
                signs.stream().map(Sign::at).min(Comparator.naturalOrder()).orElse(Instant.EPOCH);
        metrics(placement, signs, usual, first, scores);
        failingCalls(placement, signs, scores);
        slowCalls(placement, signs, scores);
        logs(placement, signs, scores);
        return scores.ranked(placement.nodes());
    }

    private static void metrics(
            Placement placement, List<Sign> signs, UsualSigns usual, Instant first, Scores scores) {
        TreeMap<String, TreeMap<String, Double>> byMetric = new TreeMap<>();
        for (Sign sign : signs) {
            if (sign instanceof Sign.Metric metric && placement.nodes().contains(metric.node())) {
                String name = (metric.up() ? "+" : "-") + MetricKind.common(metric.metric());
                byMetric.computeIfAbsent(name, key -> new TreeMap<>())
                        .merge(metric.node(), fading(first, metric.at(), FADING_SECONDS) * usual.novelty(sign), Math::max);
            }
        }
        int instances = placement.instanceOf().size();
        int hosts = placement.hosts().size();
        byMetric.forEach((name, weights) -> {
            MetricKind kind = MetricKind.of(name.substring(1), name.charAt(0) == '+');
            String metric = name.substring(1) + (name.charAt(0) == '+' ? " rose" : " fell");
            double ofInstances = sum(weights, placement.instanceOf().keySet());
            double ofHosts = sum(weights, placement.hosts());
            weights.forEach((node, weight) -> {
                if (placement.isInstance(node)) {
                    double rare = rarity(instances, Math.max(1, ofInstances));
                    scores.metric(node, kind, weight * kind.weight() * rare, metric, 1);
                } else if (placement.isHost(node)) {
                    double left = HOST * (placement.carries(node) ? CARRIES : 1);
                    double rare = rarity(hosts, Math.max(1, ofHosts));
                    scores.metric(node, kind, weight * left * kind.weight() * rare, metric, 1);
                } else {
                    scores.metric(node, kind, OTHER * weight * kind.weight(), metric, 1);
                }
            });
            placement.instances().forEach((service, all) -> {
                long having = all.stream().filter(weights::containsKey).count();
                if (having > 0 && all.size() > 1) {
                    double mine = sum(weights, all);
                    double covered = having / (double) all.size();
                    double rare = rarity(instances, 1 + ofInstances - mine);
                    double score = mine / having * kind.weight() * rare * covered * covered * SERVICE;
                    scores.metric(service, kind, score, metric, (int) having);
                }
            });
        });
    }

    /** Returns 1 for what one of all has, falling to 0 for what all have: the share of the information in it. */
    private static double rarity(int all, double having) {
        return Math.max(0, StrictMath.log((all + 1) / having) / StrictMath.log(all + 1.0));
    }

    private static double sum(Map<String, Double> weights, SortedSet<String> nodes) {
        double sum = 0;
        for (String node : nodes) {
            sum += weights.getOrDefault(node, 0.0);
        }
        return sum;
    }

    private static double sum(Map<String, Double> weights, java.util.Set<String> nodes) {
        return sum(weights, new TreeSet<>(nodes));
    }

    private static double fading(Instant from, Instant at, double seconds) {
        return StrictMath.exp((from.toEpochMilli() - at.toEpochMilli()) / 1000.0 / seconds);
    }

    private static void failingCalls(Placement placement, List<Sign> signs, Scores scores) {
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
            scores.add(
                    callee,
                    FAILING_CALLS * StrictMath.exp(-mean / CASCADE_SECONDS),
                    Reason.of("deepest-failing", "Calls of it fail, and it calls nobody whose calls fail")
                            .with("meanDelaySeconds", mean));
        });
    }

    private static void slowCalls(Placement placement, List<Sign> signs, Scores scores) {
        TreeMap<String, Integer> slow = new TreeMap<>();
        int all = 0;
        for (Sign sign : signs) {
            if (sign instanceof Sign.Trace trace
                    && !trace.failed()
                    && !trace.caller().equals(trace.callee())
                    && placement.nodes().contains(trace.caller())) {
                slow.merge(trace.caller(), 1, Integer::sum);
                all++;
            }
        }
        for (Map.Entry<String, Integer> entry : slow.entrySet()) {
            double share = entry.getValue() / (double) all;
            scores.add(
                    entry.getKey(),
                    SLOW_CALLS * share,
                    Reason.of("waits", "Waits for " + entry.getValue() + " of " + all + " sorts of slow calls")
                            .with("share", share));
        }
    }

    private static void logs(Placement placement, List<Sign> signs, Scores scores) {
        for (Sign sign : signs) {
            if (sign instanceof Sign.Log log && placement.nodes().contains(log.node())) {
                String message = log.message().toLowerCase(Locale.ROOT);
                // Who says that another one failed is not the one.
                if (ERROR.matcher(message).find() && !message.contains("downstream")) {
                    scores.add(log.node(), ERROR_LOGGED, Reason.of("error-logged", "Logged an error of its own"));
                }
            }
        }
    }

    /** What points at each node. */
    private static final class Scores {

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
                        .sorted(Comparator.comparingDouble(Best::score)
                                .reversed()
                                .thenComparing(Best::metric))
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
}
