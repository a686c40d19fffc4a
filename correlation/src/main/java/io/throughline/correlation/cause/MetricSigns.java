package io.throughline.correlation.cause;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The alerts of metrics: by name and direction, the nodes that have them, each with a weight in {@code [0, 1]}. */
final class MetricSigns {

    /** Alerts that come later are the less probably of the fault: their weight falls to the e-th part in this time. */
    private static final double FADING_SECONDS = 480;
    /** What all instances have in common is more than one of them has. */
    private static final double SERVICE = 1.3;
    /** A host with a fault of its own harms all that run on it. */
    private static final double HOST = 1.2;
    /** What of a host's alerts is left, if what runs on it can explain them. */
    private static final double CARRIES = 0.7;
    /** A node that answers worse than usual: users notice that, whatever its resources say. */
    private static final double ANSWERS_BADLY = 2;
    /** Any other alert of a node that is neither instance nor host: less is known of its metrics. */
    private static final double OTHER = 0.3;
    /** An alert that weighs less explains no other. */
    private static final double EXPLAINS = 0.3;

    private final Placement placement;
    private final NavigableMap<String, NavigableMap<String, Double>> nodesByMetric = new TreeMap<>();

    MetricSigns(Placement placement, List<Sign> signs, UsualSigns usual, Instant first) {
        this.placement = placement;
        for (Sign sign : signs) {
            if (sign instanceof Sign.Metric metric && placement.nodes().contains(metric.node())) {
                String name = (metric.up() ? "+" : "-") + MetricKind.common(metric.metric());
                double late = (metric.at().toEpochMilli() - first.toEpochMilli()) / 1000.0;
                double weight = StrictMath.exp(-late / FADING_SECONDS) * usual.novelty(sign);
                nodesByMetric.computeIfAbsent(name, key -> new TreeMap<>()).merge(metric.node(), weight, Math::max);
            }
        }
    }

    /** Returns the nodes that answer more slowly or fail more often than usual. */
    SortedSet<String> badlyAnswering() {
        TreeSet<String> nodes = new TreeSet<>();
        nodesByMetric.forEach((name, weights) -> {
            if (kind(name).ofAnswers()) {
                weights.forEach((node, weight) -> {
                    if (weight > EXPLAINS) {
                        nodes.add(node);
                    }
                });
            }
        });
        return nodes;
    }

    /**
     * Tells what points at which node.
     *
     * @param explained nodes whose bad answers are no wonder
     */
    void score(SortedSet<String> explained, Suspicion suspicion) {
        nodesByMetric.forEach((name, weights) -> {
            MetricKind kind = kind(name);
            String metric = name.substring(1) + (name.charAt(0) == '+' ? " rose" : " fell");
            Rarity rarity = new Rarity(weights);
            weights.forEach((node, weight) -> {
                double score = weight * kind.weight() * rarity.factor(node, kind, explained.contains(node));
                suspicion.metric(node, kind, score, metric, 1);
            });
            placement.instances().forEach((service, all) -> {
                long having = all.stream().filter(weights.keySet()::contains).count();
                if (having > 0 && all.size() > 1) {
                    double mine = sum(weights, all);
                    double covered = having / (double) all.size();
                    double score = mine / having * covered * covered * kind.weight() * rarity.without(mine) * SERVICE;
                    suspicion.metric(service, kind, score, metric, (int) having);
                }
            });
        });
    }

    private static MetricKind kind(String name) {
        return MetricKind.of(name.substring(1), name.charAt(0) == '+');
    }

    private static double sum(NavigableMap<String, Double> weights, Collection<String> sorted) {
        double sum = 0;
        for (String node : sorted) {
            sum += weights.getOrDefault(node, 0.0);
        }
        return sum;
    }

    /** How many others of the same sort have one alert. */
    private final class Rarity {

        private final int allInstances = placement.instanceOf().size();
        private final int allHosts = placement.hosts().size();
        private final int allOthers = placement.nodes().size() - allInstances - allHosts;
        private final double instances;
        private final double hosts;
        private final double others;

        Rarity(NavigableMap<String, Double> weights) {
            this.instances = sum(weights, placement.instanceOf().keySet());
            this.hosts = sum(weights, placement.hosts());
            this.others = sum(weights, weights.keySet()) - instances - hosts;
        }

        double factor(String node, MetricKind kind, boolean explained) {
            if (placement.isInstance(node)) {
                return rare(allInstances, Math.max(1, instances));
            }
            if (placement.isHost(node)) {
                return HOST * (placement.carries(node) ? CARRIES : 1) * rare(allHosts, Math.max(1, hosts));
            }
            if (kind.ofAnswers()) {
                double left = explained ? Suspicion.EXPLAINED : 1;
                return ANSWERS_BADLY * left * rare(allOthers, Math.max(1, others));
            }
            return OTHER;
        }

        /** Returns how rare it is among the instances of other services. */
        double without(double mine) {
            return rare(allInstances, 1 + instances - mine);
        }

        /** Returns 1 for what one of all has, falling to 0 for what all have: the share of the information in it. */
        private static double rare(int all, double having) {
            return Math.max(0, StrictMath.log((all + 1) / having) / StrictMath.log(all + 1.0));
        }
    }
}
