package io.throughline.jira.stream;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.source.Tier;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.jira.JiraClient;
import io.throughline.jira.project.JiraProject;
import io.throughline.jira.project.JiraVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The stream {@code jira/versions}: versions that were released, each at its day. Jira tells no changes of versions, so all
 * of them are listed each time: few, and the only way to see that one was renamed, postponed or archived.
 */
final class VersionStream implements RevisedStream {

    private static final int NAMED_IN_A_NOTE = 5;

    private final StreamSettings settings;
    private final JiraClient client;
    private final SourceRuntime runtime;

    VersionStream(StreamSettings settings, JiraClient client, SourceRuntime runtime) {
        this.settings = settings;
        this.client = client;
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return VersionTranslator.STREAM;
    }

    @Override
    public Tier tier() {
        return Tier.WORK;
    }

    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        int projects =
                ProjectScope.resolve(client, settings.projects()).projects().size();
        long calls = WalkSite.CALLS + ProjectScope.calls(settings.projects()) + (long) projects;
        return Optional.of(new StreamPlan(
                name(),
                List.of("project/version"),
                Duration.ofDays(1),
                Duration.ofDays(1),
                calls,
                calls * 3600_000.0 / every.toMillis(),
                List.of("a version is told by its day only; a project of more than 100 versions takes more calls")));
    }

    @Override
    public Revisions read(@Nullable String cursor, TimeWindow horizon, TelemetrySink sink) {
        long throttledBefore = client.timesThrottled();
        Survey survey = survey(horizon);
        survey.changes.forEach(sink::event);
        List<String> notes = new ArrayList<>(survey.scope.gaps());
        boolean partial = !notes.isEmpty();
        notes.addAll(survey.scope.remarks());
        if (!survey.undated.isEmpty()) {
            notes.add("released versions without a release date have no place in time and are left out: "
                    + String.join(
                            ", ", survey.undated.stream().limit(NAMED_IN_A_NOTE).toList())
                    + (survey.undated.size() > NAMED_IN_A_NOTE
                            ? " and " + (survey.undated.size() - NAMED_IN_A_NOTE) + " more"
                            : ""));
        }
        if (!survey.changes.isEmpty()) {
            notes.add("Jira tells the day of a release, not the hour: each lasts from the day's begin to its end");
        }
        Instant asOf = survey.now.isBefore(horizon.to()) ? survey.now : horizon.to();
        return new Revisions(
                "listed",
                false,
                new StreamCompleteness(
                        name(),
                        partial ? State.PARTIAL : State.COMPLETE,
                        survey.scope.isEmpty() ? null : asOf,
                        false,
                        client.timesThrottled() > throttledBefore,
                        1,
                        notes));
    }

    @Override
    public Optional<Set<String>> census(TimeWindow horizon) {
        Survey survey = survey(horizon);
        if (!survey.scope.isWholeView()) {
            return Optional.empty(); // what is hidden is not deleted
        }
        Set<String> ids = new HashSet<>();
        survey.changes.forEach(change -> ids.add(change.provenance().vendorId()));
        return Optional.of(ids);
    }

    private record Survey(ProjectScope scope, Instant now, List<Change> changes, Set<String> undated) {}

    private Survey survey(TimeWindow horizon) {
        WalkSite site = WalkSite.ask(client, runtime.clock());
        ProjectScope scope = ProjectScope.resolve(client, settings.projects());
        VersionTranslator translator =
                new VersionTranslator(settings.host(), site.browseBase(settings.url()), site.zone());
        List<Change> changes = new ArrayList<>();
        Set<String> undated = new TreeSet<>();
        for (JiraProject project : scope.projects()) {
            for (JiraVersion version : client.projects().listVersions(project.key())) {
                if (!Boolean.TRUE.equals(version.released()) || Boolean.TRUE.equals(version.archived())) {
                    continue;
                }
                Optional<Change> change = translator.change(project.key(), version);
                if (change.isEmpty()) {
                    undated.add(project.key() + " " + (version.name() == null ? version.id() : version.name()));
                }
                change.filter(told -> told.touches(horizon)).ifPresent(changes::add);
            }
        }
        return new Survey(scope, site.now(), changes, undated);
    }
}
