package io.throughline.jira.tracker;

import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.tracker.CommentResult;
import io.throughline.core.tracker.MoveResult;
import io.throughline.core.tracker.OpenResult;
import io.throughline.core.tracker.TicketComment;
import io.throughline.core.tracker.TicketDraft;
import io.throughline.core.tracker.TicketLink;
import io.throughline.core.tracker.TicketRef;
import io.throughline.core.tracker.TicketSearch;
import io.throughline.core.tracker.TicketState;
import io.throughline.core.tracker.Tracker;
import io.throughline.jira.JiraClient;
import io.throughline.jira.comment.CommentDraft;
import io.throughline.jira.comment.JiraComment;
import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.issue.CreatedIssue;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.issue.JiraFields;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraStatus;
import io.throughline.jira.issue.StatusCategory;
import io.throughline.jira.issue.TransitionResult;
import io.throughline.jira.link.RemoteLink;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jira as a tracker, Cloud and Data Center: tickets are issues of one project and type. A key is a label, {@code
 * throughline-<key>}, that people should leave on the issue; a comment's key is a property of the comment, a link's is its
 * global id. Thread-safe.
 *
 * <p>Jira takes no idempotency key, and the index that finds labels lags. A ticket whose creation got no answer is
 * therefore also looked for among the project's youngest issues by their numbers, which needs no index; and if it is not
 * there, another is created only after {@link Builder#settling}.
 */
public final class JiraTracker implements Tracker {

    /** How long a creation without an answer may take to show unless said otherwise: ten minutes. */
    public static final Duration USUAL_SETTLING = Duration.ofMinutes(10);

    private static final String ID = "jira";
    private static final String LABEL = "throughline-";
    private static final String MARKER = "throughline.comment.";
    private static final String LINK = "throughline:";
    private static final List<String> STATE = List.of("summary", "status", "updated");

    private final JiraClient client;
    private final Clock clock;
    private final String project;
    private final String type;
    private final boolean typeById;
    private final Duration settling;
    private final KeyedIssues issues;
    private volatile boolean closed;

    private JiraTracker(Builder builder, String type) {
        this.client = builder.client;
        this.clock = builder.clock;
        this.project = builder.project;
        this.type = type;
        this.typeById = builder.typeById;
        this.settling = builder.settling;
        this.issues = new KeyedIssues(client.issues(), project);
    }

    /**
     * Returns a builder.
     *
     * @param client lent; the tracker does not close it
     * @param project the key of the project that takes the tickets
     */
    public static Builder builder(JiraClient client, String project) {
        return new Builder(client, project);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Duration settling() {
        return settling;
    }

    @Override
    public OpenResult open(TicketDraft draft, @Nullable Instant lastTried) {
        TicketSearch search = find(draft.key(), lastTried);
        if (search instanceof TicketSearch.Found found) {
            return new OpenResult.AlreadyOpen(found.ticket(), found.others());
        }
        if (search instanceof TicketSearch.NotYetIndexed later) {
            return new OpenResult.Undecided(later.notBefore(), "an earlier try may still show in Jira");
        }
        Instant now = clock.instant();
        try {
            CreatedIssue created = client.issues().create(issue(draft));
            return new OpenResult.Opened(new TicketRef(ID, created.id(), created.key()));
        } catch (OutcomeUnknownException e) {
            return new OpenResult.Undecided(now.plus(settling), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public TicketSearch find(String key, @Nullable Instant lastTried) {
        requireOpen();
        List<JiraIssue> found = issues.labelled(LABEL + key);
        if (found.isEmpty() && lastTried != null) {
            found = issues.youngest(LABEL + key);
        }
        if (!found.isEmpty()) {
            List<TicketRef> refs = found.stream().map(JiraTracker::ref).toList();
            return new TicketSearch.Found(refs.get(0), refs.subList(1, refs.size()));
        }
        return lastTried == null || hasSettled(lastTried)
                ? new TicketSearch.Absent()
                : new TicketSearch.NotYetIndexed(lastTried.plus(settling));
    }

    @Override
    public Optional<TicketState> state(TicketRef ticket) {
        requireOpen();
        try {
            JiraIssue issue = client.issues().get(id(ticket), STATE, List.of());
            return Optional.of(state(issue));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public CommentResult comment(TicketRef ticket, TicketComment comment, @Nullable Instant lastTried) {
        requireOpen();
        String marker = MARKER + comment.key();
        Optional<JiraComment> before = client.comments().findMarked(id(ticket), marker);
        if (before.isPresent()) {
            return new CommentResult.AlreadyWritten(before.get().id());
        }
        if (lastTried != null && !hasSettled(lastTried)) {
            return new CommentResult.Undecided(lastTried.plus(settling), "an earlier try may still show in Jira");
        }
        Instant now = clock.instant();
        try {
            return new CommentResult.Written(client.comments()
                    .addOnce(id(ticket), CommentDraft.of(comment.text()), marker)
                    .id());
        } catch (OutcomeUnknownException e) {
            return new CommentResult.Undecided(now.plus(settling), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public MoveResult move(TicketRef ticket, Ticket.StatusCategory category) {
        requireOpen();
        Optional<StatusCategory> wanted = jira(category);
        if (wanted.isEmpty()) {
            return new MoveResult.NoWay("no status of Jira means " + category);
        }
        try {
            TransitionResult result = client.issues().transitionTo(id(ticket), wanted.get());
            Optional<TicketState> now = state(ticket);
            if (now.isEmpty()) {
                return new MoveResult.Gone();
            }
            return result.moved() ? new MoveResult.Moved(now.get()) : new MoveResult.AlreadyThere(now.get());
        } catch (UnresolvedNameException e) {
            return new MoveResult.NoWay(String.valueOf(e.getMessage()));
        } catch (NotFoundException e) {
            return new MoveResult.Gone();
        } catch (OutcomeUnknownException e) {
            // Moving again is harmless, so all that matters is where the ticket is now.
            return state(ticket)
                    .filter(state -> state.category() == category)
                    .<MoveResult>map(MoveResult.Moved::new)
                    .orElseThrow(() -> e);
        }
    }

    @Override
    public void link(TicketRef ticket, TicketLink link) {
        requireOpen();
        client.links().upsertRemote(id(ticket), RemoteLink.of(LINK + link.key(), link.url(), link.title()));
    }

    /** Keeps the tracker from being used; the client belongs to whoever lent it. */
    @Override
    public void close() {
        closed = true;
    }

    private IssueDraft issue(TicketDraft draft) {
        List<String> labels = new ArrayList<>(List.of(LABEL + draft.key()));
        labels.addAll(draft.labels());
        IssueDraft.Builder builder = IssueDraft.in(project)
                .summaryOf(draft.title())
                .description(draft.description())
                .labels(labels);
        if (draft.priority() != null) {
            builder.priority(draft.priority());
        }
        return (typeById ? builder.typeId(type) : builder.type(type)).build();
    }

    private TicketState state(JiraIssue issue) {
        JiraFields fields = issue.fields();
        JiraStatus status = fields.status();
        return new TicketState(
                ref(issue),
                Objects.requireNonNullElse(fields.summary(), ""),
                status == null ? "" : Objects.requireNonNullElse(status.name(), ""),
                StatusCategory.of(status).map(JiraTracker::core).orElse(Ticket.StatusCategory.UNKNOWN),
                fields.updated(),
                page(issue.key()));
    }

    private URI page(String key) {
        return client.site().browseLink(key);
    }

    private boolean hasSettled(Instant tried) {
        return !clock.instant().isBefore(tried.plus(settling));
    }

    private void requireOpen() {
        if (closed) {
            throw new ThroughlineException(Category.CALLER, "the tracker jira is closed: open another one", null);
        }
    }

    private static String id(TicketRef ticket) {
        if (!ticket.tracker().equals(ID)) {
            throw new IllegalArgumentException(ticket + " is not a ticket of Jira");
        }
        return ticket.id();
    }

    private static TicketRef ref(JiraIssue issue) {
        return new TicketRef(ID, issue.id(), issue.key());
    }

    private static Optional<StatusCategory> jira(Ticket.StatusCategory category) {
        return switch (category) {
            case TO_DO -> Optional.of(StatusCategory.TO_DO);
            case IN_PROGRESS -> Optional.of(StatusCategory.IN_PROGRESS);
            case DONE -> Optional.of(StatusCategory.DONE);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static Ticket.StatusCategory core(StatusCategory category) {
        return switch (category) {
            case TO_DO -> Ticket.StatusCategory.TO_DO;
            case IN_PROGRESS -> Ticket.StatusCategory.IN_PROGRESS;
            case DONE -> Ticket.StatusCategory.DONE;
        };
    }

    /** Puts a tracker together. Not thread-safe. */
    public static final class Builder {

        private final JiraClient client;
        private final String project;
        private Clock clock = Clock.systemUTC();
        private Duration settling = USUAL_SETTLING;
        private @Nullable String type;
        private boolean typeById;

        private Builder(JiraClient client, String project) {
            this.client = Objects.requireNonNull(client, "client");
            this.project = project.toUpperCase(Locale.ROOT);
            if (!this.project.matches("[A-Z][A-Z0-9_]+")) {
                throw new IllegalArgumentException("project must be a key such as OPS, was '" + project + "'");
            }
        }

        /** Sets the type of the issues by its name, which is looked up with each new ticket. */
        public Builder type(String name) {
            type = Objects.requireNonNull(name, "name");
            typeById = false;
            return this;
        }

        /** Sets the type of the issues by its id, which takes no look-up. */
        public Builder typeId(String id) {
            type = Objects.requireNonNull(id, "id");
            typeById = true;
            return this;
        }

        /** Sets the clock; the system's unless said otherwise. */
        public Builder clock(Clock value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /**
         * Sets how long a creation that got no answer may take to show, {@link #USUAL_SETTLING} unless said otherwise. It
         * must be longer than Jira works on a request and than its index lags.
         */
        public Builder settling(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("settling must be positive, was " + value);
            }
            settling = value;
            return this;
        }

        /**
         * Returns the tracker; no call is made.
         *
         * @throws IllegalStateException if it has no type
         */
        public JiraTracker build() {
            if (type == null) {
                throw new IllegalStateException("a tracker needs the type of its issues: call type or typeId");
            }
            return new JiraTracker(this, type);
        }
    }
}
