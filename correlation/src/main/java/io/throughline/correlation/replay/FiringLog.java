package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.rule.Firing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects firings from step to step, each once: by its id, or as the same rule on the same entity at the same time.
 */
final class FiringLog {

    private final List<Line> lines = new ArrayList<>();

    void take(TimeWindow focus, List<Firing> firings) {
        TreeMap<String, Firing> left = new TreeMap<>();
        firings.forEach(firing -> left.put(firing.id(), firing));
        // Those whose time is asked about again; of what was met earlier a report no longer speaks.
        List<Line> missing = new ArrayList<>();
        for (Line line : lines) {
            Firing again = left.remove(line.latest.id());
            if (again != null) {
                line.sayAgain(again);
            } else if (!line.latest.met().isBefore(focus.from())) {
                missing.add(line);
            }
        }
        // With more data an onset is placed more exactly, which gives the same firing another id.
        for (Firing firing : left.values().stream().sorted().toList()) {
            Line same = missing.stream()
                    .filter(line -> areSame(line.latest, firing))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                lines.add(new Line(firing, focus.to()));
            } else {
                missing.remove(same);
                same.sayAgain(firing);
            }
        }
        for (Line line : missing) {
            if (line.withdrawn == null) {
                line.withdrawn = focus.to();
            }
        }
    }

    /**
     * Tells whether two firings of different times are one, by their ids or as the same rule's on an entity at one
     * time.
     */
    static boolean areSame(Firing one, Firing other) {
        return one.id().equals(other.id())
                || (one.rule().equals(other.rule())
                        && one.entity().equals(other.entity())
                        && !isOverBefore(one, other.from())
                        && !isOverBefore(other, one.from()));
    }

    private static boolean isOverBefore(Firing firing, Instant instant) {
        return firing.to() != null && firing.to().isBefore(instant);
    }

    /** Returns those that were first said in the range of a request. */
    List<SaidFiring> since(ReplayRequest request) {
        return lines.stream()
                .filter(line -> line.said.isAfter(request.range().from()))
                .map(line -> new SaidFiring(line.first, line.said, line.withdrawn))
                .sorted()
                .toList();
    }

    private static final class Line {

        private final Firing first;
        private final Instant said;
        private Firing latest;
        private @Nullable Instant withdrawn;

        Line(Firing first, Instant said) {
            this.first = first;
            this.said = said;
            this.latest = first;
        }

        void sayAgain(Firing firing) {
            latest = firing;
            withdrawn = null;
        }
    }
}
