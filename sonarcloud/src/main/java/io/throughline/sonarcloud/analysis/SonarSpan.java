package io.throughline.sonarcloud.analysis;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which analyses of a project are asked for.
 *
 * @param project the project's key
 * @param branch the branch, or null for the main one
 * @param from the first instant, inclusive, or null for the beginning
 * @param to the last instant, inclusive, or null for now. The server knows whole seconds; fractions are cut
 */
public record SonarSpan(
        String project,
        @Nullable String branch,
        @Nullable Instant from,
        @Nullable Instant to) {

    public SonarSpan {
        Objects.requireNonNull(project, "project");
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from, was " + from + " to " + to);
        }
    }

    /** Returns the span of all analyses of a project's main branch. */
    public static SonarSpan of(String project) {
        return new SonarSpan(project, null, null, null);
    }

    /** Returns the same span on another branch. */
    public SonarSpan onBranch(String name) {
        return new SonarSpan(project, name, from, to);
    }

    /** Returns the same span beginning at an instant. */
    public SonarSpan since(Instant instant) {
        return new SonarSpan(project, branch, instant, to);
    }

    /** Returns the same span ending at an instant. */
    public SonarSpan until(Instant instant) {
        return new SonarSpan(project, branch, from, instant);
    }
}
