package io.throughline.correlation.rank;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which kinds of cause could not be seen, because what would show them was not read whole. A cause that cannot be seen
 * cannot be ruled out either: what it would explain becomes less sure, and that the cause is none of the candidates more
 * likely. Nothing becomes surer by it.
 */
final class Blindness {

    /** By the last part of a stream's name, whose source does not matter. */
    private static final Map<CauseKind, Set<String>> SHOWN_BY = Map.of(
            CauseKind.CHANGE, Set.of("changes", "releases", "app-service-logs", "versions"),
            CauseKind.QUERY, Set.of("queries", "sql-queries", "postgresql", "sql-waits", "sql-events"),
            CauseKind.RESOURCE_SATURATION,
                    Set.of("metrics", "machines", "containers", "cosmos", "counters", "custom-metrics"),
            CauseKind.DEPENDENCY, Set.of("dependencies", "transactions", "traces", "health", "service-health"),
            CauseKind.TRAFFIC, Set.of("requests"));

    /** What shows what users meet: without it an incident's start and extent are less sure. */
    private static final Set<String> SYMPTOMS =
            Set.of("requests", "failures", "errors", "issues", "exceptions", "sessions", "availability");

    /** How much of a cause's kind comes of another, if that one were there. */
    private static final Map<CauseKind, Set<CauseKind>> EXPLAINED_BY = Map.of(
            CauseKind.CHANGE, Set.of(),
            CauseKind.QUERY, Set.of(CauseKind.CHANGE),
            CauseKind.RESOURCE_SATURATION, Set.of(CauseKind.CHANGE, CauseKind.QUERY, CauseKind.TRAFFIC),
            CauseKind.DEPENDENCY, Set.of(CauseKind.CHANGE, CauseKind.RESOURCE_SATURATION),
            CauseKind.TRAFFIC, Set.of(CauseKind.CHANGE));

    /** What is left of a score when the streams that its own evidence comes from were not read at all. */
    private static final double OWN = 0.8;
    /** When what would explain it was not. */
    private static final double EXPLAINING = 0.85;
    /** When symptoms were not. */
    private static final double BLURRED = 0.9;
    /** How far a whole blind kind moves the unknown towards certainty: most incidents come of changes. */
    private static final Map<CauseKind, Double> WEIGHT = Map.of(
            CauseKind.CHANGE, 0.4,
            CauseKind.QUERY, 0.15,
            CauseKind.RESOURCE_SATURATION, 0.25,
            CauseKind.DEPENDENCY, 0.15,
            CauseKind.TRAFFIC, 0.05);

    private final Map<CauseKind, Double> shares = new EnumMap<>(CauseKind.class);
    private final Map<CauseKind, TreeSet<String>> missing = new EnumMap<>(CauseKind.class);
    private final TreeSet<String> blurred = new TreeSet<>();

    private Blindness(Completeness completeness) {
        for (Map.Entry<CauseKind, Set<String>> shown : SHOWN_BY.entrySet()) {
            List<String> known = named(completeness.streams(), shown.getValue());
            List<String> gaps = named(completeness.gaps(), shown.getValue());
            if (!gaps.isEmpty()) {
                shares.put(shown.getKey(), gaps.size() / (double) known.size());
                missing.put(shown.getKey(), new TreeSet<>(gaps));
            }
        }
        blurred.addAll(named(completeness.gaps(), SYMPTOMS));
    }

    static Blindness of(Completeness completeness) {
        return new Blindness(completeness);
    }

    private static List<String> named(List<StreamCompleteness> streams, Set<String> names) {
        return streams.stream()
                .map(StreamCompleteness::stream)
                .filter(stream -> names.contains(stream.substring(stream.indexOf('/') + 1)))
                .toList();
    }

    /** Weakens what may be explained, or contradicted, by what was not read. */
    void weaken(Candidate candidate) {
        double left = left(candidate.kind, OWN);
        TreeSet<String> names = new TreeSet<>(streams(candidate.kind));
        for (CauseKind kind : EXPLAINED_BY.getOrDefault(candidate.kind, Set.of()).stream()
                .sorted()
                .toList()) {
            left *= left(kind, EXPLAINING);
            names.addAll(streams(kind));
        }
        if (!blurred.isEmpty()) {
            left *= BLURRED;
            names.addAll(blurred);
        }
        if (left < 1) {
            candidate.weakened(
                    left,
                    Reason.of(
                                    "incomplete",
                                    "Not everything was read that might tell otherwise: " + String.join(", ", names))
                            .with("gaps", names.size()));
        }
    }

    private double left(CauseKind kind, double whole) {
        return 1 - shares.getOrDefault(kind, 0.0) * (1 - whole);
    }

    private Set<String> streams(CauseKind kind) {
        return missing.getOrDefault(kind, new TreeSet<>());
    }

    /** Tells whether any kind of cause could not be seen. */
    boolean isBlind() {
        return !shares.isEmpty();
    }

    /** Returns how likely it is that the cause is none that could be seen, given what that is without gaps. */
    double unknown(double usual) {
        double seen = 1;
        for (Map.Entry<CauseKind, Double> share : shares.entrySet()) {
            seen *= 1 - share.getValue() * WEIGHT.getOrDefault(share.getKey(), 0.0);
        }
        return 1 - (1 - usual) * seen;
    }

    /** Returns what could not be seen, one reason for each kind of cause. */
    List<Reason> reasons() {
        List<Reason> reasons = new ArrayList<>();
        missing.forEach((kind, streams) -> reasons.add(Reason.of(
                        "blind",
                        named(kind) + " could not be seen: "
                                + streams.stream().collect(Collectors.joining(", "))
                                + (streams.size() == 1 ? " was" : " were") + " not read whole")
                .with("share", shares.getOrDefault(kind, 0.0))));
        return reasons;
    }

    private static String named(CauseKind kind) {
        return switch (kind) {
            case CHANGE -> "A change";
            case QUERY -> "A query that got slower";
            case RESOURCE_SATURATION -> "A resource at its limit";
            case DEPENDENCY -> "A failing dependency";
            case TRAFFIC -> "More work than usual";
            case UNKNOWN -> "The cause";
        };
    }
}
