package io.throughline.jira.link;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.RestResponse;
import io.throughline.jira.internal.JiraCall;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.WithoutNulls;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links of issues, to each other and to what is elsewhere. Immutable and thread-safe. */
public final class LinksClient {

    private static final int CREATED = 201;

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#links} has one. */
    public LinksClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns the ways in which issues can be linked on this site. */
    public List<IssueLinkType> listTypes() {
        return WithoutNulls.of(calls.get("list link types", "/issueLinkType")
                .fetch(Types.class)
                .issueLinkTypes());
    }

    /** Returns the links of an issue to others, as this issue shows them. */
    public List<IssueLink> list(String issueIdOrKey) {
        Fields fields = calls.get("list links of issue " + issueIdOrKey, "/issue/{}", issueIdOrKey)
                .query("fields", "issuelinks")
                .fetch(Linked.class)
                .fields();
        return fields == null ? List.of() : WithoutNulls.of(fields.issuelinks());
    }

    /**
     * Links one issue to another and reads the link back from the first. A link that is there already stays one, so this may
     * be repeated.
     *
     * @param type the name of the way, read outwards: {@code from blocks to} with {@code Blocks}
     * @return the link as the first issue shows it; empty if it shows none
     */
    public Optional<IssueLink> link(String fromKey, String type, String toKey) {
        // Jira's words are the other way round than one thinks: the link comes from the issue it calls inward.
        calls.post("link issue " + fromKey + " to " + toKey, "/issueLink")
                .json(Map.of(
                        "type",
                        Map.of("name", type),
                        "inwardIssue",
                        Map.of("key", fromKey),
                        "outwardIssue",
                        Map.of("key", toKey)))
                .idempotent()
                .send();
        return list(fromKey).stream()
                .filter(link ->
                        link.type() != null && type.equalsIgnoreCase(link.type().name()))
                .filter(link -> link.other()
                        .filter(other -> toKey.equalsIgnoreCase(other.key()))
                        .isPresent())
                .max(Comparator.comparing(IssueLink::isOutward));
    }

    /** Removes a link between issues; nothing happens if there is none with this id. */
    public void delete(String linkId) {
        ignoringAbsence(calls.delete("delete link " + linkId, "/issueLink/{}", linkId));
    }

    /** Returns the links of an issue to what is elsewhere. */
    public List<RemoteLink> listRemote(String issueIdOrKey) {
        return calls.get("list remote links of issue " + issueIdOrKey, "/issue/{}/remotelink", issueIdOrKey)
                .fetchList(RemoteLink.class);
    }

    /** Returns the link of an issue to what a global id stands for. */
    public Optional<RemoteLink> findRemote(String issueIdOrKey, String globalId) {
        try {
            return Optional.of(
                    calls.get("get remote link of issue " + issueIdOrKey, "/issue/{}/remotelink", issueIdOrKey)
                            .query("globalId", globalId)
                            .fetch(RemoteLink.class));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Links an issue to what is elsewhere. One with the same global id is replaced as a whole, so this may be repeated; a
     * link without one is written anew each time.
     */
    public UpsertedLink upsertRemote(String issueIdOrKey, RemoteLink link) {
        JiraCall call = calls.post("link issue " + issueIdOrKey, "/issue/{}/remotelink", issueIdOrKey)
                .json(link.json());
        if (link.globalId() != null) {
            call.idempotent();
        }
        RestResponse<Optional<Written>> answer = call.exchange(Written.class);
        Long id = answer.body().map(Written::id).orElse(null);
        return new UpsertedLink(id == null ? 0 : id, answer.status() == CREATED);
    }

    /** Removes the link of an issue to what a global id stands for; nothing happens if there is none. */
    public void deleteRemote(String issueIdOrKey, String globalId) {
        ignoringAbsence(
                calls.delete("delete remote link of issue " + issueIdOrKey, "/issue/{}/remotelink", issueIdOrKey)
                        .query("globalId", globalId));
    }

    private static void ignoringAbsence(JiraCall call) {
        try {
            call.send();
        } catch (NotFoundException e) {
            // What should be gone is gone.
        }
    }

    private record Types(@Nullable List<IssueLinkType> issueLinkTypes) {}

    private record Linked(@Nullable Fields fields) {}

    private record Fields(@Nullable List<IssueLink> issuelinks) {}

    private record Written(@Nullable Long id) {}
}
