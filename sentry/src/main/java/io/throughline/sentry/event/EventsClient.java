package io.throughline.sentry.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Paged;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.internal.Lists;
import io.throughline.sentry.internal.Members;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single events. Numbers over many are asked for with the client's group {@code explore()}. */
public final class EventsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public EventsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Lists the events of an issue that Sentry still keeps, the last first. */
    public Paged<SentryEvent> list(String issueId) {
        return list(issueId, null, List.of());
    }

    /**
     * Lists events of an issue, the last first.
     *
     * @param window when they happened, or null for all that Sentry keeps
     * @param environments empty for all
     */
    public Paged<SentryEvent> list(String issueId, @Nullable TimeWindow window, List<String> environments) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_ISSUE_EVENTS, "issues/{}/events/", issueId)
                                .query("per_page", SentryCalls.LARGEST_PAGE),
                        List.of(),
                        environments,
                        window),
                SentryEvent.class);
    }

    /**
     * Lists events of an issue with their exceptions, contexts and other parts, the last first. Slower than {@link #list},
     * and its pages are large.
     *
     * @param window when they happened, or null for all that Sentry keeps
     * @param environments empty for all
     */
    public Paged<SentryEventDetails> listFull(String issueId, @Nullable TimeWindow window, List<String> environments) {
        return calls.paged(
                () -> SentryCalls.within(
                        calls.get(Operation.LIST_ISSUE_EVENTS, "issues/{}/events/", issueId)
                                .query("full", true)
                                .query("per_page", SentryCalls.LARGEST_PAGE),
                        List.of(),
                        environments,
                        window),
                SentryEventDetails.class);
    }

    /** Reads an event of an issue. */
    public SentryEventDetails get(String issueId, String eventId) {
        return calls.fetch(
                calls.get(Operation.GET_EVENT, "issues/{}/events/{}/", issueId, eventId), SentryEventDetails.class);
    }

    /** Reads the latest, oldest or recommended event of an issue. */
    public SentryEventDetails get(String issueId, EventChoice choice) {
        return get(issueId, choice.word());
    }

    /** Finds an event anywhere in the organization by its id, 32 hexadecimal digits. */
    public Optional<SentryEventDetails> find(String eventId) {
        try {
            Found found = calls.fetch(calls.get(Operation.FIND_EVENT, "eventids/{}/", eventId), Found.class);
            return Optional.ofNullable(found.event());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads an event as it was taken in, with all that the SDK sent: who was affected, addresses and variables included.
     * The call is not in Sentry's published interface.
     *
     * @param project the project's slug
     * @return members as JSON has them
     */
    public Map<String, @Nullable Object> getStored(String project, String eventId) {
        return calls.fetch(
                        calls.callOutside(
                                Operation.GET_STORED_EVENT,
                                "GET",
                                "projects/{}/{}/events/{}/json/",
                                calls.organization(),
                                project,
                                eventId),
                        Stored.class)
                .members();
    }

    /** Lists the tags that a project's events have; the project by its slug. */
    public List<SentryTagKey> listTagKeys(String project) {
        return calls.fetchList(
                calls.callOutside(
                        Operation.LIST_TAG_KEYS, "GET", "projects/{}/{}/tags/", calls.organization(), project),
                SentryTagKey.class);
    }

    /**
     * Lists the commits that Sentry suspects of an event, each once. The call is not in Sentry's published interface: it
     * may change without notice, and needs {@code project:read}.
     *
     * @param project the project's slug
     * @return empty if Sentry suspects none, or knows no repository to look in
     */
    public List<SentrySuspectCommit> listSuspectCommits(String project, String eventId) {
        try {
            Suspects found = calls.fetch(
                    calls.callOutside(
                            Operation.LIST_SUSPECT_COMMITS,
                            "GET",
                            "projects/{}/{}/events/{}/committers/",
                            calls.organization(),
                            project,
                            eventId),
                    Suspects.class);
            Map<String, SentrySuspectCommit> commits = new LinkedHashMap<>();
            for (Committer committer : Lists.copy(found.committers())) {
                Lists.copy(committer.commits()).forEach(commit -> commits.putIfAbsent(commit.id(), commit));
            }
            return List.copyOf(commits.values());
        } catch (NotFoundException e) {
            // The answer for an event without a release or commits.
            return List.of();
        }
    }

    private record Stored(@JsonValue Map<String, @Nullable Object> members) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Stored {
            members = Members.copy(members);
        }
    }

    private record Found(@Nullable SentryEventDetails event) {}

    private record Suspects(@Nullable List<Committer> committers) {}

    private record Committer(@Nullable List<SentrySuspectCommit> commits) {}
}
