package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import io.throughline.sonarcloud.system.SonarTokenStatus;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SonarClientTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final SonarClient client =
            Settings.client().transport(transport).clock(time).waiter(time).build();

    @Test
    void readsAnalysesWithWhatItKnowsAndWhatItDoesNot() {
        transport.answer(200, Fixtures.read("analyses/two.json"));

        List<SonarAnalysis> analyses =
                client.analyses().list(SonarSpan.of("acme_checkout")).stream().toList();

        assertThat(analyses).extracting(SonarAnalysis::key).containsExactly("AZ-2", "AZ-1");
        assertThat(analyses.get(0).date()).isEqualTo("2026-11-20T09:30:00Z");
        assertThat(analyses.get(0).revision()).startsWith("e804561e");
        assertThat(analyses.get(0).detectedCi()).isEqualTo("Github Actions");
        assertThat(analyses.get(0).events())
                .extracting(SonarAnalysis.Event::category)
                .containsExactly("QUALITY_GATE", "VERSION", "SOMETHING_NEW");
    }

    @Test
    void writesTimesInTheOneFormThatIsTaken() {
        transport.answer(200, "{\"paging\":{\"pageIndex\":1,\"pageSize\":500,\"total\":0},\"analyses\":[]}");

        client.analyses()
                .list(SonarSpan.of("my:project key")
                        .onBranch("release/1.4")
                        .since(Instant.parse("2026-11-01T00:00:00.999Z"))
                        .until(Instant.parse("2026-11-02T00:00:00Z")))
                .forEach(analysis -> {});

        assertThat(transport.requests().get(0).uri().getRawQuery())
                .isEqualTo("project=my%3Aproject%20key&branch=release%2F1.4&from=2026-11-01T00%3A00%3A00%2B0000"
                        + "&to=2026-11-02T00%3A00%3A00%2B0000&p=1&ps=500");
        assertThat(transport.requests().get(0).headers().first("Authorization")).contains("Bearer " + Settings.SECRET);
    }

    @Test
    void countsPagesByTheSizeTheServerTook() {
        transport
                .answer(200, page(1, 2, 5, "A", "B"))
                .answer(200, page(2, 2, 5, "C", "D"))
                .answer(200, page(3, 2, 5, "E"));

        assertThat(client.projects().list()).extracting(SonarProject::key).containsExactly("A", "B", "C", "D", "E");
        assertThat(transport.requests())
                .extracting(request -> request.uri().getRawQuery())
                .containsExactly(
                        "organization=acme&p=1&ps=500", "organization=acme&p=2&ps=500", "organization=acme&p=3&ps=500");
    }

    @Test
    void readsHistoryPageByPageThoughEachPageHasAllMetrics() {
        String page = """
            {"paging":{"pageIndex":%d,"pageSize":1000,"total":1001},"measures":[
            {"metric":"bugs","history":[{"date":"2026-11-0%dT10:00:00+0000","value":"%d"}]},{"metric":"ncloc"}]}\
            """;
        transport.answer(200, page.formatted(1, 1, 5)).answer(200, page.formatted(2, 2, 6));

        assertThat(client.measures().listHistory(SonarSpan.of("k"), List.of("bugs", "ncloc")).stream()
                        .filter(metric -> metric.metric().equals("bugs"))
                        .flatMap(metric -> metric.history().stream())
                        .map(point -> point.value()))
                .containsExactly("5", "6");
        assertThat(transport.requests().get(0).uri().getRawQuery()).contains("metrics=bugs%2Cncloc", "ps=1000");
    }

    @Test
    void readsTheOneListWithItsPagingAtTheTop() {
        transport
                .answer(200, "{\"metrics\":[{\"key\":\"a\",\"type\":\"INT\"}],\"total\":2,\"p\":1,\"ps\":1}")
                .answer(200, "{\"metrics\":[{\"key\":\"b\"}],\"total\":2,\"p\":2,\"ps\":1}");

        assertThat(client.measures().listMetrics()).extracting(SonarMetric::key).containsExactly("a", "b");
    }

    @Test
    void findsAMeasureWhereverTheServerPutItsValue() {
        transport.answer(200, Fixtures.read("measures/checkout.json"));

        List<SonarMeasure> measures = client.measures().get("acme_checkout", List.of("coverage", "new_coverage"));

        assertThat(measures)
                .extracting(SonarMeasure::anyValue)
                .containsExactly(Optional.of("24.3"), Optional.of("81.0"), Optional.of("2"), Optional.empty());
    }

    @Test
    void readsTheQualityGate() {
        transport.answer(200, Fixtures.read("gate/failed.json")).answer(200, Fixtures.read("gate/failed.json"));

        assertThat(client.gates().getStatus("acme_checkout")).satisfies(gate -> {
            assertThat(gate.status()).isEqualTo("ERROR");
            assertThat(gate.conditions())
                    .extracting(condition -> condition.actualValue())
                    .containsExactly("24.3", null);
        });
        client.gates().getStatusAt("AZ-2");
        assertThat(transport.requests())
                .extracting(request -> request.uri().getRawQuery())
                .containsExactly("projectKey=acme_checkout", "analysisId=AZ-2");
    }

    @Test
    void readsWhetherTheTokenIsAcceptedAndUntilWhen() {
        transport
                .answer(200, "{\"valid\":false}")
                .answer(
                        200,
                        "{\"valid\":true}",
                        Map.of("SonarQube-Authentication-Token-Expiration", "2026-11-24T00:00:00+0000"));

        assertThat(client.system().validateToken()).isEqualTo(new SonarTokenStatus(false, null));
        assertThat(client.system().validateToken())
                .isEqualTo(new SonarTokenStatus(true, Instant.parse("2026-11-24T00:00:00Z")));
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        transport.answer(429, "", Map.of("Retry-After", "3")).answer(200, Fixtures.read("projects/checkout.json"));

        assertThat(client.projects().get("acme_checkout").lastAnalysisAt()).isEqualTo("2026-11-20T09:30:00Z");
        assertThat(time.waits()).contains(Duration.ofSeconds(3));
    }

    @Nested
    class WhenTheServerRefuses {

        @Test
        void tellsTheRemedyThoughTheBodyIsEmpty() {
            transport.answer(401, "");

            assertThatThrownBy(() -> client.projects().get("k"))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("sonarcloud: get project k failed")
                    .hasMessageContaining("make a user token")
                    .hasMessageNotContaining(Settings.SECRET);
        }

        @Test
        void repeatsTheServersWords() {
            transport.answer(403, "{\"errors\":[{\"msg\":\"Insufficient privileges\"}]}");

            assertThatThrownBy(() -> client.projects().get("k"))
                    .isInstanceOf(PermissionException.class)
                    .hasMessageContaining("Insufficient privileges")
                    .hasMessageContaining("Browse");
        }

        @Test
        void tellsAnUnknownMetricFromAnUnknownProject() {
            transport
                    .answer(404, "{\"errors\":[{\"msg\":\"Component key 'k' not found\"}]}")
                    .answer(400, "{\"errors\":[{\"msg\":\"Metrics nope are not found\"}]}");

            assertThat(client.projects().find("k")).isEmpty();
            assertThatThrownBy(() -> client.measures()
                            .listHistory(SonarSpan.of("k"), List.of("nope"))
                            .iterator()
                            .hasNext())
                    .isInstanceOf(QueryRejectedException.class)
                    .hasMessageContaining("Metrics nope are not found");
        }

        @Test
        void tellsAnAnswerWithoutItsContent() {
            transport.answer(200, "{}");

            assertThatThrownBy(() -> client.gates().getStatus("k"))
                    .isInstanceOf(MalformedResponseException.class)
                    .hasMessageContaining("/projectStatus");
        }

        @Test
        void saysNotFoundOnlyOfProjects() {
            transport.answer(404, "{\"errors\":[]}");

            assertThatThrownBy(() -> client.projects().get("k")).isInstanceOf(NotFoundException.class);
        }
    }

    @Nested
    class OfTheTwoProducts {

        @Test
        void asksAServerForWhatItsUsersMayList() {
            SonarClient server = SonarClient.builder(URI.create("https://sonar.acme.example/quality"))
                    .token(Secret.of("t"))
                    .transport(transport.answer(200, page(1, 500, 1, "A")))
                    .build();

            assertThat(server.edition()).isEqualTo(SonarEdition.SERVER);
            assertThat(server.projects().list()).hasSize(1);
            assertThat(transport.requests().get(0).uri())
                    .hasToString("https://sonar.acme.example/quality/api/components/search?qualifiers=TRK&p=1&ps=500");
        }

        @Test
        void takesAnAddressWithAnOrganizationForCloud() {
            SonarClient client = SonarClient.builder(URI.create("https://127.0.0.1:9000"))
                    .organization("acme")
                    .transport(transport)
                    .build();

            assertThat(client.edition()).isEqualTo(SonarEdition.CLOUD);
        }

        @Test
        void demandsAnOrganizationOfCloud() {
            assertThatThrownBy(() -> SonarClient.builder(URI.create("https://sonarqube.us"))
                            .build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("organization");
        }
    }

    private static String page(int index, int size, int total, String... keys) {
        return "{\"paging\":{\"pageIndex\":" + index + ",\"pageSize\":" + size + ",\"total\":" + total
                + "},\"components\":["
                + String.join(
                        ",",
                        List.of(keys).stream()
                                .map(key -> "{\"key\":\"" + key + "\"}")
                                .toList()) + "]}";
    }
}
