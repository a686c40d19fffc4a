package io.throughline.examples.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.view.Views;
import io.throughline.examples.dashboards.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardServerTest {

    private static final String SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";

    private static ServedScenario served;

    @BeforeAll
    static void serve() {
        served = new ServedScenario(Scenario.databaseFault().titled("Slow " + SCRIPT, "Ticket " + SCRIPT).stream(
                        StreamCompleteness.failed("jira/tickets", Scenario.END, "HTTP 503 " + SCRIPT))
                .build());
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String host() {
        return "Host: 127.0.0.1:" + served.server.uri().getPort();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/performance/checkout",
                "/performance/checkout/orders",
                "/incidents/inc-5d20f3a1",
                "/api/views/incident/inc-5d20f3a1",
                "/assets/dashboards.css",
                "/nothing",
            })
    void every_answer_carries_the_headers_that_protect_it(String path) {
        assertThat(served.get(path))
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';"
                        + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'")
                .contains("X-Content-Type-Options: nosniff")
                .contains("Referrer-Policy: no-referrer")
                .doesNotContain("Server: Jetty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/performance/checkout", "/performance/checkout/orders", "/incidents/inc-5d20f3a1"})
    void pages_hold_no_script_or_style_of_their_own_and_ask_no_other_host(String path) {
        String page = served.get(path);
        assertThat(page).startsWith("HTTP/1.1 200").contains("Content-Type: text/html;charset=utf-8");
        assertThat(page).doesNotContainPattern("<script(?! src=\"/assets/)").doesNotContainPattern("<style|style=\"");
        assertThat(page)
                .doesNotContainPattern("\\son[a-z]+=\"")
                .doesNotContainPattern("(src|<link[^>]*href)=\"(https?:)?//");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/performance/checkout/checkout-api", "/incidents/inc-5d20f3a1"})
    void hostile_texts_of_the_vendors_are_shown_as_text(String path) {
        String page = served.get(path);
        assertThat(page).doesNotContain("<script>alert").doesNotContain("<img src=x");
        assertThat(page).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void links_to_the_vendors_open_apart_and_tell_them_nothing() {
        String page = served.get("/incidents/inc-5d20f3a1");
        assertThat(page)
                .contains(
                        "href=\"https://acme.atlassian.net/browse/CHK-214\" target=\"_blank\" rel=\"noopener noreferrer\"");
        assertThat(page)
                .doesNotContainPattern("href=\"https?://[^\"]*\"(?! target=\"_blank\" rel=\"noopener noreferrer\")");
    }

    @Test
    void a_source_that_could_not_be_read_is_said_on_the_page() {
        assertThat(served.get("/performance/checkout/orders"))
                .contains("Not everything could be read.")
                .contains("jira/tickets")
                .contains("HTTP 503");
    }

    @Test
    void an_incident_page_names_cause_reasons_and_what_was_ruled_out() {
        assertThat(served.get("/incidents/inc-5d20f3a1"))
                .contains("Probable cause")
                .contains("Release orders@2.14.0")
                .contains("It took effect 3 min before the first symptom")
                .contains("More traffic on checkout-api")
                .contains("data as of <time datetime=\"2026-11-22T16:00:00Z\">2026-11-22 16:00Z</time>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: evil.example:80",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1.evil.example",
                "X-No-Host: 1"
            })
    void another_name_for_this_address_is_refused(String header) {
        assertThat(served.raw("GET", "/", List.of(header)))
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotContain("orders");
    }

    @Test
    void localhost_is_the_same_server() {
        assertThat(served.raw(
                        "GET",
                        "/",
                        List.of("Host: localhost:" + served.server.uri().getPort())))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
            })
    void what_another_site_asks_for_is_refused(String header) {
        assertThat(served.raw("GET", "/api/views/incident/inc-5d20f3a1", List.of(host(), header)))
                .startsWith("HTTP/1.1 403")
                .doesNotContain("orders");
    }

    @Test
    void a_link_on_another_site_may_open_a_page_but_not_frame_it() {
        assertThat(served.raw(
                        "GET",
                        "/incidents/inc-5d20f3a1",
                        List.of(
                                host(),
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: document")))
                .startsWith("HTTP/1.1 200");
        assertThat(served.raw(
                        "GET",
                        "/incidents/inc-5d20f3a1",
                        List.of(
                                host(),
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Mode: navigate",
                                "Sec-Fetch-Dest: iframe")))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void nothing_can_be_changed(String method) {
        assertThat(served.raw(method, "/", List.of(host(), "Content-Length: 0")))
                .startsWith("HTTP/1.1 405");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/performance/none",
                "/performance/checkout/none",
                "/incidents/none",
                "/incidents/",
                "/api/views/none/checkout",
                "/api/views/product/none",
                "/assets/none.js",
                "/assets/../DashboardServer.class",
                "/assets/%2e%2e/DashboardServer.class",
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(served.get(path)).containsPattern("^HTTP/1.1 40[04]").doesNotContain("Exception");
    }

    @Test
    void views_are_served_as_json_and_once_only() throws IOException {
        String answer = served.get("/api/views/performance/checkout/orders");
        String body = answer.substring(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
        JsonNode view = new ObjectMapper().readTree(body);
        assertThat(view.path("service").asText()).isEqualTo("orders");
        assertThat(view.path("from").asText()).isEqualTo("2026-11-22T11:00:00Z");
        String tag = answer.lines()
                .filter(line -> line.startsWith("ETag: "))
                .findFirst()
                .orElseThrow()
                .substring("ETag: ".length());
        assertThat(served.raw(
                        "GET", "/api/views/performance/checkout/orders", List.of(host(), "If-None-Match: " + tag)))
                .startsWith("HTTP/1.1 304");
    }

    @Test
    void the_scopes_of_a_view_can_be_listed() {
        assertThat(served.get("/api/views/incident")).contains("[\"inc-5d20f3a1\"]");
    }

    @Test
    void an_empty_store_says_what_to_do() {
        try (ServedScenario empty = new ServedScenario(null)) {
            assertThat(empty.get("/")).startsWith("HTTP/1.1 200").contains("Nothing has been computed yet");
        }
    }

    @Test
    void a_quiet_time_is_told_apart_from_one_without_history() {
        try (ServedScenario quiet = new ServedScenario(Scenario.quiet().build());
                ServedScenario learning =
                        new ServedScenario(Scenario.quiet().learning().build())) {
            assertThat(quiet.get("/")).contains("No incident found.").doesNotContain("Still learning");
            assertThat(learning.get("/")).contains("Still learning").doesNotContain("No incident found.");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (TelemetryStore store = Stores.open("jdbc:duckdb:")) {
            DashboardServer.Builder second = DashboardServer.builder(new Views(store))
                    .port(served.server.uri().getPort());
            assertThatThrownBy(second::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + served.server.uri().getPort() + " on 127.0.0.1");
        }
    }

    @Test
    void a_closed_server_answers_no_more_and_may_be_closed_again() {
        ServedScenario other = new ServedScenario(null);
        other.get("/");
        other.close();
        other.server.close();
        assertThatThrownBy(() -> other.get("/")).isInstanceOf(UncheckedIOException.class);
    }
}
