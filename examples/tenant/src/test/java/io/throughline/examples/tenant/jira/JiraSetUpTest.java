package io.throughline.examples.tenant.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Wire;
import io.throughline.examples.tenant.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six tickets, SHOP-n created at n o'clock UTC, all done at 12:20. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JiraSetUpTest {

    private static final String API = "/rest/api/3/";

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void listsEachStatusThatATicketEverHadWithItsCategory() {
        JsonNode statuses = get("status");

        assertThat(statuses.findValuesAsText("name")).contains("To Do", "Done");
        assertThat(statuses)
                .allSatisfy(status ->
                        assertThat(status.at("/statusCategory/key").asText()).isIn("new", "indeterminate", "done"));
        List<String> ids = new ArrayList<>();
        statuses.forEach(status -> ids.add(status.path("id").asText()));
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void countsWhatASearchFinds() {
        assertThat(post("search/approximate-count", "{\"jql\":\"project = SHOP\"}")
                        .path("count")
                        .asInt())
                .isEqualTo(6);
        assertThat(running.jira()
                        .post(API + "search/approximate-count", "{\"jql\":\"order by key\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void fetchesIssuesByIdOrKeyAndLeavesTheOthersOut() {
        JsonNode found = post(
                "issue/bulkfetch", "{\"issueIdsOrKeys\":[\"SHOP-2\",\"10001\",\"SHOP-99\"],\"fields\":[\"summary\"]}");

        assertThat(found.path("issues").findValuesAsText("key")).containsExactlyInAnyOrder("SHOP-1", "SHOP-2");
        assertThat(found.at("/issues/0/fields/summary").asText()).isNotBlank();
        assertThat(found.path("issueErrors")).isEmpty();
    }

    @Test
    void givesHistoriesOfManyIssuesInPages() {
        List<String> changes = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            ObjectNode body = Json.object();
            ArrayNode names = body.putArray("issueIdsOrKeys");
            List.of("SHOP-1", "SHOP-2").forEach(names::add);
            if (token != null) {
                body.put("nextPageToken", token);
            }
            JsonNode page = post("changelog/bulkfetch", body.toString());
            page.path("issueChangeLogs")
                    .forEach(log -> log.path("changeHistories").forEach(history -> {
                        changes.add(history.path("id").asText());
                        assertThat(history.path("created").isIntegralNumber()).isTrue();
                    }));
            token = page.path("nextPageToken").isMissingNode()
                    ? null
                    : page.path("nextPageToken").asText();
            pages++;
        } while (token != null);

        int all = get("issue/SHOP-1/changelog").path("total").asInt()
                + get("issue/SHOP-2/changelog").path("total").asInt();
        assertThat(changes).hasSize(all).doesNotHaveDuplicates();
        assertThat(pages).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"project/SHOP/version", "issue/createmeta/SHOP/issuetypes", "issue/SHOP-1/transitions"})
    void hasNothingThatTheAccountCouldCreateOrMove(String path) {
        Wire.Answer answer = running.jira().get(API + path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValues("id")).isEmpty();
    }

    @Test
    void namesTheFieldsThatIssuesCarry() {
        List<String> known = get("field").findValuesAsText("id");
        List<String> carried = new ArrayList<>();
        get("issue/SHOP-1").path("fields").fieldNames().forEachRemaining(carried::add);

        assertThat(known).containsAll(carried);
    }

    private JsonNode get(String path) {
        return running.jira().get(API + path).json();
    }

    private JsonNode post(String path, String body) {
        return running.jira().post(API + path, body).json();
    }
}
