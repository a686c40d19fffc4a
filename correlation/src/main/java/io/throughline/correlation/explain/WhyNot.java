package io.throughline.correlation.explain;

import io.throughline.correlation.evidence.Reason;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why one thing was not taken for the cause of another.
 *
 * @param failed the first condition that does not hold; null if all do: then the report has the link
 * @param reason what was found, with the figures
 * @param link id of the tested pair that got farthest, or null if none was tested
 */
public record WhyNot(
        @Nullable Condition failed, Reason reason, @Nullable String link) {

    public WhyNot {
        Objects.requireNonNull(reason, "reason");
    }

    /** Tells whether the two are linked after all. */
    public boolean isLinked() {
        return failed == null;
    }

    /** Returns it as canonical JSON. */
    public String toJson() {
        return ExplanationJson.of(this);
    }
}
