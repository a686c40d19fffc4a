package io.throughline.jira.link;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link as one of its two issues shows it: to the issue that it leads to, or to the one that it comes from.
 *
 * @param id the id
 * @param type the way in which they are linked
 * @param outwardIssue the issue that the link leads to, if it comes from the one that was asked
 * @param inwardIssue the issue that the link comes from, if it leads to the one that was asked
 */
public record IssueLink(
        @Nullable String id,
        @Nullable IssueLinkType type,
        @Nullable End outwardIssue,
        @Nullable End inwardIssue) {

    /** The other issue. */
    public record End(@Nullable String id, @Nullable String key) {}

    /** Tells whether the link comes from the issue that was asked. */
    public boolean isOutward() {
        return outwardIssue != null;
    }

    /** Returns the other issue. */
    public Optional<End> other() {
        return Optional.ofNullable(outwardIssue == null ? inwardIssue : outwardIssue);
    }

    /** Returns how the link reads at the issue that was asked: {@code blocks}, {@code is blocked by}. */
    public Optional<String> reading() {
        return Optional.ofNullable(type).map(way -> isOutward() ? way.outward() : way.inward());
    }
}
