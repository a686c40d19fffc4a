package io.throughline.sentry.stream;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.sentry.internal.Links;
import io.throughline.sentry.release.ReleaseProject;
import io.throughline.sentry.release.SentryCommit;
import io.throughline.sentry.release.SentryDeploy;
import io.throughline.sentry.release.SentryRelease;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Translates a release into one change for each project, and one for each deployment to an environment of interest. */
final class ReleaseMapping {

    private static final Comparator<SentryCommit> NEWEST_FIRST = Comparator.comparing(
                    SentryCommit::dateCreated, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
            .thenComparing(SentryCommit::id);

    private final StreamScope scope;
    private final ProjectDirectory directory;

    ReleaseMapping(StreamScope scope, ProjectDirectory directory) {
        this.scope = scope;
        this.directory = directory;
    }

    List<Event> map(
            SentryRelease release,
            List<SentryDeploy> deploys,
            List<SentryCommit> commits,
            ProjectDirectory.Selection projects,
            TimeWindow horizon) {
        Set<String> read = projects.projects().stream().map(project -> project.id()).collect(Collectors.toUnmodifiableSet());
        List<Change.Commit> brought = commits.stream()
                .sorted(NEWEST_FIRST)
                .map(commit -> new Change.Commit(commit.id(), firstLine(commit.message()), List.of()))
                .toList();
        String revision = revision(release, brought);
        List<Event> events = new ArrayList<>();
        for (ReleaseProject project : release.projects()) {
            if (!read.contains(project.id())) {
                continue;
            }
            if (!release.declared().isBefore(horizon.from())) {
                events.add(released(release, project, revision, brought));
            }
            for (SentryDeploy deploy : deploys) {
                deployed(release, deploy, project, revision, brought)
                        .filter(change -> !change.end().isBefore(horizon.from()))
                        .ifPresent(events::add);
            }
        }
        return events;
    }

    /** Returns when a deployment was done; empty if Sentry does not tell any time. */
    static Optional<Instant> endOf(SentryDeploy deploy) {
        return Optional.ofNullable(deploy.dateFinished() == null ? deploy.dateStarted() : deploy.dateFinished());
    }

    private Event released(
            SentryRelease release, ReleaseProject project, @Nullable String revision, List<Change.Commit> commits) {
        EventHeader header = new EventHeader(
                directory.idOf(project.slug()),
                null,
                release.declared(),
                release.declared(),
                "Release " + release.version(),
                attributes(release, revision),
                new Provenance(
                        ReleasesStream.NAME,
                        "release:" + project.id() + ":" + release.version(),
                        page(release, project)));
        return new Change(header, Change.Type.RELEASE, release.version(), revision, null, commits);
    }

    private Optional<Event> deployed(
            SentryRelease release,
            SentryDeploy deploy,
            ReleaseProject project,
            @Nullable String revision,
            List<Change.Commit> commits) {
        Optional<Instant> end = endOf(deploy);
        boolean wanted = scope.environments().isEmpty()
                || scope.environments().stream().anyMatch(deploy.environment()::equalsIgnoreCase);
        if (end.isEmpty() || !wanted) {
            return Optional.empty();
        }
        Instant start = deploy.dateStarted() == null || deploy.dateStarted().isAfter(end.get())
                ? end.get()
                : deploy.dateStarted();
        EventHeader header = new EventHeader(
                directory.idOf(project.slug()),
                deploy.environment(),
                start,
                end.get(),
                "Deployment of " + release.version() + " to " + deploy.environment(),
                attributes(release, revision),
                new Provenance(
                        ReleasesStream.NAME,
                        "deploy:" + project.id() + ":" + deploy.id(),
                        deploy.url() == null ? page(release, project) : Links.parse(deploy.url())));
        return Optional.of(new Change(header, Change.Type.DEPLOYMENT, release.version(), revision, null, commits));
    }

    private static Attributes attributes(SentryRelease release, @Nullable String revision) {
        Attributes.Builder attributes = Attributes.builder().put(AttributeKeys.SERVICE_VERSION, release.version());
        if (revision != null) {
            attributes.put(AttributeKeys.VCS_REVISION, revision);
        }
        return attributes.build();
    }

    private static @Nullable String revision(SentryRelease release, List<Change.Commit> commits) {
        if (release.lastCommit() != null) {
            return release.lastCommit().id();
        }
        if (release.ref() != null && !release.ref().isBlank()) {
            return release.ref();
        }
        if (!commits.isEmpty()) {
            return commits.get(0).revision();
        }
        return release.versionInfo() == null ? null : release.versionInfo().buildHash();
    }

    private java.net.@Nullable URI page(SentryRelease release, ReleaseProject project) {
        String version =
                URLEncoder.encode(release.version(), StandardCharsets.UTF_8).replace("+", "%20");
        return directory.webPage("releases/" + version + "/?project=" + project.id());
    }

    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").strip();
        return line.isEmpty() ? "(no message)" : line;
    }
}
