package io.throughline.sentry.issue;

import io.throughline.sentry.internal.Members;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an issue; the rest stays as it is. Immutable.
 *
 * <pre>{@code
 * sentry.issues().update("123", IssueUpdate.resolveInRelease("checkout@2.8.1").assignToTeam("7"));
 * }</pre>
 */
public final class IssueUpdate {

    private static final Set<String> PRIORITIES = Set.of("low", "medium", "high");

    private final Map<String, @Nullable Object> members;

    private IssueUpdate(Map<String, @Nullable Object> members) {
        this.members = Members.copy(members);
    }

    /** Returns an update that changes nothing yet. */
    public static IssueUpdate nothing() {
        return new IssueUpdate(Map.of());
    }

    /** Returns an update that resolves; harmless on a resolved issue. A later event makes it a regression. */
    public static IssueUpdate resolve() {
        return nothing().status("resolved", Map.of());
    }

    /** Returns an update that resolves as of a release: events of earlier ones make no regression. One project only. */
    public static IssueUpdate resolveInRelease(String version) {
        return nothing().status("resolved", Map.of("inRelease", version));
    }

    /** Returns an update that resolves as of the release that comes next. One project only. */
    public static IssueUpdate resolveInNextRelease() {
        return nothing().status("resolved", Map.of("inNextRelease", true));
    }

    /** Returns an update that resolves as of the release that a commit comes in. */
    public static IssueUpdate resolveInCommit(String repository, String sha) {
        return nothing().status("resolved", Map.of("inCommit", Map.of("repository", repository, "commit", sha)));
    }

    /** Returns an update that opens again. */
    public static IssueUpdate unresolve() {
        return nothing().status("unresolved", Map.of());
    }

    /** Returns an update that archives until Sentry sees more events than it expects. */
    public static IssueUpdate archiveUntilEscalating() {
        return nothing().status("ignored", Map.of()).with("substatus", "archived_until_escalating");
    }

    /** Returns an update that archives for good. */
    public static IssueUpdate archiveForever() {
        return nothing().status("ignored", Map.of()).with("substatus", "archived_forever");
    }

    /** Returns an update that archives for some time, whole minutes. */
    public static IssueUpdate archiveFor(Duration time) {
        return archiveUntil(Map.of("ignoreDuration", minutes(time)));
    }

    /** Returns an update that archives until so many more events came within some time, whole minutes. */
    public static IssueUpdate archiveUntilEvents(int events, Duration within) {
        return archiveUntil(Map.of("ignoreCount", positive(events), "ignoreWindow", minutes(within)));
    }

    /** Returns an update that archives until so many more users were affected within some time, whole minutes. */
    public static IssueUpdate archiveUntilUsers(int users, Duration within) {
        return archiveUntil(Map.of("ignoreUserCount", positive(users), "ignoreUserWindow", minutes(within)));
    }

    private static IssueUpdate archiveUntil(Map<String, Object> details) {
        return nothing().status("ignored", details).with("substatus", "archived_until_condition_met");
    }

    /** Returns the same update that also assigns to a user, by Sentry's number. */
    public IssueUpdate assignToUser(String id) {
        return with("assignedTo", "user:" + Objects.requireNonNull(id, "id"));
    }

    /** Returns the same update that also assigns to a team, by Sentry's number. */
    public IssueUpdate assignToTeam(String id) {
        return with("assignedTo", "team:" + Objects.requireNonNull(id, "id"));
    }

    /** Returns the same update that also assigns to nobody. */
    public IssueUpdate unassign() {
        return with("assignedTo", "");
    }

    /** Returns the same update that also sets the priority: {@code low}, {@code medium} or {@code high}. */
    public IssueUpdate priority(String value) {
        if (!PRIORITIES.contains(value)) {
            throw new IllegalArgumentException("priority must be low, medium or high, was '" + value + "'");
        }
        return with("priority", value);
    }

    private IssueUpdate status(String status, Map<String, Object> details) {
        IssueUpdate changed = with("status", status);
        return details.isEmpty() ? changed : changed.with("statusDetails", details);
    }

    private IssueUpdate with(String member, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new IssueUpdate(more);
    }

    private static long minutes(Duration time) {
        if (time.toMinutes() < 1) {
            throw new IllegalArgumentException("the time must be a minute or more, was " + time);
        }
        return time.toMinutes();
    }

    private static int positive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the count must be 1 or more, was " + count);
        }
        return count;
    }

    /** Returns what is sent, checked. */
    Map<String, @Nullable Object> body() {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("the update changes nothing");
        }
        return members;
    }

    @Override
    public String toString() {
        return "IssueUpdate" + members;
    }
}
