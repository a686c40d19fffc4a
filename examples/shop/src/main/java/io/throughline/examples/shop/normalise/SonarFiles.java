package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.measure.CodeMeasures;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One analysis for each commit and service it touches: the sources as they were then, measured. */
final class SonarFiles {
    /** How long after a commit the build had analysed it. */
    private static final Duration BUILD = Duration.ofMinutes(4);

    /** The gate the shop's people have set: greatest value allowed. */
    private static final Map<String, Integer> GATE =
            Map.of("bugs", 12, "vulnerabilities", 0, "cognitive_complexity", 60);

    private final Raw raw;

    SonarFiles(Raw raw) {
        this.raw = raw;
    }

    int write(List<JsonNode> commits, Path folder) throws IOException, InterruptedException {
        int written = 0;
        for (JsonNode commit : commits) {
            for (ServiceKind kind : ServiceKind.values()) {
                String touched = commit.path("service").asText("");
                boolean all = commit.path("service").isNull();
                if (all || touched.equals(kind.role())) {
                    String version =
                            all ? initialVersion(kind) : commit.path("version").asText();
                    analysis(commit, kind.role(), version, folder);
                    written++;
                }
            }
        }
        return written;
    }

    private String initialVersion(ServiceKind kind) {
        return raw.stretch().path("versions").path(kind.role()).asText();
    }

    private void analysis(JsonNode commit, String service, String version, Path folder)
            throws IOException, InterruptedException {
        String sha = commit.path("sha").asText();
        Path sources = Files.createTempDirectory("shop-sources");
        try {
            checkOut(sha, service, sources);
            SortedMap<String, Integer> measures = CodeMeasures.of(sources);
            ObjectNode file = JsonFiles.object()
                    .put("projectKey", "shop_" + service)
                    .put(
                            "analysisDate",
                            Instant.parse(commit.path("at").asText())
                                    .plus(BUILD)
                                    .toString())
                    .put("revision", sha)
                    .put("projectVersion", version);
            ObjectNode values = file.putObject("measures");
            measures.forEach((metric, value) -> values.put(metric, String.valueOf(value)));
            gate(file.putObject("qualityGate"), measures);
            JsonFiles.write(folder.resolve("sonar").resolve(service + "-" + version + ".json"), file);
        } finally {
            try (Stream<Path> walk = Files.walk(sources)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void gate(ObjectNode gate, SortedMap<String, Integer> measures) {
        gate.put("name", "Shop way");
        ArrayNode conditions = JsonFiles.array();
        boolean passed = true;
        for (Map.Entry<String, Integer> condition : new java.util.TreeMap<>(GATE).entrySet()) {
            int actual = measures.getOrDefault(condition.getKey(), 0);
            boolean met = actual <= condition.getValue();
            passed &= met;
            conditions
                    .addObject()
                    .put("status", met ? "OK" : "ERROR")
                    .put("metricKey", condition.getKey())
                    .put("comparator", "GT")
                    .put("errorThreshold", String.valueOf(condition.getValue()))
                    .put("actualValue", String.valueOf(actual));
        }
        gate.put("status", passed ? "OK" : "ERROR");
        gate.set("conditions", conditions);
    }

    private void checkOut(String sha, String service, Path target) throws IOException, InterruptedException {
        for (String file : git("ls-tree", "-r", "--name-only", sha, service + "/src")
                .lines()
                .toList()) {
            Path to = target.resolve(file);
            Files.createDirectories(to.getParent());
            Files.writeString(to, git("show", sha + ":" + file));
        }
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(raw.folder().resolve("repository").toFile())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " failed: " + text);
        }
        return text;
    }
}
