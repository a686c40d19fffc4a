package io.throughline.jira.issue;

import org.jspecify.annotations.Nullable;

/**
 * How an issue came where it should be.
 *
 * @param taken the transition that was taken, or null if the issue was there already
 * @param status the status it has now
 */
public record TransitionResult(
        @Nullable JiraTransition taken, @Nullable JiraStatus status) {

    /** Tells whether the issue was moved; otherwise it was there already. */
    public boolean moved() {
        return taken != null;
    }
}
