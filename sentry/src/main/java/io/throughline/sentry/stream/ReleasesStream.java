package io.throughline.sentry.stream;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.Page;
import io.throughline.core.http.PermissionException;
import io.throughline.core.source.Guarded;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.sentry.release.SentryCommit;
import io.throughline.sentry.release.SentryDeploy;
import io.throughline.sentry.release.SentryRelease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Releases and deployments as changes. An old release can be deployed again (that is what a rollback is), and commits can
 * be told long after: a whole pass therefore lists every release, a short one those of the last month.
 *
 * <p>There is no census: Sentry does not let a release be deleted once it has events.
 */
final class ReleasesStream implements RevisedStream {

    static final String NAME = "sentry/releases";

    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration BETWEEN_WHOLE_PASSES = Duration.ofHours(6);
    private static final Duration SHORT_PASS_LOOKS_BACK = Duration.ofDays(30);

    private final StreamClients client;
    private final ProjectDirectory directory;
    private final ReleaseMapping mapping;

    ReleasesStream(StreamScope scope, StreamClients client, ProjectDirectory directory) {
        this.client = client;
        this.directory = directory;
        this.mapping = new ReleaseMapping(scope, directory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Tier tier() {
        return Tier.WORK;
    }

    /** One call tells what the newest releases hold. */
    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        ProjectDirectory.Selection projects = directory.select();
        List<String> notes = new ArrayList<>();
        long calls = 0;
        if (!projects.projects().isEmpty()) {
            Page<SentryRelease> page =
                    client.releases().list(projects.filter()).pages().iterator().next();
            calls = 1
                    + page.items().stream()
                            .filter(release -> changed(release, horizon))
                            .mapToLong(release ->
                                    (release.deployCount() > 0 ? 1 : 0) + (release.commitCount() > 0 ? 1 : 0))
                            .sum();
            if (page.next() != null) {
                notes.add("the calls are the least: each further hundred releases takes one more, and each changed"
                        + " release up to two, for its deploys and its commits");
            }
        }
        boolean some = !projects.projects().isEmpty();
        return Optional.of(new StreamPlan(
                NAME,
                List.of("releases", "deploys and commits of each changed release"),
                Duration.ofMinutes(1),
                OVERLAP,
                calls,
                some ? 3600_000.0 / every.toMillis() : 0,
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
            Optional<PassPage<SentryRelease>> reached =
                    PassPage.read(pass, client.releases().list(projects.filter()), notes);
            if (reached.isEmpty()) {
                return before.givenUp(NAME, client.timesThrottled() > throttledBefore, notes);
            }
            PassPage<SentryRelease> read = reached.get();
            pass = read.pass();
            Page<SentryRelease> page = read.page();
            TimeWindow window = pass.window();
            page.items().stream()
                    .filter(release -> changed(release, window))
                    .forEach(release -> deliver(release, projects, horizon, sink, notes));
            next = pass.whole() || !allBefore(page, window.from().minus(SHORT_PASS_LOOKS_BACK)) ? page.next() : null;
        }
        RevisionCursor after = before.after(pass, next);
        Instant asOf = next == null ? pass.window().to() : before.through();
        boolean throttled = client.timesThrottled() > throttledBefore;
        return new Revisions(
                after.text(),
                next != null,
                new StreamCompleteness(NAME, StreamCompleteness.State.COMPLETE, asOf, false, throttled, 1, notes));
    }

    private void deliver(
            SentryRelease release,
            ProjectDirectory.Selection projects,
            TimeWindow horizon,
            TelemetrySink sink,
            List<String> notes) {
        SentryDeploy lastDeploy = release.lastDeploy();
        List<SentryDeploy> deploys = release.deployCount() == 0
                ? List.of()
                : orElse(
                        () -> client.releases().listDeploys(release.version()).stream()
                                .toList(),
                        lastDeploy == null ? List.of() : List.of(lastDeploy),
                        "deployments of release " + release.version() + " other than the last could not be read",
                        notes);
        SentryCommit lastCommit = release.lastCommit();
        List<SentryCommit> commits = release.commitCount() == 0
                ? List.of()
                : orElse(
                        () -> client.releases().listCommits(release.version()).stream()
                                .toList(),
                        lastCommit == null ? List.of() : List.of(lastCommit),
                        "commits of release " + release.version() + " other than the last could not be read",
                        notes);
        Guarded guarded = new Guarded(NAME, sink);
        deploys.stream()
                .filter(deploy -> ReleaseMapping.endOf(deploy).isEmpty())
                .forEach(deploy -> guarded.setAside(
                        "deploy:" + deploy.id(),
                        release.dateCreated(),
                        "deployment " + deploy.id() + " of release " + release.version()
                                + " has neither dateStarted nor dateFinished",
                        null));
        guarded.take(
                "release:" + release.version(),
                release.dateCreated(),
                made -> mapping.map(release, deploys, commits, projects, horizon)
                        .forEach(made::event));
    }

    /** A release may be deleted between two calls; what the list told of it still holds. */
    private static <T> List<T> orElse(Supplier<List<T>> call, List<T> otherwise, String note, List<String> notes) {
        try {
            return call.get();
        } catch (NotFoundException | PermissionException e) {
            notes.add(note + ": " + (e instanceof PermissionException ? Denials.remedy(e) : "it is gone"));
            return otherwise;
        }
    }

    private static boolean changed(SentryRelease release, TimeWindow window) {
        SentryDeploy deploy = release.lastDeploy();
        return !release.dateCreated().isBefore(window.from())
                || !release.declared().isBefore(window.from())
                || (deploy != null
                        && !ReleaseMapping.endOf(deploy).orElse(Instant.MIN).isBefore(window.from()));
    }

    private static boolean allBefore(Page<SentryRelease> page, Instant instant) {
        // An empty page says nothing on those that follow.
        return !page.items().isEmpty()
                && page.items().stream().allMatch(release -> release.declared().isBefore(instant));
    }
}
