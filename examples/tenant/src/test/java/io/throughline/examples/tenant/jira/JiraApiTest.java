package io.throughline.examples.tenant.jira;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Vendor;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Six tickets, SHOP-n created at n o'clock UTC, all done at 12:20. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JiraApiTest {

    private static final String SEARCH = "/rest/api/3/search/jql";

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.start(folder);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    private Wire.Answer search(String jql) {
        return running.jira()
                .post(
                        SEARCH,
                        Json.object().put("jql", jql).put("maxResults", 5000).toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "project in (\"SHOP\") AND updated >= \"2026-03-01 00:00\" ORDER BY created ASC, key ASC | 1 2 3 4 5 6",
                "project = SHOP ORDER BY key DESC | 6 5 4 3 2 1",
                // 04:00 in Berlin is 03:00 UTC
                "created >= \"2026-03-12 04:00\" ORDER BY key ASC | 3 4 5 6",
                "created > \"2026-03-12 04:00\" and created <= '2026-03-12 06:00' order by key | 4 5",
                "updated < \"2026-03-12 13:20\" | ''",
                "updated >= -15m ORDER BY key ASC | 1 2 3 4 5 6",
                "issuetype = Incident | 1",
                "type != \"Incident\" AND NOT (key in (SHOP-2, SHOP-3)) ORDER BY key ASC | 4 5 6",
                "labels = l4 OR key = SHOP-5 ORDER BY key ASC | 4 5",
                "statusCategory = Done AND component = \"orders-api\" AND resolution is not EMPTY ORDER BY key | 1 2 3 4 5 6",
                "status = \"To Do\" | ''",
                "summary ~ \"ticket 2\" | 2",
            })
    void searches(String jql, String numbers) {
        List<String> keys = new ArrayList<>();
        search(jql.strip())
                .json()
                .path("issues")
                .forEach(issue -> keys.add(issue.path("key").asText().substring("SHOP-".length())));

        assertThat(String.join(" ", keys)).isEqualTo(numbers.equals("''") ? "" : numbers.strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ORDER BY created | Unbounded JQL queries",
                "project = NOPE | The value 'NOPE' does not exist for the field 'project'.",
                "project = INT | Error in the JQL Query: 'INT' is a reserved JQL word",
                "project == SHOP | Error in the JQL Query",
                "project = \"SHOP | Error in the JQL Query",
                "summary ~ \"a\\d\" | Error in the JQL Query: '\\d' is an illegal JQL escape sequence",
                "created >= \"yesterday\" | Date value 'yesterday' for field 'created' is invalid",
                "nope = 1 | Field 'nope' does not exist",
            })
    void refusesBadJql(String jql, String message) {
        Wire.Answer answer = search(jql.strip());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errorMessages/0").asText()).startsWith(message.strip());
    }

    @Test
    void pagesByTokenUntilTheLast() {
        ObjectNode body =
                Json.object().put("jql", "project = SHOP ORDER BY created ASC").put("maxResults", 100);
        body.putArray("fields").add("summary");
        List<String> keys = new ArrayList<>();
        JsonNode page;
        int pages = 0;
        do {
            page = running.jira().post(SEARCH, body.toString()).json();
            page.path("issues").forEach(issue -> keys.add(issue.path("key").asText()));
            body.put("nextPageToken", page.path("nextPageToken").asText());
            pages++;
        } while (!page.path("isLast").asBoolean());

        assertThat(pages).isEqualTo(2);
        assertThat(page.has("nextPageToken")).isFalse();
        assertThat(page.has("total")).isFalse();
        assertThat(keys).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void takesATokenOnlyForItsOwnQueryAndNoUnknownMembers() {
        ObjectNode body =
                Json.object().put("jql", "project = SHOP ORDER BY created ASC").put("maxResults", 2);
        String token = running.jira()
                .post(SEARCH, body.toString())
                .json()
                .path("nextPageToken")
                .asText();

        Wire.Answer other = running.jira()
                .post(
                        SEARCH,
                        Json.object()
                                .put("jql", "project = SHOP")
                                .put("nextPageToken", token)
                                .toString());
        Wire.Answer member = running.jira().post(SEARCH, body.put("startAt", 0).toString());

        assertThat(token).isNotEmpty();
        assertThat(other.status()).isEqualTo(400);
        assertThat(member.status()).isEqualTo(400);
    }

    @Test
    void showsOnlyTheFieldsAskedForWithTimesInTheZoneOfTheAccount() {
        ObjectNode body = Json.object().put("jql", "key = SHOP-1").put("expand", "changelog");
        body.putArray("fields")
                .add("created")
                .add("status")
                .add("components")
                .add("description")
                .add("assignee");

        JsonNode issue = running.jira().post(SEARCH, body.toString()).json().at("/issues/0");

        assertThat(issue.path("fields").properties())
                .extracting(field -> field.getKey())
                .containsExactlyInAnyOrder("created", "status", "components", "description", "assignee");
        assertThat(issue.at("/fields/created").asText()).isEqualTo("2026-03-12T02:00:00.000+0100");
        assertThat(issue.at("/fields/status/statusCategory/key").asText()).isEqualTo("done");
        assertThat(issue.at("/fields/components/0/name").asText()).isEqualTo("orders-api");
        assertThat(issue.at("/fields/description/type").asText()).isEqualTo("doc");
        assertThat(issue.at("/fields/description/content")).hasSize(2);
        assertThat(running.jira()
                        .get("/rest/api/3/myself")
                        .json()
                        .path("timeZone")
                        .asText())
                .isEqualTo("Europe/Berlin");
    }

    @Test
    void showsTheNewestChangesAndTheRestByPages() {
        JsonNode shown = running.jira()
                .post(SEARCH, "{\"jql\":\"key = SHOP-1\",\"fields\":[\"status\"],\"expand\":\"changelog\"}")
                .json()
                .at("/issues/0/changelog");
        JsonNode first = running.jira()
                .get("/rest/api/3/issue/10001/changelog?startAt=0&maxResults=100")
                .json();
        JsonNode second = running.jira()
                .get("/rest/api/3/issue/10001/changelog?startAt=2&maxResults=100")
                .json();

        assertThat(shown.path("total").asInt()).isEqualTo(4);
        assertThat(shown.path("histories")).hasSize(3);
        assertThat(shown.at("/histories/0/items/0/toString").asText()).isEqualTo("Done");
        assertThat(first.path("isLast").asBoolean()).isFalse();
        assertThat(first.at("/values/0/items/0/fromString").asText()).isEqualTo("To Do");
        assertThat(second.path("isLast").asBoolean()).isTrue();
        assertThat(second.at("/values/1/items/0/toString").asText()).isEqualTo("Done");
    }

    @Test
    void takesWrongCredentialsForNone() {
        Wire wrong = Wire.to(running.tenant(), Vendor.JIRA).with("Authorization", "Basic eDp5");

        Wire.Answer search = wrong.post(SEARCH, "{\"jql\":\"project = SHOP\"}");
        Wire.Answer project = wrong.get("/rest/api/3/project/SHOP");
        Wire.Answer myself = wrong.get("/rest/api/3/myself");
        Wire.Answer info = wrong.get("/rest/api/3/serverInfo");

        assertThat(search.status()).isEqualTo(200);
        assertThat(search.json().path("issues")).isEmpty();
        assertThat(project.status()).isEqualTo(404);
        assertThat(myself.status()).isEqualTo(401);
        for (Wire.Answer answer : List.of(search, project, myself)) {
            assertThat(answer.header("X-Seraph-LoginReason")).contains("AUTHENTICATED_FAILED");
        }
        assertThat(info.json().path("deploymentType").asText()).isEqualTo("Cloud");
        assertThat(Wire.to(running.tenant(), Vendor.JIRA)
                        .get("/rest/api/3/myself")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void knowsItsProject() {
        JsonNode project = running.jira().get("/rest/api/3/project/SHOP").json();
        Wire.Answer other = running.jira().get("/rest/api/3/project/NOPE");

        assertThat(project.path("components").findValuesAsText("name")).containsExactly("orders-api", "web", "stock");
        assertThat(project.path("issueTypes").findValuesAsText("name")).containsExactly("Incident", "Story");
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json().at("/errorMessages/0").asText()).contains("'NOPE'");
        assertThat(running.jira()
                        .get("/rest/api/3/mypermissions?projectKey=SHOP&permissions=BROWSE_PROJECTS,CREATE_ISSUES")
                        .json()
                        .at("/permissions/BROWSE_PROJECTS/havePermission")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void throttlesWithAReason(@TempDir Path other) throws IOException, SQLException {
        try (RunningTenant throttled = RunningTenant.start(other, config -> config)) {
            String body = "{\"jql\":\"project = SHOP\"}";
            throttled.jira().post(SEARCH, body);
            Wire.Answer second = throttled.jira().post(SEARCH, body);

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).contains("1");
            assertThat(second.header("RateLimit-Reason")).contains("jira-burst-based");
        }
    }
}
