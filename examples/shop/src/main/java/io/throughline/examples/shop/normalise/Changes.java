package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What was changed in a stretch: commits, releases, deployments. */
final class Changes {
    private final Raw raw;

    Changes(Raw raw) {
        this.raw = raw;
    }

    /** The commits of this stretch; those that every stretch starts with belong to {@code normal} alone. */
    List<JsonNode> commits() {
        List<JsonNode> commits = new ArrayList<>();
        for (JsonNode commit : raw.events("commit")) {
            boolean shared = raw.id().equals("normal")
                    || !SHARED.contains(commit.path("directory").asText());
            if (shared) {
                commits.add(commit);
            }
        }
        return commits;
    }

    private static final List<String> SHARED = List.of("01", "02", "03", "04", "05", "06", "07");

    void write(Path folder) throws IOException, InterruptedException {
        ArrayNode git = JsonFiles.array();
        for (JsonNode commit : commits()) {
            ObjectNode entry = git.addObject()
                    .put("sha", commit.path("sha").asText())
                    .put("authoredAt", commit.path("at").asText())
                    .put("authorName", commit.path("author").asText().replaceAll(" *<.*", ""))
                    .put("authorEmail", commit.path("author").asText().replaceAll(".*<|>.*", ""))
                    .put("message", commit.path("message").asText());
            ArrayNode files = entry.putArray("files");
            git(commit.path("sha").asText())
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(files::add);
        }
        JsonFiles.write(folder.resolve("git.json"), git);
        ObjectNode changes = JsonFiles.object();
        releases(changes.putArray("releases"));
        deploys(changes.putArray("deploys"));
        JsonFiles.write(folder.resolve("changes.json"), changes);
    }

    private String git(String sha) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("git", "show", "--format=", "--name-only", sha)
                .directory(raw.folder().resolve("repository").toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("git show " + sha + " failed: " + text);
        }
        return text;
    }

    private void releases(ArrayNode releases) {
        if (raw.id().equals("normal")) {
            JsonNode first = commits().get(0);
            for (ServiceKind kind : ServiceKind.values()) {
                release(
                        releases,
                        kind.role(),
                        raw.stretch().path("versions").path(kind.role()).asText(),
                        Instant.parse(first.path("at").asText()).plus(Duration.ofHours(2)),
                        List.of(first.path("sha").asText()));
            }
        }
        for (JsonNode event : raw.events("deploy")) {
            if (event.path("what").asText().equals("started")) {
                String service = event.path("service").asText();
                String version = event.path("version").asText();
                List<String> shas = commits().stream()
                        .filter(commit -> commit.path("service").asText().equals(service)
                                && commit.path("version").asText().equals(version))
                        .map(commit -> commit.path("sha").asText())
                        .toList();
                release(
                        releases,
                        service,
                        version,
                        Instant.parse(event.path("at").asText()),
                        shas);
            }
        }
    }

    private static void release(ArrayNode releases, String service, String version, Instant at, List<String> shas) {
        ObjectNode release = releases.addObject()
                .put("version", service + "@" + version)
                .put("service", service)
                .put("serviceVersion", version)
                .put("sentryProject", service)
                .put("createdAt", at.toString());
        ArrayNode commits = release.putArray("commits");
        shas.forEach(commits::add);
    }

    private void deploys(ArrayNode deploys) {
        for (JsonNode event : raw.events("deploy")) {
            if (!event.path("what").asText().equals("started")) {
                continue;
            }
            String service = event.path("service").asText();
            String version = event.path("version").asText();
            ObjectNode deploy = deploys.addObject()
                    .put("version", service + "@" + version)
                    .put("service", service)
                    .put("serviceVersion", version)
                    .put("environment", "production")
                    .put("startedAt", event.path("at").asText());
            for (JsonNode other : raw.events("deploy")) {
                boolean same = other.path("service").asText().equals(service)
                        && other.path("version").asText().equals(version);
                if (same && other.path("what").asText().equals("switched")) {
                    deploy.put("trafficSwitchedAt", other.path("at").asText());
                } else if (same && other.path("what").asText().equals("finished")) {
                    deploy.put("finishedAt", other.path("at").asText());
                }
            }
        }
    }
}
