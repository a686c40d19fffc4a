package io.throughline.correlation.rank;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.assemble.Session;
import io.throughline.correlation.detect.Detection;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Fourth stage: a session to its ranked causes. Each candidate collects evidence for itself (doubt multiplies: noisy or),
 * then one that another explains is weakened and becomes the other's mechanism. A symptom is never a candidate. Immutable,
 * thread-safe, pure.
 */
public final class Ranker {

    /** How long after a change its consequences in a database or a resource may begin. */
    private static final Duration CONSEQUENCE = Duration.ofMinutes(20);

    /** Statistics come in steps; what is dated a step before its cause may still come of it. */
    private static final Duration DATING = Duration.ofMinutes(6);

    private final RankingConfig config;

    /** Makes a ranker. */
    public Ranker(RankingConfig config) {
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Returns the causes of a session, most probable first, and what was ruled out. */
    public Ranking rank(TelemetryWindow window, Topology topology, Detection detection, Session session) {
        Scene scene = new Scene(window, topology, detection, session, config);
        List<RuledOut> ruledOut = new ArrayList<>();
        List<Candidate> changes = new ChangeCandidates(scene).find(ruledOut);
        List<Candidate> queries = new QueryCandidates(scene).find(ruledOut);
        List<Candidate> full = new SaturationCandidates(scene).find(ruledOut);
        List<Candidate> traffic = new TrafficCandidates(scene).find(ruledOut);
        List<Candidate> dependencies = new DependencyCandidates(scene).find();
        List<Candidate> unanswered = new UnansweredCandidates(scene).find();
        List<Candidate> known =
                new SignatureCandidates(scene).find(joined(changes, queries, full, dependencies, unanswered));
        List<Candidate> resources = joined(full, known);
        explain(scene, changes, queries, 0.55, 0.5);
        explain(scene, changes, resources, 0.25, 0.5);
        explainSame(queries, resources);
        explain(scene, traffic, resources, 0.25, 0.6);
        explain(scene, changes, unanswered, 0.25, 0.5);
        explainCallers(scene, unanswered, resources);
        explainCalls(scene, resources, dependencies);
        explainCalls(scene, full, unanswered);
        List<Candidate> all = joined(changes, queries, resources, traffic, dependencies, unanswered);
        Blindness blindness = Blindness.of(window.completeness());
        all.forEach(blindness::weaken);
        return new Ranking(ordered(scene, all, blindness), ruledOut);
    }

    @SafeVarargs
    private static List<Candidate> joined(List<Candidate>... lists) {
        List<Candidate> all = new ArrayList<>();
        for (List<Candidate> list : lists) {
            all.addAll(list);
        }
        return all;
    }

    /** A consequence that begins soon after a cause, on it or on what it calls, speaks for the cause. */
    private static void explain(
            Scene scene, List<Candidate> causes, List<Candidate> consequences, double support, double left) {
        for (Candidate consequence : consequences) {
            EntityId node = scene.topology.nodeOf(consequence.entity);
            for (Candidate cause : causes) {
                Duration after = Duration.between(cause.at, consequence.at);
                boolean inTime =
                        after.compareTo(CONSEQUENCE) <= 0 && after.plus(DATING).compareTo(Duration.ZERO) >= 0;
                boolean reaches = scene.topology.callDistance(scene.topology.nodeOf(cause.entity), node) <= 1;
                if (inTime && reaches && consequence.mechanism != null) {
                    cause.supported(
                            support * consequence.score(),
                            Reason.of("explains", "It explains what began soon after: " + consequence.title)
                                    .with("afterSeconds", after.toMillis() / 1000.0));
                    cause.worksBy(consequence.mechanism);
                    consequence.weakened(left, Reason.of("explained", "It probably comes of: " + cause.title));
                    break;
                }
            }
        }
    }

    /** A database that is busy with a query that got slower is the query's victim. */
    private static void explainSame(List<Candidate> queries, List<Candidate> resources) {
        for (Candidate resource : resources) {
            for (Candidate query : queries) {
                if (query.entity.equals(resource.entity)) {
                    query.supported(0.1, Reason.of("explains", "It explains the load: " + resource.title));
                    resource.weakened(0.4, Reason.of("explained", "It probably comes of: " + query.title));
                }
            }
        }
    }

    /** Whoever waits for one that does not answer, and fails, may have more to do: what fills up later comes of it. */
    private static void explainCallers(Scene scene, List<Candidate> unanswered, List<Candidate> resources) {
        for (Candidate resource : resources) {
            for (Candidate silent : unanswered) {
                EntityId node = scene.topology.nodeOf(resource.entity);
                if (!resource.at.isBefore(silent.at) && !node.equals(silent.entity)) {
                    resource.weakened(
                            0.5,
                            Reason.of(
                                    "explained",
                                    "It began with this or after it, and may come of it: " + silent.title));
                    break;
                }
            }
        }
    }

    /** Who has no processor to spare is late to see the answers of those it calls. */
    private static void explainCalls(Scene scene, List<Candidate> resources, List<Candidate> dependencies) {
        for (Candidate dependency : dependencies) {
            for (Candidate resource : resources) {
                EntityId node = scene.topology.nodeOf(resource.entity);
                boolean ofCaller = scene.topology.callersOf(dependency.entity).stream()
                        .anyMatch(caller -> caller.equals(node)
                                || scene.topology.calleesOf(caller).contains(node));
                if (ofCaller && !node.equals(dependency.entity)) {
                    dependency.weakened(
                            0.6, Reason.of("explained", "Its caller is short of resources: " + resource.title));
                    break;
                }
            }
        }
    }

    private List<RootCause> ordered(Scene scene, List<Candidate> all, Blindness blindness) {
        all.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.kind)
                .thenComparing(candidate -> candidate.entity)
                .thenComparing(candidate -> candidate.title));
        // Where nothing is hidden, what is not well explained is unknown; where something is, that may be it.
        boolean listed = blindness.isBlind() || all.isEmpty() || all.get(0).score() < config.unknown();
        double unknown = blindness.unknown(config.unknown());
        List<RootCause> causes = new ArrayList<>();
        for (Candidate candidate : all) {
            if (listed && candidate.score() < unknown) {
                causes.add(unknown(scene, blindness, unknown, causes.size() + 1));
                listed = false;
            }
            causes.add(candidate.ranked(causes.size() + 1));
        }
        if (listed) {
            causes.add(unknown(scene, blindness, unknown, causes.size() + 1));
        }
        return causes;
    }

    private static RootCause unknown(Scene scene, Blindness blindness, double score, int rank) {
        EntityId origin = scene.origin();
        List<Reason> reasons = new ArrayList<>();
        reasons.add(Reason.of(
                        "deepest",
                        "The trouble is deepest at " + scene.name(origin)
                                + ", and no candidate that could be tested explains it")
                .from(scene.first.id()));
        reasons.addAll(blindness.reasons());
        return new RootCause(
                rank,
                CauseKind.UNKNOWN,
                origin,
                "Unknown, at " + scene.name(origin),
                score,
                null,
                null,
                reasons,
                List.of());
    }
}
