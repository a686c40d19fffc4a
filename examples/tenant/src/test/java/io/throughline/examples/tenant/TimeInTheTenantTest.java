package io.throughline.examples.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What has not arrived yet is not there, and appears when its time has come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeInTheTenantTest {

    /** A clock that tests set. */
    private static final class SettableClock extends Clock {

        private volatile Instant now = RunningTenant.END;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SettableClock clock = new SettableClock();

    private RunningTenant running;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, SQLException {
        running = RunningTenant.startAt(folder, clock);
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void hidesRowsThatHaveNotArrived() {
        // Requests of 12:10:00 arrive two minutes later.
        assertThat(requestsAt("2026-03-12T12:11:59Z")).isEqualTo(20);
        assertThat(requestsAt("2026-03-12T12:12:00Z")).isEqualTo(21);
        assertThat(requestsAt("2026-03-12T12:30:00Z")).isEqualTo(40);
    }

    private long requestsAt(String now) {
        clock.now = Instant.parse(now);
        return running.azure("https://api.loganalytics.io")
                .post(
                        "/v1/workspaces/" + TinyRecording.WORKSPACE + "/query",
                        "{\"query\":\"AppRequests | where AppVersion == '2.8.0' | count\",\"timespan\":\"P1D\"}")
                .json()
                .at("/tables/0/rows/0/0")
                .asLong();
    }

    @Test
    void tellsWhatArrivedSince() {
        clock.now = RunningTenant.END;

        JsonNode rows = running.azure("https://api.loganalytics.io")
                .post(
                        "/v1/workspaces/" + TinyRecording.WORKSPACE + "/query",
                        "{\"query\":\"AppRequests | where ingestion_time() >= datetime(2026-03-12T12:21:00Z)"
                                + " | summarize Stored = count(), First = min(ingestion_time()) by Window = bin(TimeGenerated, 1h)\","
                                + "\"timespan\":\"P1D\"}")
                .json()
                .at("/tables/0/rows");

        assertThat(rows.toString()).isEqualTo("[[\"2026-03-12T12:00:00Z\",2,\"2026-03-12T12:21:00Z\"]]");
    }

    @Test
    void letsAlertsFireAndResolve() {
        assertThat(alertsAt("2026-03-12T12:09:59Z")).isEqualTo("[]");
        assertThat(alertsAt("2026-03-12T12:10:00Z")).contains("\"Fired\"").doesNotContain("Resolved");
        assertThat(alertsAt("2026-03-12T12:25:00Z")).contains("\"Resolved\"");
    }

    private String alertsAt(String now) {
        clock.now = Instant.parse(now);
        return running.azure("https://management.azure.com")
                .get("/subscriptions/" + TinyRecording.SUBSCRIPTION
                        + "/providers/Microsoft.AlertsManagement/alerts?timeRange=1h&sortBy=startDateTime&sortOrder=asc"
                        + "&pageCount=1")
                .json()
                .path("value")
                .toString();
    }

    @Test
    void showsATicketAsItWas() {
        assertThat(ticketAt("2026-03-12T00:59:59Z")).isEqualTo("absent");
        assertThat(ticketAt("2026-03-12T10:59:00Z")).isEqualTo("To Do/Low/Before/0");
        assertThat(ticketAt("2026-03-12T11:45:00Z")).isEqualTo("In Progress/High/Before/2");
        assertThat(ticketAt("2026-03-12T12:20:00Z")).isEqualTo("Done/High/Ticket 1/4");
    }

    private String ticketAt(String now) {
        clock.now = Instant.parse(now);
        JsonNode issue = running.jira()
                .post(
                        "/rest/api/3/search/jql",
                        "{\"jql\":\"key = SHOP-1\",\"fields\":[\"status\",\"priority\",\"summary\"],\"expand\":\"changelog\"}")
                .json()
                .at("/issues/0");
        return issue.isMissingNode()
                ? "absent"
                : issue.at("/fields/status/name").asText() + "/"
                        + issue.at("/fields/priority/name").asText() + "/"
                        + issue.at("/fields/summary").asText() + "/"
                        + issue.at("/changelog/total").asInt();
    }

    @Test
    void letsReleasesAndAnalysesAppear() {
        clock.now = Instant.parse("2026-03-12T12:00:30Z");
        assertThat(releases()).isEmpty();
        assertThat(analyses()).hasSize(1);

        clock.now = Instant.parse("2026-03-12T12:04:00Z");
        assertThat(releases().at("/0/deployCount").asInt()).isZero();
        assertThat(analyses()).hasSize(2);

        clock.now = Instant.parse("2026-03-12T12:05:00Z");
        assertThat(releases().at("/0/lastDeploy/dateFinished").asText()).isEqualTo("2026-03-12T12:05:00Z");
    }

    private JsonNode releases() {
        return running.sentry()
                .get("/api/0/organizations/shop-example/releases/?project=2")
                .json();
    }

    private JsonNode analyses() {
        return running.sonarcloud()
                .get("/api/project_analyses/search?project=shop_orders-api")
                .json()
                .path("analyses");
    }
}
