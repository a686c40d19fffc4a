package io.throughline.examples.evaluation.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.examples.evaluation.requests.PublishedInterface.Verdict;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.sonarcloud.edition.SonarEdition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same as {@link PublishedRequestsTest}, with the vendors' documents themselves: those in the folder of
 * {@code -Dthroughline.openapi} named {@code sentry.json}, {@code jira-v3.json}, {@code jira-v2.json} (Data Center's),
 * {@code sonarcloud.json} and {@code sonarqube.json}. CONTRIBUTING says where they are to be had.
 */
class OpenApiRequestsTest {

    private static final Path RESOURCES = Path.of("src/test/resources/requests");

    @Test
    void sentryIsAskedOnlyWhatItsDocumentHas() throws IOException {
        Path document = document("sentry.json");
        PublicCalls calls = SentryCalls.recorded();
        check(calls, OpenApiDocument.read(document).check(calls.requests()), KnownDifferences.sentry());
    }

    @Test
    void jiraCloudIsAskedOnlyWhatItsDocumentHas() throws IOException {
        Path document = document("jira-v3.json");
        PublicCalls calls = JiraCalls.recorded(JiraEdition.CLOUD);
        check(calls, OpenApiDocument.read(document).check(calls.requests()), KnownDifferences.jira());
    }

    @Test
    void jiraDataCenterIsAskedOnlyWhatItsDocumentHas() throws IOException {
        Path document = document("jira-v2.json");
        PublicCalls calls = JiraCalls.recorded(JiraEdition.DATA_CENTER);
        check(calls, OpenApiDocument.read(document).check(calls.requests()), KnownDifferences.jira());
    }

    @Test
    void sonarCloudIsAskedOnlyWhatItsCatalogueHas() throws IOException {
        Path catalogue = document("sonarcloud.json");
        PublicCalls calls = SonarCalls.recorded(SonarEdition.CLOUD);
        check(calls, SonarCatalogue.read(catalogue).check(calls.requests()), KnownDifferences.none());
    }

    @Test
    void sonarQubeServerIsAskedOnlyWhatItsCatalogueHas() throws IOException {
        Path catalogue = document("sonarqube.json");
        PublicCalls calls = SonarCalls.recorded(SonarEdition.SERVER);
        check(calls, SonarCatalogue.read(catalogue).check(calls.requests()), KnownDifferences.none());
    }

    /** Also without documents: every method of every client can be called with the samples. */
    @Test
    void everyMethodIsCalled() {
        for (PublicCalls calls : List.of(
                SentryCalls.recorded(),
                JiraCalls.recorded(JiraEdition.CLOUD),
                JiraCalls.recorded(JiraEdition.DATA_CENTER),
                SonarCalls.recorded(SonarEdition.CLOUD),
                SonarCalls.recorded(SonarEdition.SERVER))) {
            assertThat(calls.problems()).isEmpty();
            assertThat(calls.requests()).isNotEmpty();
        }
    }

    static Stream<Arguments> smallDocument() throws IOException {
        return cases("small-openapi-requests.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallDocument")
    void aDocumentIsReadAsItIsMeant(String name, JsonNode request, JsonNode problem) throws IOException {
        OpenApiDocument document = OpenApiDocument.read(RESOURCES.resolve("small-openapi.json"));

        assertVerdict(document::check, request, problem);
    }

    static Stream<Arguments> smallCatalogue() throws IOException {
        return cases("small-catalogue-requests.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("smallCatalogue")
    void aCatalogueIsReadAsItIsMeant(String name, JsonNode request, JsonNode problem) throws IOException {
        SonarCatalogue catalogue = SonarCatalogue.read(RESOURCES.resolve("small-catalogue.json"));

        assertVerdict(catalogue::check, request, problem);
    }

    private static Stream<Arguments> cases(String file) throws IOException {
        List<Arguments> cases = new ArrayList<>();
        new ObjectMapper()
                .readTree(RESOURCES.resolve(file).toFile())
                .properties()
                .forEach(one -> cases.add(Arguments.of(
                        one.getKey(), one.getValue(), one.getValue().path("problem"))));
        return cases.stream();
    }

    private static void assertVerdict(
            Function<List<RecordedRequest>, List<Verdict>> check, JsonNode request, JsonNode problem) {
        List<Verdict> verdicts = check.apply(List.of(RecordedRequest.ofCase(request)));

        assertThat(verdicts).hasSize(1);
        if (problem.isMissingNode()) {
            assertThat(verdicts.get(0).problems()).isEmpty();
        } else {
            assertThat(String.join("; ", verdicts.get(0).problems())).contains(problem.asText());
        }
    }

    private static Path document(String name) {
        String folder = System.getProperty("throughline.openapi", "");
        Path document = Path.of(folder, name);
        assumeTrue(
                !folder.isEmpty() && Files.exists(document),
                "give a folder with " + name + " by -Dthroughline.openapi=<folder>; see CONTRIBUTING");
        return document;
    }

    private static void check(PublicCalls calls, List<Verdict> verdicts, KnownDifferences known) {
        List<String> problems = new ArrayList<>();
        TreeSet<String> operations = new TreeSet<>();
        for (Verdict verdict : verdicts) {
            if (verdict.operation() != null) {
                operations.add(verdict.operation());
            }
            List<String> unknown = known.without(verdict);
            if (!unknown.isEmpty()) {
                problems.add(new Verdict(verdict.request(), verdict.operation(), unknown).toString());
            }
        }
        System.out.println(calls.called().size() + " methods, " + verdicts.size() + " requests, " + operations.size()
                + " operations " + operations + "; published otherwise: " + known.met());
        assertThat(problems).isEmpty();
        assertThat(operations).isNotEmpty();
    }
}
