package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Releases, with what errors they had. */
final class ReleasesApi {

    private static final int LARGEST_PAGE = 4;

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;
    private final ReleaseBook book;

    ReleasesApi(Manifest manifest, Replay replay, ErrorLog log, ReleaseBook book) {
        this.manifest = manifest;
        this.replay = replay;
        this.log = log;
        this.book = book;
    }

    WireResponse list(WireRequest request) {
        EventScope scope = EventScope.of(request, manifest, replay.now());
        String wanted = request.parameter("query").orElse("");
        List<ReleaseBook.Release> found = book.visible().stream()
                .filter(release -> !Collections.disjoint(release.projects(), scope.projects()))
                .filter(release -> release.version().contains(wanted))
                .toList();
        return Page.of(request, found, "per_page", LARGEST_PAGE, this::release);
    }

    WireResponse get(WireRequest request) {
        return WireResponse.json(200, release(find(request)));
    }

    WireResponse deploys(WireRequest request) {
        return Page.of(request, book.deploys(find(request)), "per_page", LARGEST_PAGE, ReleasesApi::deploy);
    }

    WireResponse commits(WireRequest request) {
        ReleaseBook.Release release = find(request);
        return Page.of(request, book.commits(release), "per_page", LARGEST_PAGE, commit -> {
            ObjectNode json = commit(commit);
            json.putArray("releases").add(book.brief(release.version()));
            return json;
        });
    }

    private ReleaseBook.Release find(WireRequest request) {
        return book.find(request.segment("version"))
                .orElseThrow(() -> SentryErrors.refusal(404, "The requested resource does not exist"));
    }

    private ObjectNode release(ReleaseBook.Release release) {
        List<RecordedEvent> events = log.visible().stream()
                .filter(event -> event.release().equals(release.version()))
                .sorted(Comparator.comparing(RecordedEvent::at))
                .toList();
        List<ReleaseBook.Deploy> deploys = book.deploys(release);
        List<ReleaseBook.Commit> commits = book.commits(release);
        Map<String, Integer> newGroups = newGroups(release.version());
        ObjectNode json = Json.object()
                .put("id", release.id())
                .put("version", release.version())
                .put("shortVersion", release.version())
                .put("status", "open")
                .putNull("ref")
                .putNull("url")
                .putNull("dateReleased")
                .put("dateCreated", release.created().toString())
                .put(
                        "newGroups",
                        newGroups.values().stream().mapToInt(Integer::intValue).sum())
                .put("commitCount", commits.size())
                .put("deployCount", deploys.size());
        json.putObject("data");
        json.set("lastCommit", commits.isEmpty() ? nothing() : commit(commits.get(0)));
        json.set("lastDeploy", deploys.isEmpty() ? nothing() : deploy(deploys.get(0)));
        json.put("firstEvent", events.isEmpty() ? null : events.get(0).at().toString());
        json.put(
                "lastEvent",
                events.isEmpty() ? null : events.get(events.size() - 1).at().toString());
        json.set("versionInfo", versionInfo(release.version()));
        ArrayNode authors = json.putArray("authors");
        commits.stream().map(ReleasesApi::author).distinct().forEach(authors::add);
        ArrayNode projects = json.putArray("projects");
        for (RecordedService service : manifest.services()) {
            if (release.projects().contains(service.sentryProject())) {
                projects.addObject()
                        .put("id", service.sentryProjectId())
                        .put("slug", service.sentryProject())
                        .put("name", service.sentryProject())
                        .put("platform", "java")
                        .put("newGroups", newGroups.getOrDefault(service.sentryProject(), 0))
                        .put("hasHealthData", false);
            }
        }
        return json;
    }

    /** For each project, how many of its groups came up with this release. */
    private Map<String, Integer> newGroups(String version) {
        Map<ErrorLog.Group, String> first = new HashMap<>();
        log.visible().forEach(event -> first.putIfAbsent(log.group(event), event.release()));
        Map<String, Integer> counts = new HashMap<>();
        first.forEach((group, release) -> {
            if (release.equals(version)) {
                counts.merge(group.project(), 1, Integer::sum);
            }
        });
        return counts;
    }

    /** {@code package@1.2.3} taken apart. */
    private static ObjectNode versionInfo(String version) {
        int at = version.lastIndexOf('@');
        String raw = version.substring(at + 1);
        ObjectNode info = Json.object().put("package", at < 0 ? null : version.substring(0, at));
        ObjectNode parts = info.putObject("version").put("raw", raw);
        String[] numbers = raw.split("\\.", -1);
        List<String> names = List.of("major", "minor", "patch");
        for (int i = 0; i < Math.min(numbers.length, names.size()); i++) {
            if (numbers[i].matches("\\d{1,9}")) {
                parts.put(names.get(i), Integer.parseInt(numbers[i]));
            }
        }
        return info.put("description", raw).putNull("buildHash");
    }

    private static ObjectNode deploy(ReleaseBook.Deploy deploy) {
        return Json.object()
                .put("id", String.valueOf(deploy.id()))
                .put("environment", deploy.environment())
                .put("dateStarted", deploy.started().toString())
                .put("dateFinished", deploy.finished().toString())
                .putNull("name")
                .putNull("url");
    }

    private static ObjectNode commit(ReleaseBook.Commit commit) {
        ObjectNode json = Json.object()
                .put("id", commit.sha())
                .put("message", commit.message())
                .put("dateCreated", commit.authored().toString())
                .putNull("pullRequest")
                .put("suspectCommitType", "");
        json.set("author", author(commit));
        return json;
    }

    private static ObjectNode author(ReleaseBook.Commit commit) {
        return Json.object().put("name", commit.author()).put("email", commit.email());
    }

    private static JsonNode nothing() {
        return Json.mapper().nullNode();
    }
}
