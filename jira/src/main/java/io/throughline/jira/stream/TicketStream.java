package io.throughline.jira.stream;

import io.throughline.core.http.Page;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.jira.JiraClient;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.SearchExpiredException;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream {@code jira/tickets}. A walk reads what was changed since the last one. What the index shows late is caught
 * by an overlap, what Jira never tells as a change by reading the whole horizon again from time to time, and what was
 * deleted by a census.
 */
final class TicketStream implements RevisedStream {

    /** Pages of one read; a longer walk goes on in the next one. */
    static final int PAGES_PER_READ = 20;

    /** How often a read takes up a walk whose token is refused, before it is not the token. */
    private static final int MOST_RESUMPTIONS = 3;

    private static final int CENSUS_PAGE_SIZE = JiraSearch.LARGEST_PAGE_SIZE;

    private static final Logger LOG = LoggerFactory.getLogger(TicketStream.class);

    private final StreamSettings settings;
    private final JiraClient client;
    private final SourceRuntime runtime;

    TicketStream(StreamSettings settings, JiraClient client, SourceRuntime runtime) {
        this.settings = settings;
        this.client = client;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return TicketTranslator.STREAM;
    }

    @Override
    public Tier tier() {
        return Tier.WORK;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        return Optional.of(new TicketPlan(settings, client, runtime.clock()).of(horizon, every));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        WalkSite site = WalkSite.ask(client, runtime.clock());
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        SortedSet<String> projects = scope.ids();
        TicketCursor start = TicketCursor.parse(cursor)
                .filter(known -> known.covers(projects, horizon.from()))
                .map(known -> known.only(projects))
                .orElseGet(() -> TicketCursor.fresh(projects, horizon.from()));
        TicketReader reader = reader(site, sink);
        for (JiraProject project : scope.projects()) {
            reader.project(project);
        }
        Part part = scope.isEmpty() ? new Part(start, null) : walk(start, scope, site, horizon, reader);
        boolean throttled = client.timesThrottled() > throttledBefore;
        TicketWalk ended = part.ended();
        List<String> gaps = new ArrayList<>(scope.gaps());
        gaps.addAll(ended == null ? reader.gaps() : ended.gaps());
        // After a long walk much may have changed since it began: it is asked for at once.
        boolean outdated = ended != null
                && site.now().isAfter(Instant.ofEpochMilli(ended.startedAt()).plus(settings.lateIndex()));
        Instant asOf = ended == null
                ? instant(part.cursor().since())
                : earlier(Instant.ofEpochMilli(ended.startedAt()), horizon.to());
        return new Revisions(
                part.cursor().text(),
                part.cursor().walk() != null || outdated,
                completeness(scope, gaps, reader.remarks(), asOf, throttled));
    }

    private TicketReader reader(WalkSite site, TelemetrySink sink) {
        TicketFields fields = TicketFields.resolve(client, settings.fields(), runtime.pseudonyms());
        TicketTranslator translator = new TicketTranslator(
                settings.host(),
                site.browseBase(settings.url()),
                settings.mappings(),
                runtime.pseudonyms(),
                fields,
                StatusCategories.askedOnce(client));
        return new TicketReader(new Changelogs(client), translator, fields, sink);
    }

    /** What a read did: where to go on, and the walk that ended with it, if one did. */
    private record Part(TicketCursor cursor, @Nullable TicketWalk ended) {}

    private Part walk(TicketCursor start, ProjectScope scope, WalkSite site, TimeWindow horizon, TicketReader reader) {
        TicketWalk walk = start.walk() == null ? begin(start, site, horizon) : start.walk();
        if (!walk.boundIn(site.times()).equals(walk.bound())) {
            // The account's zone was changed meanwhile: literals of the other one would leave tickets out.
            walk = walk.fromReached(site.times());
        }
        boolean byOffset = client.site().edition() == JiraEdition.DATA_CENTER;
        int resumptions = 0;
        Iterator<Page<JiraIssue>> pages = pages(scope, walk, reader);
        for (int read = 1; ; read++) {
            Page<JiraIssue> page;
            try {
                page = pages.next();
            } catch (SearchExpiredException e) {
                // Tokens live for seven days; if something else is wrong, the query without one will tell.
                if (++resumptions > MOST_RESUMPTIONS) {
                    throw e;
                }
                LOG.debug("Jira does not accept the token of the next page: the walk goes on without it", e);
                walk = walk.fromReached(site.times());
                pages = pages(scope, walk, reader);
                continue;
            }
            TicketWalk before = walk;
            reader.page(
                    page.items().stream().filter(issue -> !before.knows(issue)).toList());
            walk = walk.read(page.items(), page.next()).with(reader.gaps());
            if (page.next() == null) {
                return new Part(start.arrived(walk), walk);
            }
            if (byOffset && site.zone() != null) {
                TicketWalk ahead = walk.fromReached(site.times());
                if (isAhead(ahead, walk)) {
                    // Offsets shift when something before them is deleted or moved; a bound does not.
                    walk = ahead;
                    pages = pages(scope, walk, reader);
                }
            }
            if (read >= PAGES_PER_READ) {
                return new Part(start.walking(walk), null);
            }
        }
    }

    private static boolean isAhead(TicketWalk next, TicketWalk walk) {
        String after = next.after();
        String before = walk.after();
        return after != null && (before == null || after.compareTo(before) > 0);
    }

    private TicketWalk begin(TicketCursor cursor, WalkSite site, TimeWindow horizon) {
        Long since = cursor.since();
        boolean whole = since == null || cursor.isDue(site.now(), settings.rereadEvery());
        Instant overlapped =
                since == null ? horizon.from() : Instant.ofEpochMilli(since).minus(settings.lateIndex());
        return TicketWalk.begin(whole ? horizon.from() : overlapped, site.times(), site.now(), whole);
    }

    private Iterator<Page<JiraIssue>> pages(ProjectScope scope, TicketWalk walk, TicketReader reader) {
        return client.issues()
                .search(JiraSearch.builder(scope.query(walk.conditions()))
                        .fields(reader.fields())
                        .changelog(true)
                        .build())
                .from(walk.token())
                .pages()
                .iterator();
    }

    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        if (!scope.isWholeView()) {
            return Optional.empty(); // what is hidden is not deleted
        }
        JqlTimes times = WalkSite.ask(client, runtime.clock()).times();
        Jql jql = scope.query(List.of(
                JqlClause.atOrAfter(JqlField.CREATED, times.atOrBefore(horizon.from())),
                JqlClause.atOrBefore(JqlField.CREATED, times.atOrAfter(horizon.to()))));
        Set<String> ids = new HashSet<>();
        client.issues()
                .search(JiraSearch.builder(jql)
                        .fields("id")
                        .pageSize(CENSUS_PAGE_SIZE)
                        .build())
                .forEach(issue -> ids.add(issue.id()));
        return Optional.of(ids);
    }

    @Override
    public Departures departures(Set<String> missing) {
        return new TicketDepartures(client, ProjectScope.resolve(client, settings.projects())).of(missing);
    }

    private StreamCompleteness completeness(
            ProjectScope scope, List<String> gaps, List<String> remarks, @Nullable Instant asOf, boolean throttled) {
        List<String> notes = new ArrayList<>(gaps);
        if (scope.isEmpty() && !scope.limited()) {
            notes.add("the account sees no Jira project: grant it \"Browse projects\"");
        }
        boolean partial = !notes.isEmpty();
        notes.addAll(scope.remarks());
        notes.addAll(remarks);
        notes.add("what Jira's index shows more than " + StreamSettings.words(settings.lateIndex())
                + " late, or never tells as a change, is found when all is read again every "
                + StreamSettings.words(settings.rereadEvery()));
        return new StreamCompleteness(
                name(), partial ? State.PARTIAL : State.COMPLETE, asOf, false, throttled, 1, notes);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
