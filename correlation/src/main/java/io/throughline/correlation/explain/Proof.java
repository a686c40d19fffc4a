package io.throughline.correlation.explain;

import io.throughline.core.telemetry.Completeness;
import io.throughline.correlation.evidence.Reason;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a statement of the engine rests on.
 *
 * @param id of the episode, link or incident
 * @param claim what is said, one line
 * @param significance how surely; null for an incident, which rests on its links and episodes
 * @param inputs ids of the episodes and events that it was concluded from, sorted
 * @param reasons what speaks for it, strongest first
 * @param rivals what else was thought of, and why it lost; in the order in which it was ranked
 * @param completeness how much of the telemetry was there
 * @param reproductions what to read to check it
 */
public record Proof(
        String id,
        String claim,
        @Nullable Significance significance,
        List<String> inputs,
        List<Reason> reasons,
        List<Rival> rivals,
        Completeness completeness,
        List<Reproduction> reproductions) {

    public Proof {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(claim, "claim");
        Objects.requireNonNull(completeness, "completeness");
        inputs = inputs.stream().sorted().distinct().toList();
        reasons = List.copyOf(reasons);
        rivals = List.copyOf(rivals);
        reproductions = List.copyOf(reproductions);
    }

    /** Returns it as canonical JSON: fixed order of members, numbers of nine significant digits, ISO 8601 UTC. */
    public String toJson() {
        return ExplanationJson.of(this);
    }

    /**
     * How surely something is said.
     *
     * @param test how the p-value was found
     * @param effect how much: of an episode the ratio to its baseline, of a link the coefficient of correlation
     * @param pValue chance of it without anything behind it
     * @param qValue the same, corrected for all that was tested
     * @param tested how much that was
     */
    public record Significance(String test, double effect, double pValue, double qValue, int tested) {

        public Significance {
            Objects.requireNonNull(test, "test");
        }
    }

    /**
     * Another explanation.
     *
     * @param title what it would have been
     * @param lost why it is not, or less probably
     */
    public record Rival(String title, List<Reason> lost) {

        public Rival {
            Objects.requireNonNull(title, "title");
            lost = List.copyOf(lost);
        }
    }
}
