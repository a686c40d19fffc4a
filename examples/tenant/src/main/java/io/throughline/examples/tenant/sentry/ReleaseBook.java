package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Releases, their commits and deploys, in served times; those after now are not told. */
final class ReleaseBook {

    /**
     * A release.
     *
     * @param projects slugs
     * @param commits shas as recorded
     */
    record Release(long id, String version, Set<String> projects, Instant created, List<String> commits) {
        Release {
            projects = Set.copyOf(projects);
            commits = List.copyOf(commits);
        }
    }

    /** A deploy. */
    record Deploy(long id, String version, String environment, Instant started, Instant finished) {}

    /** A commit. */
    record Commit(String sha, Instant authored, String author, String email, String message) {}

    private final Replay replay;
    private final Map<String, Release> releases = new LinkedHashMap<>();
    private final List<Deploy> deploys = new ArrayList<>();
    private final Map<String, Commit> commits = new LinkedHashMap<>();

    ReleaseBook(Recording recording, Replay replay, List<RecordedEvent> events) {
        this.replay = replay;
        for (JsonNode commit : recording.items("git.json", "commits")) {
            commits.put(
                    commit.path("sha").asText(),
                    new Commit(
                            commit.path("sha").asText(),
                            time(commit, "authoredAt"),
                            commit.path("authorName").asText(),
                            commit.path("authorEmail").asText(),
                            commit.path("message").asText()));
        }
        for (JsonNode release : recording.items("changes.json", "releases")) {
            List<String> shas = new ArrayList<>();
            release.path("commits").forEach(sha -> shas.add(sha.asText()));
            add(
                    release.path("version").asText(),
                    release.path("sentryProject").asText(),
                    time(release, "createdAt"),
                    shas);
        }
        for (JsonNode deploy : recording.items("changes.json", "deploys")) {
            deploys.add(new Deploy(
                    20_000_001L + deploys.size(),
                    deploy.path("version").asText(),
                    deploy.path("environment").asText(),
                    time(deploy, "startedAt"),
                    time(deploy, "finishedAt")));
        }
        // An error of a release that nobody announced makes Sentry know the release.
        for (RecordedEvent event : events) {
            if (!event.release().isEmpty() && !releases.containsKey(event.release())) {
                add(event.release(), event.project(), event.received(), List.of());
            }
        }
    }

    private Instant time(JsonNode json, String name) {
        return replay.served(Instant.parse(json.path(name).asText())).truncatedTo(ChronoUnit.MICROS);
    }

    private void add(String version, String project, Instant created, List<String> shas) {
        Release known = releases.get(version);
        Set<String> projects = new LinkedHashSet<>(Set.of(project));
        if (known != null) {
            projects.addAll(known.projects());
        }
        releases.put(
                version,
                new Release(
                        known == null ? 1001L + releases.size() : known.id(),
                        version,
                        projects,
                        known == null || created.isBefore(known.created()) ? created : known.created(),
                        shas.isEmpty() && known != null ? known.commits() : shas));
    }

    /** Newest first. */
    List<Release> visible() {
        return releases.values().stream()
                .filter(release -> !release.created().isAfter(replay.now()))
                .sorted(Comparator.comparing(Release::created)
                        .thenComparing(Release::id)
                        .reversed())
                .toList();
    }

    Optional<Release> find(String version) {
        return Optional.ofNullable(releases.get(version))
                .filter(release -> !release.created().isAfter(replay.now()));
    }

    /** Newest first. */
    List<Deploy> deploys(Release release) {
        return deploys.stream()
                .filter(deploy -> deploy.version().equals(release.version())
                        && !deploy.finished().isAfter(replay.now()))
                .sorted(Comparator.comparing(Deploy::finished).reversed())
                .toList();
    }

    /** Newest first. */
    List<Commit> commits(Release release) {
        return release.commits().stream()
                .flatMap(sha -> Optional.ofNullable(commits.get(sha)).stream())
                .sorted(Comparator.comparing(Commit::authored).reversed())
                .toList();
    }

    /** Returns a release as it is shown inside other answers; null for none. */
    JsonNode brief(String version) {
        Optional<Release> release = find(version);
        if (release.isEmpty()) {
            return Json.mapper().nullNode();
        }
        ObjectNode json = Json.object().put("version", version).put("shortVersion", version);
        json.putNull("ref").putNull("url").putNull("dateReleased");
        return json.put("dateCreated", release.get().created().toString());
    }
}
