package io.throughline.sentry;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.issue.SentryIssue;
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
    /** The shortest time for which Sentry keeps events: further back, an issue that is not listed may still exist. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(30);

    private final SentrySettings settings;
    private final SentryClient client;
    private final ProjectDirectory directory;
    private final IssueMapping mapping;

    IssuesStream(SentrySettings settings, SentryClient client, ProjectDirectory directory) {
        this.settings = settings;
        this.client = client;
        this.directory = directory;
        this.mapping = new IssueMapping(settings, directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        long pages = directory.select().projects().isEmpty() ? 0 : 1;
        return Optional.of(new StreamPlan(
                NAME,
                List.of("issues", "each listed issue by itself"),
                Duration.ofMinutes(1),
                OVERLAP,
                pages,
                pages * 3600_000.0 / every.toMillis(),
                List.of(
                        "the calls are the least: each further hundred issues takes one more, and so does each issue,"
                                + " because the list does not tell its releases",
                        "once an hour all of the horizon's issues are listed")));
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
            Page<SentryIssue> page = client.issues()
                    .list(query(projects, pass.window()))
                    .from(pass.page())
                    .pages()
                    .iterator()
                    .next();
            for (SentryIssue listed : page.items()) {
                mapping.map(listed, releasesOf(listed), notes).ifPresent(sink::event);
            }
            next = page.next();
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

    private IssueQuery query(ProjectDirectory.Selection projects, TimeWindow window) {
        return IssueQuery.builder()
                .projects(projects.filter())
                .environments(settings.environments())
                .window(window)
                .build();
    }

    /** The list does not tell releases. An issue may be merged or deleted between the two calls. */
    private @Nullable SentryIssue releasesOf(SentryIssue listed) {
        try {
            return client.issues().get(listed.id());
        } catch (NotFoundException e) {
            return null;
        }
    }
}
