package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.edition.UnsupportedByEditionException;
import io.throughline.jira.issue.FetchedIssues;
import io.throughline.jira.issue.IssueChanges;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.project.JiraProject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which edition answers, and what is different on Jira Data Center. */
class JiraEditionsTest {

    private static final URI SERVER = URI.create("https://jira.acme.example:8443/tickets/");
    private static final String DATA_CENTER = "{\"deploymentType\":\"Server\",\"version\":\"10.3.1\"}";
    private static final Jql OPS = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"));

    private final ScriptedTransport transport = new ScriptedTransport();

    @Test
    void asksAServerOnceWhichEditionItIs() {
        transport
                .answer(404, "<html>dead link</html>")
                .answer(200, DATA_CENTER)
                .answer(200, "{\"name\":\"sre\",\"timeZone\":\"Europe/Berlin\"}")
                .answer(200, "[]");
        JiraClient jira = JiraClient.builder(SERVER)
                .bearer(Secret.of("pat"))
                .transport(transport)
                .build();

        jira.site().getMyself();
        jira.site().listFields();

        assertThat(jira.site().edition()).isEqualTo(JiraEdition.DATA_CENTER);
        assertThat(addresses())
                .containsExactly(
                        "https://jira.acme.example:8443/tickets/rest/api/3/serverInfo",
                        "https://jira.acme.example:8443/tickets/rest/api/2/serverInfo",
                        "https://jira.acme.example:8443/tickets/rest/api/2/myself",
                        "https://jira.acme.example:8443/tickets/rest/api/2/field");
    }

    @Test
    void asksOnceThoughManyThreadsBegin() throws InterruptedException {
        transport.answer(200, "{\"deploymentType\":\"Cloud\"}");
        JiraClient jira = JiraClient.builder(SERVER).transport(transport).build();
        List<JiraEdition> told = Collections.synchronizedList(new ArrayList<>());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                try {
                    start.await();
                    told.add(jira.site().edition());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        start.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(told).hasSize(8).containsOnly(JiraEdition.CLOUD);
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void remembersNoFailedQuestion() {
        transport
                .answer(401, "", Map.of("X-Seraph-LoginReason", "AUTHENTICATED_FAILED"))
                .answer(200, "{\"deploymentType\":\"Cloud\"}");
        JiraClient jira = JiraClient.builder(SERVER).transport(transport).build();

        assertThatThrownBy(() -> jira.site().edition()).isInstanceOf(AuthenticationException.class);
        assertThat(jira.site().edition()).isEqualTo(JiraEdition.CLOUD);
    }

    @Test
    void letsACallTellWhatIsWrongWithTheAddress() {
        transport
                .answer(404, "<html>nothing here</html>")
                .answer(404, "<html>nothing here</html>")
                .answer(404, "<html>nothing here</html>")
                .answer(200, "{\"versionNumbers\":[10,3,1]}");
        JiraClient jira = JiraClient.builder(SERVER).transport(transport).build();

        assertThatThrownBy(() -> jira.site().getMyself())
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("get myself")
                .hasMessageContaining("check the url");
        assertThat(jira.site().edition())
                .as("asked again; a version 3 is the cloud's")
                .isEqualTo(JiraEdition.CLOUD);
    }

    @Test
    void asksNobodyWhereTheHostOrTheBuilderTells() {
        assertThat(JiraClient.builder(URI.create("https://acme.atlassian.net"))
                        .build()
                        .site()
                        .edition())
                .isEqualTo(JiraEdition.CLOUD);
        assertThat(JiraClient.gateway("11223344-a1b2-3b33-c444-def123456789")
                        .build()
                        .site()
                        .edition())
                .isEqualTo(JiraEdition.CLOUD);
        assertThat(JiraClient.builder(SERVER)
                        .edition(JiraEdition.DATA_CENTER)
                        .build()
                        .site()
                        .edition())
                .isEqualTo(JiraEdition.DATA_CENTER);
    }

    @Test
    void findsTheCloudIdWithoutShowingTheCredential() {
        transport
                .answer(200, "{\"cloudId\":\"11223344-a1b2-3b33-c444-def123456789\"}")
                .answer(200, "{\"accountId\":\"1\"}");
        JiraClient site = JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .apiToken("sre@acme.example", Secret.of("token"))
                .transport(transport)
                .build();

        JiraClient gateway = JiraClient.gateway(site.site().getCloudId())
                .apiToken("sre@acme.example", Secret.of("scoped"))
                .transport(transport)
                .build();
        gateway.site().getMyself();

        assertThat(addresses())
                .containsExactly(
                        "https://acme.atlassian.net/_edge/tenant_info",
                        "https://api.atlassian.com/ex/jira/11223344-a1b2-3b33-c444-def123456789/rest/api/3/myself");
        assertThat(transport.requests().get(0).headers().first("Authorization")).isEmpty();
        assertThat(transport.requests().get(1).headers().first("Authorization")).isPresent();
        assertThatThrownBy(() -> JiraClient.gateway("../x")).hasMessageContaining("cloudId");
    }

    @Test
    void listsTheSitesOfAnOAuthTokenAtTheGatewayOnly() {
        transport.answer(
                200,
                "[{\"id\":\"11223344\",\"url\":\"https://acme.atlassian.net\",\"name\":\"acme\",\"scopes\":[\"read:jira-work\"]}]");
        JiraClient gateway = JiraClient.gateway("any")
                .bearer(() -> Secret.of("access"))
                .transport(transport)
                .build();
        JiraClient server = JiraClient.builder(SERVER)
                .edition(JiraEdition.DATA_CENTER)
                .bearer(Secret.of("pat"))
                .transport(transport)
                .build();

        assertThat(gateway.site().listAccessibleSites())
                .singleElement()
                .satisfies(site -> assertThat(site.id()).isEqualTo("11223344"));
        assertThatThrownBy(() -> server.site().listAccessibleSites()).isInstanceOf(UnsupportedByEditionException.class);
        assertThat(addresses()).containsExactly("https://api.atlassian.com/oauth/token/accessible-resources");
    }

    @Test
    void linksToThePageForPeopleWhereverItWasAsked() {
        transport.answer(200, "{\"baseUrl\":\"https://jira.acme.example/tickets/\"}");
        JiraClient jira = JiraClient.gateway("11223344").transport(transport).build();

        assertThat(jira.site().browseLink("OPS-1")).hasToString("https://jira.acme.example/tickets/browse/OPS-1");
    }

    @Nested
    class OnDataCenter {

        private final JiraClient jira = JiraClient.builder(SERVER)
                .bearer(Secret.of("pat"))
                .edition(JiraEdition.DATA_CENTER)
                .retryPolicy(RetryPolicy.never())
                .transport(transport)
                .build();

        @Test
        void searchesByOffsetAndFollowsSmallerPages() {
            transport
                    .answer(
                            200,
                            "{\"startAt\":0,\"maxResults\":2,\"total\":3,\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"},"
                                    + "{\"id\":\"2\",\"key\":\"A-2\"}]}")
                    .answer(
                            200,
                            "{\"startAt\":2,\"maxResults\":2,\"total\":3,\"issues\":[{\"id\":\"3\",\"key\":\"A-3\"}]}");

            assertThat(jira.issues()
                            .search(JiraSearch.builder(OPS)
                                    .fields("summary")
                                    .changelog(true)
                                    .build()))
                    .extracting(JiraIssue::key)
                    .containsExactly("A-1", "A-2", "A-3");
            assertThat(transport.requests().get(1)).satisfies(request -> {
                assertThat(request.uri().getPath()).isEqualTo("/tickets/rest/api/2/search");
                assertThat(request.body())
                        .isEqualTo("{\"jql\":\"project = \\\"OPS\\\"\",\"startAt\":2,\"maxResults\":100,"
                                + "\"fields\":[\"summary\"],\"expand\":[\"changelog\"]}");
            });
            assertThat(transport.left()).isZero();
        }

        @Test
        void countsByAskingForNoIssue() {
            transport.answer(200, "{\"startAt\":0,\"maxResults\":0,\"total\":153,\"issues\":[]}");

            assertThat(jira.issues().approximateCount(OPS)).isEqualTo(153);
            assertThat(body(0)).contains("\"maxResults\":0");
        }

        @Test
        void fetchesManyBySearchingWithNumbersAsNumbers() {
            transport.answer(
                    200,
                    "{\"total\":2,\"issues\":[{\"id\":\"10001\",\"key\":\"A-1\"},{\"id\":\"10002\",\"key\":\"A-2\"}]}");

            FetchedIssues fetched = jira.issues().fetch(List.of("10001", "a-2", "A-9"), List.of("summary"));

            assertThat(body(0))
                    .contains("key in (\\\"A-2\\\", \\\"A-9\\\") OR id in (10001)")
                    .contains("\"validateQuery\":false");
            assertThat(fetched.find("A-2")).isPresent();
            assertThat(fetched.absent()).containsExactly("A-9");
            assertThat(fetched.isComplete()).isFalse();
        }

        @Test
        void readsTheHistoryWithTheIssueAndPutsItInOrder() {
            String issue = """
                    {"id":"1","key":"A-1","changelog":{"startAt":0,"total":2,"histories":[
                    {"id":"12","created":"2026-11-20T11:00:00.000+0000","items":[{"field":"status","fromString":"a","toString":"b"}]},
                    {"id":"11","created":"2026-11-20T10:00:00.000+0000","items":[{"field":"labels","fromString":"","toString":"x"}]}]}}""";
            transport.answer(200, issue).answer(200, issue);

            assertThat(jira.issues().listChanges("A-1"))
                    .extracting(JiraChange::id)
                    .containsExactly("11", "12");
            assertThat(jira.issues().listChanges(List.of("A-1"), Set.of("status")).stream()
                            .toList())
                    .singleElement()
                    .extracting(IssueChanges::changes)
                    .satisfies(changes ->
                            assertThat(changes).extracting(JiraChange::id).containsExactly("12"));
            assertThat(transport.requests().get(0).uri().getRawQuery()).isEqualTo("fields=created&expand=changelog");
        }

        @Test
        void listsProjectsAllAtOnce() {
            transport.answer(200, "[{\"id\":\"1\",\"key\":\"CHK\"},{\"id\":\"2\",\"key\":\"OPS\"}]");

            assertThat(jira.projects().list()).extracting(JiraProject::key).containsExactly("CHK", "OPS");
        }

        @Test
        void namesUsersByTheirName() {
            transport.answer(200, "{\"name\":\"mia\",\"key\":\"JIRAUSER10\",\"timeZone\":\"Mars/Olympus\"}");

            assertThat(jira.site().getUser("mia")).satisfies(user -> {
                assertThat(user.identity()).contains("mia");
                assertThat(user.zone()).isEmpty();
            });
            assertThat(transport.requests().get(0).uri().getRawQuery()).isEqualTo("username=mia");
        }

        @Test
        void saysWhatItCannotDoAndWhatToDoInstead() {
            assertThatThrownBy(() -> jira.projects().listLabels().iterator().hasNext())
                    .isInstanceOfSatisfying(
                            UnsupportedByEditionException.class,
                            e -> assertThat(e.edition()).isEqualTo(JiraEdition.DATA_CENTER))
                    .hasMessage("jira: list labels failed: Jira Data Center has no such operation;"
                            + " search for the issues and read their labels");
            assertThatThrownBy(() -> jira.issues()
                            .search(JiraSearch.builder(OPS)
                                    .properties(List.of("p"))
                                    .build())
                            .iterator()
                            .hasNext())
                    .isInstanceOf(UnsupportedByEditionException.class)
                    .hasMessageContaining("properties().find");
            assertThatThrownBy(() -> jira.site().getCloudId()).isInstanceOf(UnsupportedByEditionException.class);
            assertThat(transport.requests()).isEmpty();
        }
    }

    private List<String> addresses() {
        return transport.requests().stream()
                .map(TransportRequest::uri)
                .map(URI::toString)
                .toList();
    }

    private String body(int index) {
        return String.valueOf(transport.requests().get(index).body());
    }
}
