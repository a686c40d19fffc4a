package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Figures;
import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ranks the nodes of a system by how probably a fault began there. Two things are weighed: what the node's own measures say
 * (levels that rose, statements that ceased or are new), less what a callee explains; and, if a symptom is named, how much
 * of it arises at the node itself. Immutable, thread-safe, pure.
 */
public final class NodeRanker {

    private static final Comparator<Weighed> ORDER = Comparator.comparingDouble((Weighed each) -> each.share)
            .reversed()
            .thenComparing(
                    Comparator.comparingDouble((Weighed each) -> each.strength).reversed())
            .thenComparing(each -> each.node);

    private final NodeConfig config;

    /** Makes a ranker. */
    public NodeRanker(NodeConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns all nodes that anything was measured of. */
    public NodeRanking rank(Observations observations, Fault fault) {
        Spans spans = new Spans(fault);
        TreeMap<String, Weighed> nodes = new TreeMap<>();
        observations.measures().forEach(measure -> nodes.computeIfAbsent(measure.node(), Weighed::new));
        new Levels(observations, spans)
                .findings()
                .forEach(finding -> weighed(nodes, finding).level(finding, config));
        new Passages(observations, spans)
                .findings()
                .forEach(finding -> weighed(nodes, finding).passes(finding));
        nodes.values().forEach(each -> each.add(config.certain()));
        explain(nodes, observations.callees());

        double chance = 1;
        Symptom symptom = fault.symptom();
        if (symptom != null) {
            Attribution attribution = new Attribution(observations, symptom, spans, config);
            attribution.parts().forEach((node, part) -> {
                Weighed each = Objects.requireNonNull(nodes.get(node));
                each.share = part.share();
                each.answers(part, symptom, config);
            });
            chance = attribution.chance();
        }
        List<Weighed> ordered = nodes.values().stream().sorted(ORDER).toList();
        List<RankedNode> ranked = new ArrayList<>();
        for (Weighed each : ordered) {
            ranked.add(each.ranked(ranked.size() + 1));
        }
        boolean incident = chance <= config.falseAlarms() && !ordered.isEmpty() && ordered.get(0).share > 0;
        return new NodeRanking(ranked, chance, incident);
    }

    private static Weighed weighed(SortedMap<String, Weighed> nodes, Finding finding) {
        return Objects.requireNonNull(nodes.get(finding.measure().node()));
    }

    /** Who calls a node that is in trouble is in trouble because of it, as far as that one's is not much the smaller. */
    private void explain(SortedMap<String, Weighed> nodes, SortedMap<String, List<String>> callees) {
        TreeMap<String, Double> own = new TreeMap<>();
        nodes.forEach((node, each) -> own.put(node, each.strength));
        callees.forEach((caller, called) -> {
            Weighed each = nodes.get(caller);
            if (each == null) {
                return;
            }
            String worst = null;
            for (String callee : called) {
                double theirs = own.getOrDefault(callee, 0.0);
                if (worst == null || theirs > own.getOrDefault(worst, 0.0)) {
                    worst = callee;
                }
            }
            double theirs = worst == null ? 0 : own.getOrDefault(worst, 0.0);
            if (worst != null && theirs >= config.certain() && theirs >= config.explains() * each.strength) {
                each.explainedBy(worst, theirs, config.explained());
            }
        });
    }

    /** A node while it is weighed. */
    private static final class Weighed {

        final String node;
        double share;
        double strength;
        private final List<Finding> findings = new ArrayList<>();
        private final List<Reason> against = new ArrayList<>();
        private double level;
        private double errors;
        private double ceased;

        Weighed(String node) {
            this.node = node;
        }

        void level(Finding finding, NodeConfig config) {
            findings.add(finding);
            double counts = finding.strength() * (finding.strength() > config.certain() ? 1 : config.doubted());
            level = Math.max(level, counts);
        }

        void passes(Finding finding) {
            findings.add(finding);
            if (finding.reason().code().equals("errors")) {
                errors = finding.strength();
            } else {
                ceased = finding.strength();
            }
        }

        /** Errors and what ceased are two sides of the same: their deviances add up. */
        void add(double certain) {
            explainOwn(certain);
            strength = Math.max(level, Math.sqrt(errors * errors + ceased * ceased));
        }

        void explainedBy(String callee, double theirs, double left) {
            against.add(Reason.of("explained", "It calls " + callee + ", which is in trouble itself")
                    .with("calleeStrength", theirs)
                    .with("strengthLeft", left));
            strength *= left;
        }

        void answers(Attribution.Part part, Symptom symptom, NodeConfig config) {
            boolean latency = symptom.kind() == Symptom.Kind.LATENCY;
            String lost = latency
                    ? Figures.rounded(part.lost(), 3) + " s longer than usual in all"
                    : Figures.rounded(part.lost(), 1) + " requests failed more than usual";
            findings.add(new Finding(
                    part.answers(),
                    Math.max(0, part.moved()),
                    false,
                    Reason.of(
                                    "own-part",
                                    lost + "; " + Figures.percent(part.share()) + " of the trouble at " + symptom.node()
                                            + " arises here")
                            .with("lost", part.lost())
                            .with("share", part.share())));
            double counts = part.moved() * (part.moved() > config.certain() ? 1 : config.doubted());
            strength = Math.max(strength, counts);
        }

        RankedNode ranked(int rank) {
            return new RankedNode(rank, node, share, strength, findings, against);
        }

        /** Who is short of memory is busy with that. */
        void explainOwn(double certain) {
            boolean memory = findings.stream()
                    .anyMatch(finding -> finding.strength() > certain && is(finding, Measure.Level.Resource.MEMORY));
            if (memory) {
                findings.replaceAll(finding -> is(finding, Measure.Level.Resource.CPU)
                        ? new Finding(finding.measure(), finding.strength(), true, finding.reason())
                        : finding);
            }
        }

        private static boolean is(Finding finding, Measure.Level.Resource resource) {
            return finding.measure() instanceof Measure.Level level && level.resource() == resource;
        }
    }
}
