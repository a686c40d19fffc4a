package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.hotspot.SonarHotspot;
import io.throughline.sonarcloud.issue.IssueQuery;
import io.throughline.sonarcloud.issue.SonarIssue;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.measure.SonarMeasures;
import io.throughline.sonarcloud.project.SonarComponent;
import io.throughline.sonarcloud.project.SonarProject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Reads recorded answers of real servers through the client. They are not part of this repository: name the folder that
 * has {@code sonarcloud/<operation>/<case>.json} by the system property {@code throughline.payloads}.
 */
@EnabledIfSystemProperty(
        named = "throughline.payloads",
        matches = ".+",
        disabledReason = "-Dthroughline.payloads names no folder of recorded answers")
class SonarPayloadsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    List<DynamicTest> readsEveryCoveredAnswer() throws IOException {
        String folder = System.getProperty("throughline.payloads");
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of(folder, "sonarcloud"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                String operation = file.getName(file.getNameCount() - 2).toString();
                tests.add(dynamicTest(
                        operation + "/" + file.getFileName(),
                        () -> covering(operation).read(body(JSON.readTree(file.toFile())))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @FunctionalInterface
    private interface Reading {
        void read(JsonNode body);
    }

    private static Reading covering(String operation) {
        return switch (operation) {
            case "project-analyses" -> SonarPayloadsTest::analyses;
            case "measures-search-history" -> SonarPayloadsTest::history;
            case "measures-component" -> SonarPayloadsTest::measures;
            case "measures-component-tree" -> SonarPayloadsTest::tree;
            case "measures-search" -> SonarPayloadsTest::search;
            case "metrics-search" ->
                body -> assertThat(answering(body).measures().listMetrics()).hasSameSizeAs(body.get("metrics"));
            case "qualitygate-status" -> SonarPayloadsTest::gate;
            case "projects-search" ->
                body -> assertThat(answering(body).projects().list())
                        .extracting(SonarProject::key)
                        .containsExactlyElementsOf(body.get("components").findValuesAsText("key"));
            case "authentication-validate" ->
                body -> assertThat(answering(body).system().validateToken().valid())
                        .isEqualTo(body.get("valid").asBoolean());
            case "components" ->
                body -> assertThat(answering(body).projects().listTree("k", null, List.of()))
                        .extracting(SonarComponent::path)
                        .containsExactlyElementsOf(body.get("components").findValuesAsText("path"));
            case "ce" -> SonarPayloadsTest::tasks;
            case "issues-search" -> SonarPayloadsTest::issues;
            case "issue-changelog" ->
                body -> assertThat(answering(body).issues().listChanges("k"))
                        .hasSameSizeAs(body.get("changelog"))
                        .allSatisfy(change -> {
                            assertThat(change.creationDate()).isNotNull();
                            assertThat(change.diffs()).isNotEmpty();
                        });
            case "hotspots-search" ->
                body -> assertThat(answering(body).hotspots().list("k", null))
                        .extracting(SonarHotspot::key)
                        .containsExactlyElementsOf(body.get("hotspots").findValuesAsText("key"));
            case "hotspots-show" -> SonarPayloadsTest::hotspot;
            default -> throw new AssertionError("no test reads recorded answers of " + operation);
        };
    }

    private static void issues(JsonNode body) {
        JsonNode told = body.isArray() ? body : body.get("issues");
        ObjectNode page = JSON.createObjectNode();
        page.putObject("paging").put("pageIndex", 1).put("pageSize", 500).put("total", told.size());
        page.set("issues", told);

        List<SonarIssue> issues =
                answering(page).issues().list(IssueQuery.of("k")).stream().toList();

        assertThat(issues).hasSameSizeAs(told);
        for (int i = 0; i < issues.size(); i++) {
            SonarIssue issue = issues.get(i);
            JsonNode source = told.get(i);
            assertThat(issue.key()).isEqualTo(source.get("key").asText());
            assertThat(issue.rule()).isEqualTo(source.path("rule").textValue());
            assertThat(issue.severity()).isEqualTo(source.path("severity").textValue());
            assertThat(issue.type()).isEqualTo(source.path("type").textValue());
            assertThat(issue.creationDate()).isNotNull();
            assertThat(issue.remediation().isPresent()).isEqualTo(source.hasNonNull("effort"));
            assertThat(issue.impacts()).hasSize(source.path("impacts").size());
            assertThat(issue.tags()).hasSize(source.path("tags").size());
        }
    }

    private static void hotspot(JsonNode body) {
        assertThat(answering(body).hotspots().get("k")).satisfies(hotspot -> {
            assertThat(hotspot.key()).isEqualTo(body.get("key").asText());
            assertThat(hotspot.rule()).isNotNull();
            assertThat(hotspot.changelog()).hasSameSizeAs(body.get("changelog"));
        });
    }

    private static void tasks(JsonNode body) {
        assertThat(answering(body).tasks().getOfProject("k")).satisfies(tasks -> {
            assertThat(tasks.queue()).hasSameSizeAs(body.get("queue"));
            assertThat(tasks.current()).isNotNull().satisfies(current -> {
                assertThat(current.isDone()).isTrue();
                assertThat(current.executedAt()).isNotNull();
            });
        });
    }

    private static void tree(JsonNode body) {
        List<SonarMeasures> files = answering(body).measures().listByFile("k", null, List.of("x")).stream()
                .toList();

        assertThat(files).hasSameSizeAs(body.get("components"));
        for (int i = 0; i < files.size(); i++) {
            assertThat(files.get(i).measures())
                    .hasSameSizeAs(body.get("components").get(i).get("measures"))
                    .allSatisfy(measure -> assertThat(measure.anyValue()).isPresent());
        }
    }

    private static void search(JsonNode body) {
        Map<String, SonarMeasures> measures = SonarClient.builder(URI.create("https://sonar.example.org"))
                .transport(new ScriptedTransport().answer(200, body.toString()))
                .retryPolicy(RetryPolicy.never())
                .build()
                .measures()
                .search(List.of("a"), List.of("x"));

        assertThat(measures.values().stream()
                        .mapToInt(project -> project.measures().size())
                        .sum())
                .isEqualTo(body.get("measures").size());
        assertThat(measures.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        new TreeSet<>(body.get("measures").findValuesAsText("component")));
    }

    private static void analyses(JsonNode body) {
        List<SonarAnalysis> analyses =
                answering(body).analyses().list(SonarSpan.of("k")).stream().toList();

        assertThat(analyses).hasSameSizeAs(body.get("analyses"));
        for (int i = 0; i < analyses.size(); i++) {
            JsonNode told = body.get("analyses").get(i);
            assertThat(analyses.get(i).events()).hasSameSizeAs(told.get("events"));
            assertThat(analyses.get(i).revision())
                    .isEqualTo(told.path("revision").textValue());
            assertThat(analyses.get(i).projectVersion())
                    .isEqualTo(told.path("projectVersion").textValue());
        }
    }

    private static void history(JsonNode body) {
        List<SonarHistory> history = answering(body).measures().listHistory(SonarSpan.of("k"), List.of("x")).stream()
                .toList();

        assertThat(history).hasSameSizeAs(body.get("measures"));
        for (int i = 0; i < history.size(); i++) {
            assertThat(history.get(i).history())
                    .hasSameSizeAs(body.get("measures").get(i).get("history"));
        }
    }

    private static void measures(JsonNode body) {
        List<SonarMeasure> measures = answering(body).measures().get("k", List.of("x"));

        assertThat(measures)
                .hasSameSizeAs(body.get("component").get("measures"))
                .allSatisfy(measure -> assertThat(measure.anyValue()).isPresent());
    }

    private static void gate(JsonNode body) {
        assertThat(answering(body).gates().getStatus("k")).satisfies(gate -> {
            assertThat(gate.status())
                    .isEqualTo(body.get("projectStatus").get("status").asText());
            assertThat(gate.conditions())
                    .hasSameSizeAs(body.get("projectStatus").get("conditions"));
        });
    }

    private static JsonNode body(JsonNode payload) {
        return payload.has("response") ? payload.get("response").get("body") : payload;
    }

    private static SonarClient answering(JsonNode body) {
        return Settings.client()
                .transport(new ScriptedTransport().answer(200, body.toString()))
                .retryPolicy(RetryPolicy.never())
                .build();
    }
}
