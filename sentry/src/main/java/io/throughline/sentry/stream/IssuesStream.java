package io.throughline.sentry.stream;

import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.PermissionException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.SentryIssue;
import io.throughline.sentry.project.SentryProject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Issues, as they are now. */
final class IssuesStream implements RevisedStream {

    static final String NAME = "sentry/issues";

    private static final Duration OVERLAP = Duration.ofMinutes(15);
    private static final Duration BETWEEN_WHOLE_PASSES = Duration.ofHours(1);
    /** Issues of a page, as they are asked for. */
    private static final int PAGE = 100;
    /** Sentry counts no more hits than this. */
    private static final int MOST_COUNTED = 1000;
    /** The shortest time for which Sentry keeps events: further back, an issue that is not listed may still exist. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);

    private final StreamScope scope;
    private final StreamClients client;
    private final ProjectDirectory directory;
    private final IssueMapping mapping;

    IssuesStream(StreamScope scope, StreamClients client, ProjectDirectory directory) {
        this.scope = scope;
        this.client = client;
        this.directory = directory;
        this.mapping = new IssueMapping(scope, directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** One call tells how many issues there are, as far as the server counts them. */
    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>();
        long calls = 0;
        if (!projects.projects().isEmpty()) {
            Page<SentryIssue> page = client.issues()
                    .list(query(projects, horizon))
                    .pages()
                    .iterator()
                    .next();
            long listed = page.items().size();
            long issues =
                    page.next() == null ? listed : Math.max(listed, page.total().orElse(0));
            long pages = page.next() == null ? 1 : Math.max(2, (issues + PAGE - 1) / PAGE);
            calls = pages + issues;
            if (page.next() != null && page.total().orElse(MOST_COUNTED) >= MOST_COUNTED) {
                notes.add(
                        "the calls are the least: Sentry does not count further; each further hundred issues takes one"
                                + " more, and so does each issue");
            }
        }
        notes.add("each issue takes a call, because the list does not tell its releases; once an hour all of the"
                + " horizon's issues are read");
        boolean some = !projects.projects().isEmpty();
        double syncs = 3600_000.0 / every.toMillis();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("issues", "each listed issue by itself"),
                Duration.ofMinutes(1),
                OVERLAP,
                calls,
                some ? Math.max(0, syncs - 1) + Math.min(1, syncs) * calls : 0,
                notes));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        RevisionCursor before = RevisionCursor.parse(cursor);
        RevisionCursor.Pass pass = before.next(horizon, OVERLAP, BETWEEN_WHOLE_PASSES);
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>(projects.notes());
        projects.projects().forEach(project -> sink.entity(directory.entity(project, NAME)));

        String next = null;
        if (!projects.projects().isEmpty()) {
            Optional<PassPage<SentryIssue>> reached =
                    PassPage.read(pass, client.issues().list(query(projects, pass.window())), notes);
            if (reached.isEmpty()) {
                return before.givenUp(NAME, client.timesThrottled() > throttledBefore, notes);
            }
            PassPage<SentryIssue> read = reached.get();
            pass = read.pass();
            Guarded guarded = new Guarded(NAME, sink);
            for (SentryIssue listed : read.page().items()) {
                SentryIssue details = releasesOf(listed, guarded, notes);
                guarded.take(listed.id(), timeOf(listed), made -> made.event(mapping.map(listed, details)));
            }
            next = read.page().next();
        }
        RevisionCursor after = before.after(pass, next);
        Instant asOf = next == null ? pass.window().to() : before.through();
        boolean throttled = client.timesThrottled() > throttledBefore;
        return new Revisions(
                after.text(),
                next != null,
                new StreamCompleteness(NAME, StreamCompleteness.State.COMPLETE, asOf, false, throttled, 1, notes));
    }

    /** Lists what exists. Further back than Sentry is sure to keep events, it cannot tell. */
    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        if (horizon.length().compareTo(SHORTEST_RETENTION) > 0) {
            return Optional.empty();
        }
        ProjectDirectory.Selection projects = directory.select();
        Set<String> ids = new HashSet<>();
        if (!projects.projects().isEmpty()) {
            client.issues().list(query(projects, horizon)).forEach(issue -> ids.add(issue.id()));
        }
        return Optional.of(ids);
    }

    /** Asks for each by itself: one that is only not listed, because its events have aged or moved, stays. */
    @Override
    public Departures departures(Set<String> missing) {
        Set<String> gone = new HashSet<>();
        List<String> notes = new ArrayList<>();
        Set<String> read = directory.select().byId().keySet();
        for (String id : missing) {
            try {
                SentryIssue found = client.issues().get(id);
                SentryProject project = found.project();
                if (!found.id().equals(id)) {
                    gone.add(id);
                    notes.add("issue " + id + " was merged into " + found.shortId());
                } else if (project != null && !read.contains(project.id())) {
                    gone.add(id);
                }
            } catch (NotFoundException e) {
                gone.add(id);
            } catch (PermissionException e) {
                notes.add("whether issue " + id + " still exists could not be told: " + Denials.remedy(e));
            }
        }
        return new Departures(gone, notes);
    }

    private IssueQuery query(ProjectDirectory.Selection projects, TimeWindow window) {
        return IssueQuery.builder()
                .projects(projects.filter())
                .environments(scope.environments())
                .window(window)
                .build();
    }

    private static Instant timeOf(SentryIssue issue) {
        Instant last = issue.lastSeen() == null ? issue.firstSeen() : issue.lastSeen();
        return last == null ? Instant.EPOCH : last;
    }

    /** The list does not tell releases. An issue may be merged or deleted between the two calls. */
    private @Nullable SentryIssue releasesOf(SentryIssue listed, Guarded guarded, List<String> notes) {
        try {
            SentryIssue details = client.issues().get(listed.id());
            // For an issue that was merged Sentry answers the one that it was merged into.
            return details.id().equals(listed.id()) ? details : null;
        } catch (NotFoundException e) {
            return null;
        } catch (MalformedResponseException e) {
            if (e.pointer().isEmpty()) {
                throw e;
            }
            // One issue's own trouble must not keep the others from being read.
            guarded.setAside(
                    listed.id() + "/details", timeOf(listed), e.pointer().substring(1) + " cannot be read", null);
            return null;
        } catch (PermissionException e) {
            String note = "the releases of issues could not be read: " + Denials.remedy(e);
            if (!notes.contains(note)) {
                notes.add(note);
            }
            return null;
        }
    }
}
