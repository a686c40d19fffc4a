package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.project.SonarProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                covering(operation)
                        .ifPresent(reading -> tests.add(dynamicTest(
                                operation + "/" + file.getFileName(),
                                () -> reading.read(body(JSON.readTree(file.toFile()))))));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    @FunctionalInterface
    private interface Reading {
        void read(JsonNode body);
    }

    private static Optional<Reading> covering(String operation) {
        return switch (operation) {
            case "project-analyses" -> Optional.of(SonarPayloadsTest::analyses);
            case "measures-search-history" -> Optional.of(SonarPayloadsTest::history);
            case "measures-component" -> Optional.of(SonarPayloadsTest::measures);
            case "metrics-search" ->
                Optional.of(body ->
                        assertThat(answering(body).measures().listMetrics()).hasSameSizeAs(body.get("metrics")));
            case "qualitygate-status" -> Optional.of(SonarPayloadsTest::gate);
            case "projects-search" ->
                Optional.of(body -> assertThat(answering(body).projects().list())
                        .extracting(SonarProject::key)
                        .containsExactlyElementsOf(body.get("components").findValuesAsText("key")));
            case "authentication-validate" ->
                Optional.of(body -> assertThat(
                                answering(body).system().validateToken().valid())
                        .isEqualTo(body.get("valid").asBoolean()));
            default -> Optional.empty();
        };
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
