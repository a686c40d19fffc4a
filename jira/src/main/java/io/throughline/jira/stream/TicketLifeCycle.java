package io.throughline.jira.stream;

import io.throughline.core.telemetry.event.Ticket.StatusCategory;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a ticket came how far, from its history and from what its statuses mean; never from what they are called.
 *
 * @param triagedAt when somebody was first assigned, or it first left the statuses that mean "to do", UTC; null if neither
 *     happened
 * @param startedAt when it first came into a status that means "in progress", UTC, or null
 * @param doneAt when it last came into the statuses that mean "done", UTC; null if it is not done or the history does not
 *     tell
 * @param reopened how often it left the statuses that mean "done"
 * @param certain whether the meaning of every status in the history is known
 */
record TicketLifeCycle(
        @Nullable Instant triagedAt,
        @Nullable Instant startedAt,
        @Nullable Instant doneAt,
        long reopened,
        boolean certain) {

    private record Move(Instant at, StatusCategory from, StatusCategory to) {}

    /**
     * Returns the life of a ticket.
     *
     * @param created when it was created
     * @param changes the whole history in any order; a change may come twice
     */
    static TicketLifeCycle of(
            Instant created, JiraFields fields, List<JiraChange> changes, StatusCategories categories) {
        List<JiraChange> ordered = ordered(changes);
        List<Move> moves = moves(ordered, categories);
        StatusCategory first = moves.isEmpty()
                ? StatusCategories.of(fields.status())
                : moves.get(0).from();
        Instant started = first == StatusCategory.IN_PROGRESS ? created : null;
        Instant left = first == StatusCategory.TO_DO || first == StatusCategory.UNKNOWN ? null : created;
        Instant done = null;
        long reopened = 0;
        boolean certain = first != StatusCategory.UNKNOWN;
        for (Move move : moves) {
            certain &= move.from() != StatusCategory.UNKNOWN && move.to() != StatusCategory.UNKNOWN;
            if (left == null && move.from() == StatusCategory.TO_DO && isElsewhere(move.to())) {
                left = move.at();
            }
            if (started == null && move.to() == StatusCategory.IN_PROGRESS) {
                started = move.at();
            }
            if (move.to() == StatusCategory.DONE) {
                done = move.from() == StatusCategory.DONE ? done : move.at();
            } else if (move.to() != StatusCategory.UNKNOWN) {
                reopened += move.from() == StatusCategory.DONE ? 1 : 0;
                done = null;
            }
        }
        Instant assigned = assigned(created, fields, ordered);
        return new TicketLifeCycle(earlier(assigned, left), started, done, reopened, certain);
    }

    private static boolean isElsewhere(StatusCategory category) {
        return category == StatusCategory.IN_PROGRESS || category == StatusCategory.DONE;
    }

    private static List<JiraChange> ordered(List<JiraChange> changes) {
        List<JiraChange> dated = new ArrayList<>();
        for (JiraChange change : changes) {
            if (change.created() != null && !dated.contains(change)) {
                dated.add(change);
            }
        }
        // Several changes of one instant follow their ids, which are numbers written as texts.
        dated.sort(Comparator.comparing((JiraChange change) -> at(change))
                .thenComparing(change -> change.id() == null ? 0 : change.id().length())
                .thenComparing(change -> change.id() == null ? "" : change.id()));
        return dated;
    }

    private static Instant at(JiraChange change) {
        return Optional.ofNullable(change.created()).orElse(Instant.EPOCH);
    }

    private static List<Move> moves(List<JiraChange> ordered, StatusCategories categories) {
        return ordered.stream()
                .flatMap(change -> items(change, "status")
                        .map(item -> new Move(
                                at(change),
                                categories.of(item.from(), item.fromText()),
                                categories.of(item.to(), item.toText()))))
                .toList();
    }

    /** Who was assigned with the creation is in no history: the first change's earlier value tells, else the present one. */
    private static @Nullable Instant assigned(Instant created, JiraFields fields, List<JiraChange> ordered) {
        boolean changed = false;
        for (JiraChange change : ordered) {
            for (JiraChange.Item item : items(change, "assignee").toList()) {
                if (!changed && isThere(item.from(), item.fromText())) {
                    return created;
                }
                changed = true;
                if (isThere(item.to(), item.toText())) {
                    return at(change);
                }
            }
        }
        return !changed && fields.assignee() != null ? created : null;
    }

    private static boolean isThere(@Nullable String id, @Nullable String text) {
        return (id != null && !id.isEmpty()) || (text != null && !text.isEmpty());
    }

    private static Stream<JiraChange.Item> items(JiraChange change, String field) {
        return change.items().stream().filter(item -> item.isAbout(field));
    }

    private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isBefore(b) ? a : b;
    }
}
