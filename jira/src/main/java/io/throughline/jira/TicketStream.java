package io.throughline.jira;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.jira.TicketCursor.Walk;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream {@code jira/tickets}. A walk reads what was changed since the last one, in the order of creation: an order
 * that changes do not disturb, so no ticket can slip from an unread page to a read one. What the index shows late is
 * caught by an overlap.
 */
final class TicketStream implements RevisedStream {

    /** How far before the last change seen a walk begins. Jira's index lags by seconds, sometimes minutes. */
    static final Duration OVERLAP = Duration.ofMinutes(30);

    /** Pages of one read; a longer walk goes on in the next one. */
    static final int PAGES_PER_READ = 20;

    private static final Logger LOG = LoggerFactory.getLogger(TicketStream.class);

    private static final int CENSUS_PAGE_SIZE = 1_000;

    private static final List<String> FIELDS = List.of(
            "summary",
            "status",
            "priority",
            "issuetype",
            "project",
            "labels",
            "components",
            "fixVersions",
            "created",
            "updated",
            "resolution",
            "resolutiondate",
            "statuscategorychangedate",
            "description",
            "assignee",
            "reporter");

    private final JiraSettings settings;
    private final JiraClient client;
    private final SourceRuntime runtime;

    TicketStream(JiraSettings settings, JiraClient client, SourceRuntime runtime) {
        this.settings = settings;
        this.client = client;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return TicketTranslator.STREAM;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        JiraSite site = JiraSite.ask(client, runtime.clock());
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        LocalDateTime bound = JqlTimes.in(site.zone()).atOrBefore(horizon.from());
        OptionalLong tickets = count(scope, JqlClause.atOrAfter(JqlField.UPDATED, bound));
        long size = JiraSearch.STANDARD_PAGE_SIZE;
        long pages = scope.isEmpty() ? 0 : Math.max(1, (tickets.orElse(0) + size - 1) / size);
        long reads = Math.max(1, (pages + PAGES_PER_READ - 1) / PAGES_PER_READ);
        long lookups = 2L + Math.max(1, settings.projects().size());
        String known = tickets.isPresent()
                ? "about " + tickets.getAsLong() + " tickets changed since " + horizon.from()
                : "the calls are the least, because Jira does not tell how many tickets changed since "
                        + horizon.from();
        return Optional.of(new StreamPlan(
                name(),
                List.of("search/jql", "myself", "serverInfo", "project"),
                Duration.ofMinutes(1),
                OVERLAP,
                reads * lookups + pages,
                (lookups + 1) * 3600_000.0 / every.toMillis(),
                List.of(known, "a long changelog takes calls of its own")));
    }

    /** Only Jira's cloud counts. */
    private OptionalLong count(ProjectScope scope, JqlClause clause) {
        if (scope.isEmpty()) {
            return OptionalLong.of(0);
        }
        try {
            return OptionalLong.of(client.issues().approximateCount(Jql.where(clauses(scope, clause))));
        } catch (NotFoundException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        JiraSite site = JiraSite.ask(client, runtime.clock());
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        TicketCursor start = TicketCursor.parse(cursor)
                .filter(known -> known.scope().equals(scope.fingerprint()))
                .filter(known -> known.from() <= horizon.from().toEpochMilli())
                .orElseGet(() -> TicketCursor.fresh(scope.fingerprint(), horizon.from()));
        TicketReader reader = new TicketReader(
                client,
                new TicketTranslator(
                        settings.host(), site.browseBase(settings.url()), settings.mappings(), runtime.pseudonyms()),
                sink);
        for (JiraProject project : scope.projects()) {
            reader.project(project);
        }
        TicketCursor next = scope.isEmpty() ? start : walk(start, scope, site, horizon, reader);
        boolean more = next.walk() != null;
        Instant asOf = more || scope.isEmpty() ? instant(next.since()) : earlier(site.now(), horizon.to());
        return new Revisions(
                next.text(), more, completeness(scope, reader, asOf, client.timesThrottled() > throttledBefore));
    }

    private TicketCursor walk(
            TicketCursor start, ProjectScope scope, JiraSite site, TimeWindow horizon, TicketReader reader) {
        Walk walk = start.walk();
        if (walk != null) {
            try {
                return pages(start, walk, scope, reader);
            } catch (QueryRejectedException e) {
                // Tokens live for seven days; if something else is wrong, the walk from the start will tell.
                LOG.debug("Jira does not accept the token of the next page any more: the walk begins anew", e);
            }
        }
        Instant since = start.since() == null
                ? horizon.from()
                : Instant.ofEpochMilli(start.since()).minus(OVERLAP);
        LocalDateTime bound = JqlTimes.in(site.zone()).atOrBefore(since);
        return pages(start, new Walk(bound.toString(), null, site.now().toEpochMilli(), null), scope, reader);
    }

    private TicketCursor pages(TicketCursor cursor, Walk walk, ProjectScope scope, TicketReader reader) {
        Iterator<Page<JiraIssue>> pages = client.issues()
                .search(JiraSearch.builder(
                                query(scope, JqlClause.atOrAfter(JqlField.UPDATED, LocalDateTime.parse(walk.bound()))))
                        .fields(FIELDS)
                        .changelog(true)
                        .build())
                .from(walk.token())
                .pages()
                .iterator();
        Long latest = walk.latest();
        for (int read = 1; pages.hasNext(); read++) {
            Page<JiraIssue> page = pages.next();
            for (JiraIssue issue : page.items()) {
                reader.issue(issue);
            }
            latest = reader.latest(latest);
            if (page.next() != null && read >= PAGES_PER_READ) {
                return cursor.walking(new Walk(walk.bound(), page.next(), walk.startedAt(), latest));
            }
        }
        // What was changed while the walk was under way may have been passed before: the next walk begins at its start.
        return cursor.arrived(latest == null ? null : Instant.ofEpochMilli(Math.min(latest, walk.startedAt())));
    }

    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        if (scope.isEmpty() || !scope.gaps().isEmpty()) {
            return Optional.empty(); // what is hidden is not deleted
        }
        JqlTimes times = JqlTimes.in(zone(client.site().getMyself().timeZone()));
        Jql jql = query(
                scope,
                JqlClause.atOrAfter(JqlField.CREATED, times.atOrBefore(horizon.from())),
                JqlClause.atOrBefore(JqlField.CREATED, times.atOrAfter(horizon.to())));
        Set<String> ids = new HashSet<>();
        client.issues()
                .search(JiraSearch.builder(jql)
                        .fields("id")
                        .pageSize(CENSUS_PAGE_SIZE)
                        .build())
                .forEach(issue -> ids.add(issue.id()));
        return Optional.of(ids);
    }

    private static Jql query(ProjectScope scope, JqlClause... more) {
        return Jql.where(clauses(scope, more)).ascending(JqlField.CREATED).ascending(JqlField.KEY);
    }

    private static List<JqlClause> clauses(ProjectScope scope, JqlClause... more) {
        List<JqlClause> clauses = new ArrayList<>(scope.clauses());
        clauses.addAll(List.of(more));
        return clauses;
    }

    private StreamCompleteness completeness(
            ProjectScope scope, TicketReader reader, @Nullable Instant asOf, boolean throttled) {
        List<String> notes = new ArrayList<>(scope.gaps());
        notes.addAll(reader.gaps());
        if (scope.isEmpty() && !scope.limited()) {
            notes.add("the account sees no Jira project: grant it \"Browse projects\"");
        }
        boolean partial = !notes.isEmpty();
        notes.addAll(scope.remarks());
        notes.addAll(reader.remarks());
        return new StreamCompleteness(
                name(), partial ? State.PARTIAL : State.COMPLETE, asOf, false, throttled, 1, notes);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            return null; // a zone this platform does not know is as good as a hidden one
        }
    }
}
