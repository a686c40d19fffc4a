package io.throughline.examples.tenant.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the recordings have nothing of is answered as an empty list, and what does not exist as the service does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsApiTest {

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
    void hasTheMainBranchWithItsLatestAnalysis() {
        JsonNode branches =
                get("project_branches/list?project=shop_orders-api").json().path("branches");

        assertThat(branches).singleElement().satisfies(main -> {
            assertThat(main.path("isMain").asBoolean()).isTrue();
            assertThat(main.path("name").asText()).isEqualTo("main");
            assertThat(main.at("/commit/sha").asText()).isEqualTo("rev-2.8.0");
            assertThat(main.at("/status/qualityGateStatus").asText()).isEqualTo("ERROR");
        });
        assertThat(get("project_pull_requests/list?project=shop_orders-api").body())
                .isEqualTo("{\"pullRequests\":[]}");
        assertThat(get("project_branches/list?project=none").status()).isEqualTo(404);
    }

    @Test
    void findsNoIssueEvenInAProjectThatThereIsNot() {
        JsonNode body = get("issues/search?componentKeys=none&facets=severities,rules&ps=1")
                .json();

        assertThat(body.path("total").asInt()).isZero();
        assertThat(body.path("issues")).isEmpty();
        assertThat(body.at("/facets/0/values").findValuesAsText("val"))
                .containsExactly("BLOCKER", "CRITICAL", "INFO", "MAJOR", "MINOR");
        assertThat(body.at("/facets/1/values")).isEmpty();
        assertThat(get("issues/search?p=21&ps=500").status()).isEqualTo(400);
    }

    @Test
    void refusesHotspotsOfNoProject() {
        assertThat(get("hotspots/search?projectKey=shop_orders-api")
                        .json()
                        .at("/paging/total")
                        .asInt())
                .isZero();
        assertThat(get("hotspots/search").status()).isEqualTo(400);
        assertThat(get("hotspots/search?projectKey=none").status()).isEqualTo(404);
    }

    @Test
    void refusesABranchThatWasNotAnalysed() {
        assertThat(get("project_analyses/search?project=shop_orders-api&branch=main")
                        .status())
                .isEqualTo(200);
        assertThat(get("project_analyses/search?project=shop_orders-api&branch=other")
                        .body())
                .contains("on branch 'other' not found");
    }

    @Test
    void listsNoWebhooksOfTheOrganization() {
        assertThat(get("webhooks/list").status()).isEqualTo(400);
    }
}
