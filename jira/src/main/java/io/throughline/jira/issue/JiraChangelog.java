package io.throughline.jira.issue;

import io.throughline.jira.internal.WithoutNulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The history that came with an issue.
 *
 * @param startAt index of the first change, or null if the vendor does not say
 * @param total number of all changes, or null if the vendor does not say; more than {@code histories} if Jira gave only
 *     the recent ones
 * @param histories changes, newest first
 */
public record JiraChangelog(
        @Nullable Integer startAt, @Nullable Integer total, List<JiraChange> histories) {

    public JiraChangelog {
        histories = WithoutNulls.of(histories);
    }

    /** Tells whether Jira left changes out. */
    public boolean isCut() {
        return total != null && total > histories.size();
    }
}
