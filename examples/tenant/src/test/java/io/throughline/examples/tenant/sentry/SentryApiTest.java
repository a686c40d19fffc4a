package io.throughline.examples.tenant.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.RunningTenant;
import io.throughline.examples.tenant.Vendor;
import io.throughline.examples.tenant.Wire;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One error a minute from 12:02 on, in seven groups; each can be read a minute after it happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentryApiTest {

    private static final String ORGANIZATION = "/api/0/organizations/shop-example/";
    private static final String WINDOW = "start=2026-03-12T12:00:00Z&end=2026-03-12T12:30:00Z";
    private static final Pattern NEXT = Pattern.compile("rel=\"next\"; results=\"(true|false)\"; cursor=\"([^\"]+)\"");

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
        return running.sentry().get(ORGANIZATION + path);
    }

    @Test
    void refusesStrangersInSentrysWords() {
        Wire wire = Wire.to(running.tenant(), Vendor.SENTRY);

        Wire.Answer none = wire.get(ORGANIZATION);
        Wire.Answer wrong = wire.with("Authorization", "Bearer x").get(ORGANIZATION);

        assertThat(none.status()).isEqualTo(401);
        assertThat(none.json().path("detail").asText()).isEqualTo("Authentication credentials were not provided.");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("detail").asText()).isEqualTo("Invalid token");
    }

    @Test
    void doesNotKnowOtherOrganizationsAndLeadsToTheSlash() {
        Wire.Answer other = running.sentry().get("/api/0/organizations/other/");
        Wire.Answer slash = running.sentry().get("/api/0/organizations/shop-example");

        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json().path("detail").asText()).isEqualTo("The requested resource does not exist");
        assertThat(slash.status()).isEqualTo(301);
        assertThat(slash.header("Location")).contains("/api/0/organizations/shop-example/");
    }

    @Test
    void groupsErrorsIntoIssuesOverSeveralPages() {
        List<JsonNode> issues = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            Wire.Answer page = get("issues/?query=&" + WINDOW + "&project=2&limit=100" + cursor);
            page.json().forEach(issues::add);
            assertThat(page.header("X-Hits")).contains("7");
            Matcher next = NEXT.matcher(page.header("Link").orElseThrow());
            assertThat(next.find()).isTrue();
            cursor = next.group(1).equals("true") ? "&cursor=" + next.group(2) : "";
            pages++;
        } while (!cursor.isEmpty());

        assertThat(pages).isEqualTo(2);
        assertThat(issues).hasSize(7);
        // Errors of the last minute cannot be read yet: the newest is the one of 12:29.
        assertThat(issues.get(0).path("lastSeen").asText()).isEqualTo("2026-03-12T12:29:00Z");
        assertThat(issues.stream()
                        .mapToInt(issue -> issue.path("count").asInt())
                        .sum())
                .isEqualTo(28);
        JsonNode issue = issues.get(0);
        assertThat(issue.path("count").isTextual()).isTrue();
        assertThat(issue.path("title").asText()).isEqualTo("SQLTransientConnectionException: timed out");
        assertThat(issue.at("/metadata/filename").asText()).isEqualTo("OrderStore.java");
        assertThat(issue.path("culprit").asText()).isEqualTo("POST /orders");
        assertThat(issue.path("isUnhandled").asBoolean()).isTrue();
        assertThat(issue.path("shortId").asText()).startsWith("ORDERS-API-");
        assertThat(issue.path("permalink").asText()).startsWith("https://shop-example.sentry.io/issues/");
    }

    @Test
    void countsForTheWindowAndForAllTime() {
        JsonNode issue = get("issues/?query=&start=2026-03-12T12:20:00Z&end=2026-03-12T12:27:00Z&project=2&limit=1")
                .json()
                .get(0);

        assertThat(issue.path("count").asText()).isEqualTo("1");
        assertThat(issue.at("/lifetime/count").asText()).isEqualTo("4");
        assertThat(issue.at("/lifetime/firstSeen").asText()).isEqualTo("2026-03-12T12:05:00Z");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', 7",
        "is:unresolved, 7",
        "is:resolved, 0",
        "release:orders-api@2.7.0, 7",
        "'!release:orders-api@2.7.0 release:\"orders-api@2.8.0\"', 7",
        "'release:[a,\"b\"]', 0",
        "'!release:[\"orders-api@2.7.0\",\"orders-api@2.8.0\"]', 0",
        "release:orders-api*, 7",
        "level:warning, 0",
        "error.type:SQLTransientConnectionException, 7",
        "timed, 7",
        "nonsense, 0",
        "!has:release, 0",
    })
    void searches(String query, int hits) {
        String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);

        assertThat(get("issues/?" + WINDOW + "&query=" + encoded).header("X-Hits"))
                .contains(String.valueOf(hits));
    }

    @Test
    void tellsTheReleasesOfAnIssue() {
        String id =
                get("issues/?query=&" + WINDOW + "&limit=1").json().at("/0/id").asText();

        JsonNode issue = get("issues/" + id + "/?collapse=stats&collapse=tags").json();

        assertThat(issue.at("/firstRelease/version").asText()).isEqualTo("orders-api@2.7.0");
        assertThat(issue.at("/lastRelease/version").asText()).isEqualTo("orders-api@2.8.0");
        assertThat(issue.has("tags")).isFalse();
        assertThat(get("issues/1/").status()).isEqualTo(404);
    }

    @Test
    void countsErrorsByReleaseAndMinute() {
        JsonNode body = get("events-timeseries/?dataset=errors&yAxis=count()&interval=1m"
                        + "&start=2026-03-12T12:05:00Z&end=2026-03-12T12:15:00Z&project=2&environment=production"
                        + "&groupBy=release&topEvents=10&sort=-count()&query=")
                .json();

        assertThat(body.at("/meta/start").asLong()).isEqualTo(1_773_317_100_000L);
        assertThat(body.path("timeSeries")).hasSize(2);
        for (JsonNode series : body.path("timeSeries")) {
            assertThat(series.path("values")).hasSize(10);
            assertThat(series.at("/meta/interval").asLong()).isEqualTo(60_000);
            assertThat(series.path("values").findValues("value").stream()
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .isEqualTo(5);
        }
        assertThat(body.at("/timeSeries/0/groupBy/0/value").asText()).isEqualTo("orders-api@2.7.0");
        assertThat(body.at("/timeSeries/0/values/0/timestamp").asLong()).isEqualTo(1_773_317_100_000L);
    }

    @Test
    void putsTheRestOfTheGroupsTogether() {
        JsonNode body = get("events-timeseries/?dataset=errors&interval=5m&" + WINDOW
                        + "&groupBy=release&topEvents=1&query=")
                .json();

        assertThat(body.path("timeSeries")).hasSize(2);
        assertThat(body.at("/timeSeries/1/meta/isOther").asBoolean()).isTrue();
        assertThat(body.at("/timeSeries/0/groupBy/0/value").asText()).isEqualTo("orders-api@2.8.0");
    }

    @Test
    void answersAnEmptyListOfGroupsIfThereIsNoError() {
        JsonNode body = get("events-timeseries/?dataset=errors&interval=1m&" + WINDOW + "&project=1&groupBy=release")
                .json();

        assertThat(body.path("timeSeries")).isEmpty();
    }

    @Test
    void hasTheOlderSeriesToo() {
        JsonNode body =
                get("events-stats/?interval=5m&" + WINDOW + "&project=2").json();

        assertThat(body.path("data")).hasSize(6);
        assertThat(body.at("/data/0").toString()).isEqualTo("[1773316800,[{\"count\":3}]]");
    }

    @Test
    void listsReleasesAnnouncedAndSeen() {
        JsonNode releases = get("releases/?project=2&per_page=100").json();

        assertThat(releases.findValuesAsText("shortVersion")).containsExactly("orders-api@2.8.0", "orders-api@2.7.0");
        JsonNode announced = releases.get(0);
        assertThat(announced.path("id").isIntegralNumber()).isTrue();
        assertThat(announced.path("dateCreated").asText()).isEqualTo("2026-03-12T12:03:30Z");
        assertThat(announced.path("commitCount").asInt()).isEqualTo(1);
        assertThat(announced.at("/lastCommit/id").asText()).isEqualTo("aaaa");
        assertThat(announced.at("/versionInfo/package").asText()).isEqualTo("orders-api");
        assertThat(get("releases/orders-api%402.8.0/deploys/")
                        .json()
                        .at("/0/environment")
                        .asText())
                .isEqualTo("production");
        assertThat(get("releases/orders-api%402.8.0/commits/")
                        .json()
                        .at("/0/message")
                        .asText())
                .isEqualTo("Search any case");
        assertThat(get("releases/orders-api%409.9.9/commits/").status()).isEqualTo(404);
    }

    @Test
    void pagesProjects() {
        Wire.Answer first = get("projects/?per_page=100");

        assertThat(first.json().findValuesAsText("slug")).containsExactly("orders-api", "web");
        assertThat(first.json().at("/0/environments").toString()).isEqualTo("[\"production\"]");
        Matcher next = NEXT.matcher(first.header("Link").orElseThrow());
        assertThat(next.find() && next.group(1).equals("true")).isTrue();
        Wire.Answer second = get("projects/?per_page=100&cursor=" + next.group(2));
        assertThat(second.json().findValuesAsText("slug")).containsExactly("stock");
        assertThat(second.header("Link").orElseThrow()).contains("rel=\"next\"; results=\"false\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "issues/?start=2026-03-12T12:00:00Z | 400 | start and end are both required",
                "issues/?limit=101 | 400 | Invalid limit value",
                "issues/?query=a%20OR%20b | 400 | Error parsing search query",
                "issues/?query=nope:1 | 400 | Invalid query",
                "issues/?project=99 | 403 | You do not have permission",
                "issues/?cursor=x | 400 | Invalid cursor",
                "events-timeseries/?dataset=logs | 400 | dataset must be",
                "events/?dataset=errors | 400 | No columns selected",
                "sessions/?field=sum(session)&interval=7m | 400 | The interval has to be",
                "stats_v2/?field=sum(quantity) | 400 | At least one groupBy",
            })
    void refusesBadRequests(String path, int status, String detail) {
        Wire.Answer answer = get(path.strip());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("detail").asText()).startsWith(detail.strip());
    }

    @Test
    void throttlesWithoutRetryAfter(@TempDir Path other) throws IOException, SQLException {
        try (RunningTenant throttled = RunningTenant.start(other, config -> config)) {
            Wire sentry = throttled.sentry();
            sentry.get(ORGANIZATION + "issues/?query=");
            Wire.Answer second = sentry.get(ORGANIZATION + "issues/?query=");
            Wire.Answer third = sentry.get(ORGANIZATION + "issues/?query=");

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).isEmpty();
            assertThat(second.header("X-Sentry-Rate-Limit-Remaining")).contains("0");
            assertThat(second.header("X-Sentry-Rate-Limit-Reset"))
                    .contains(String.valueOf(RunningTenant.END.getEpochSecond() + 1));
            assertThat(third.status()).isEqualTo(200);
        }
    }
}
