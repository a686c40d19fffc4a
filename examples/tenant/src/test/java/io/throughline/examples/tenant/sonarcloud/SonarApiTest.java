package io.throughline.examples.tenant.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Vendor;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SonarApiTest {

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private Wire.Answer get(String path) {
        return running.sonarcloud().get("/api/" + path);
    }

    @Test
    void validatesByContentAndRefusesWithoutABody() {
        Wire wrong = Wire.to(running.tenant(), Vendor.SONARCLOUD).with("Authorization", "Bearer x");

        Wire.Answer refused = wrong.get("/api/components/show?component=shop_orders-api");

        assertThat(get("authentication/validate").body()).isEqualTo("{\"valid\":true}");
        assertThat(wrong.get("/api/authentication/validate").body()).isEqualTo("{\"valid\":false}");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).isEmpty();
    }

    @Test
    void listsAnalysesNewestFirstWithWhatChanged() {
        JsonNode body =
                get("project_analyses/search?project=shop_orders-api&from=2026-03-10T00:00:00%2B0000&p=1&ps=500")
                        .json();

        assertThat(body.at("/paging/total").asInt()).isEqualTo(2);
        assertThat(body.path("analyses").findValuesAsText("revision")).containsExactly("rev-2.8.0", "rev-2.7.0");
        assertThat(body.at("/analyses/0/date").asText()).isEqualTo("2026-03-12T13:01:00+0100");
        assertThat(body.at("/analyses/0/events").findValuesAsText("category"))
                .containsExactly("QUALITY_GATE", "VERSION");
        assertThat(body.at("/analyses/0/events/0/description").asText()).isEqualTo("bugs > 5");
        assertThat(body.at("/analyses/1/events").findValuesAsText("category")).containsExactly("VERSION");
    }

    @Test
    void keepsHistoryOldestFirstByPages() {
        String path = "measures/search_history?component=shop_orders-api&metrics=alert_status,bugs&ps=1&p=";

        JsonNode first = get(path + 1).json();
        JsonNode second = get(path + 2).json();

        assertThat(first.at("/paging/total").asInt()).isEqualTo(2);
        assertThat(first.at("/measures/0/history").toString())
                .isEqualTo("[{\"date\":\"2026-03-11T14:00:00+0100\",\"value\":\"OK\"}]");
        assertThat(second.at("/measures/1/history").toString())
                .isEqualTo("[{\"date\":\"2026-03-12T13:01:00+0100\",\"value\":\"9\"}]");
        assertThat(get(path + 3).json().at("/measures/0/history")).isEmpty();
    }

    @Test
    void includesBothBoundsOfAWindow() {
        JsonNode both = get("measures/search_history?component=shop_orders-api&metrics=ncloc"
                        + "&from=2026-03-11T13:00:00%2B0000&to=2026-03-12T12:01:00%2B0000")
                .json();
        JsonNode one = get("measures/search_history?component=shop_orders-api&metrics=ncloc"
                        + "&from=2026-03-11T13:00:01%2B0000")
                .json();

        assertThat(both.at("/paging/total").asInt()).isEqualTo(2);
        assertThat(one.at("/paging/total").asInt()).isEqualTo(1);
    }

    @Test
    void declaresOnlyWhatWasComputed() {
        JsonNode metrics = get("metrics/search?p=1&ps=500").json();

        assertThat(metrics.path("metrics").findValuesAsText("key"))
                .containsExactly("alert_status", "bugs", "line_coverage", "ncloc");
        assertThat(metrics.path("metrics").findValuesAsText("type")).containsExactly("LEVEL", "INT", "PERCENT", "INT");
        assertThat(metrics.path("total").asInt()).isEqualTo(4);
    }

    @Test
    void tellsTheGateOfAProjectAndOfAnAnalysis() {
        String earlier = get("project_analyses/search?project=shop_orders-api")
                .json()
                .at("/analyses/1/key")
                .asText();

        JsonNode now = get("qualitygates/project_status?projectKey=shop_orders-api")
                .json()
                .path("projectStatus");
        JsonNode then =
                get("qualitygates/project_status?analysisId=" + earlier).json().path("projectStatus");
        JsonNode never =
                get("qualitygates/project_status?projectKey=shop_web").json().path("projectStatus");

        assertThat(now.path("status").asText()).isEqualTo("ERROR");
        assertThat(now.at("/conditions/0/actualValue").asText()).isEqualTo("9");
        assertThat(then.path("status").asText()).isEqualTo("OK");
        assertThat(never.path("status").asText()).isEqualTo("NONE");
        assertThat(never.path("conditions")).isEmpty();
    }

    @Test
    void describesProjects() {
        JsonNode list =
                get("projects/search?organization=shop-example&p=1&ps=2").json();
        JsonNode one = get("components/show?component=shop_orders-api").json().path("component");

        assertThat(list.at("/paging/total").asInt()).isEqualTo(3);
        assertThat(list.path("components").findValuesAsText("key")).containsExactly("shop_orders-api", "shop_stock");
        assertThat(list.at("/components/0/revision").asText()).isEqualTo("rev-2.8.0");
        assertThat(list.at("/components/1").has("lastAnalysisDate")).isFalse();
        assertThat(one.path("version").asText()).isEqualTo("2.8.0");
        assertThat(get("measures/component?component=shop_orders-api&metricKeys=bugs,ncloc")
                        .json()
                        .at("/component/measures")
                        .findValuesAsText("value"))
                .containsExactly("9", "100");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "components/show?component=x | 404 | Component key 'x' not found",
                "components/show | 400 | The 'component' parameter is missing",
                "projects/search | 400 | The 'organization' parameter is missing",
                "projects/search?organization=x | 404 | No organization with key 'x'",
                "project_analyses/search?project=shop_web&ps=501 | 400 | 'ps' value (501) must be less than 500",
                "project_analyses/search?project=shop_web&from=2026-03-10T00:00:00Z | 400 | Date '2026-03-10T00:00:00Z' cannot be parsed",
                "measures/component?component=shop_web&metricKeys=bugs,nope | 404 | The following metric keys are not found: nope",
                "measures/search_history?component=shop_web&metrics=nope | 400 | Metrics nope are not found",
                "nowhere | 404 | Unknown url",
            })
    void refusesAsSonarDoes(String path, int status, String message) {
        Wire.Answer answer = get(path.strip());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().at("/errors/0/msg").asText()).startsWith(message.strip());
    }
}
