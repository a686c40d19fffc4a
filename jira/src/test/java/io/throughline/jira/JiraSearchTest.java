package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.jira.issue.FetchedIssues;
import io.throughline.jira.issue.IssueChanges;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.ReconciledIssues;
import io.throughline.jira.issue.ReconciledIssues.Visibility;
import io.throughline.jira.issue.SearchExpiredException;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Finding issues on Jira Cloud, whose index lags. */
class JiraSearchTest {

    private static final JiraSearch OPS = JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.LABELS, "tl-1")))
            .fields("summary")
            .build();

    private final ScriptedTransport transport = new ScriptedTransport();
    private final JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
            .transport(transport)
            .retryPolicy(RetryPolicy.never())
            .build();

    @Test
    void sendsPropertiesAndReconciledIdsWithEachPage() {
        transport
                .answer(200, "{\"issues\":[],\"nextPageToken\":\"t1\",\"isLast\":false}")
                .answer(
                        200,
                        "{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\",\"properties\":{\"throughline.incident\":{\"n\":1},\"x\":null}}],"
                                + "\"isLast\":true}");

        JiraIssue found = jira.issues()
                .search(OPS.toBuilder()
                        .properties(List.of("throughline.incident"))
                        .reconcile(List.of("10001"))
                        .build())
                .iterator()
                .next();

        assertThat(found.properties()).isEqualTo(Map.of("throughline.incident", Map.of("n", 1)));
        assertThat(transport.requests())
                .allSatisfy(request -> assertThat(request.body())
                        .contains("\"properties\":[\"throughline.incident\"]", "\"reconcileIssues\":[10001]"));
    }

    @Test
    void saysThatATokenHasExpired() {
        transport
                .answer(200, "{\"issues\":[{\"id\":\"1\"}],\"nextPageToken\":\"t1\"}")
                .answer(400, "{\"errorMessages\":[\"Invalid request payload.\"]}")
                .answer(400, "{\"errorMessages\":[\"Error in the JQL Query\"]}");

        assertThatThrownBy(() -> jira.issues().search(OPS).forEach(issue -> {}))
                .isInstanceOf(SearchExpiredException.class)
                .hasMessageContaining("begin the search again")
                .hasCauseInstanceOf(QueryRejectedException.class);
        assertThatThrownBy(() -> jira.issues().search(OPS).iterator().hasNext())
                .isInstanceOf(QueryRejectedException.class);
    }

    @Test
    void checksWhatCanBeReconciled() {
        assertThatThrownBy(() -> OPS.toBuilder().reconcile(List.of("OPS-1")).build())
                .hasMessageContaining("numeric ids")
                .hasMessageContaining("OPS-1");
        assertThatThrownBy(() -> OPS.toBuilder()
                        .reconcile(
                                IntStream.range(0, 51).mapToObj(String::valueOf).toList())
                        .build())
                .hasMessageContaining("at most 50");
        assertThatThrownBy(() -> OPS.toBuilder()
                        .properties(List.of("1", "2", "3", "4", "5", "6"))
                        .build())
                .hasMessageContaining("at most 5");
    }

    @Test
    void saysOfEachNewIssueWhetherASearchFindsIt() {
        transport
                .answer(
                        200,
                        "{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"},{\"id\":\"2\",\"key\":\"A-2\"}],\"issueErrors\":[]}")
                .answer(200, "{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\"}],\"isLast\":true}");

        ReconciledIssues reconciled = jira.issues().reconcile(OPS, List.of("1", "A-2", "3"));

        assertThat(reconciled.of("A-1")).isEqualTo(Visibility.FOUND);
        assertThat(reconciled.of("2")).isEqualTo(Visibility.NOT_YET_INDEXED);
        assertThat(reconciled.of("3")).isEqualTo(Visibility.ABSENT);
        assertThat(reconciled.absent()).containsExactly("3");
        assertThat(transport.requests().get(1).body())
                .contains("labels = \\\"tl-1\\\" AND key in (\\\"A-1\\\", \\\"A-2\\\")")
                .contains("\"reconcileIssues\":[1,2]");
    }

    @Test
    void searchesForNothingIfNoneExists() {
        transport.answer(200, "{\"issues\":[],\"issueErrors\":[]}");

        assertThat(jira.issues().reconcile(OPS, List.of("9")).absent()).containsExactly("9");
        assertThat(jira.issues().reconcile(OPS, List.of()).absent()).isEmpty();
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void fetchesAHundredWithEachCallAndTellsWhichAreMissing() {
        transport
                .answer(200, "{\"issues\":[" + issues(0, 99) + "]}")
                .answer(200, "{\"issues\":[" + issues(100, 150) + "]}");

        FetchedIssues fetched = jira.issues()
                .fetch(IntStream.range(0, 150).mapToObj(i -> "OPS-" + i).toList(), List.of("summary"));

        assertThat(fetched.issues()).hasSize(149);
        assertThat(fetched.absent()).containsExactly("OPS-99");
        assertThat(transport.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.uri().getPath()).isEqualTo("/rest/api/3/issue/bulkfetch"));
    }

    @Test
    void knowsAMovedIssueByItsEarlierKey() {
        transport
                .answer(200, "{\"issues\":[{\"id\":\"7\",\"key\":\"NEW-1\"}]}")
                .answer(200, "{\"id\":\"7\",\"key\":\"NEW-1\"}")
                .answer(404, "{\"errorMessages\":[\"Issue does not exist\"]}");

        FetchedIssues fetched = jira.issues().fetch(List.of("OLD-1", "OLD-2"), List.of("summary"));

        assertThat(fetched.issues()).extracting(JiraIssue::key).containsExactly("NEW-1");
        assertThat(fetched.absent()).containsExactly("OLD-2");
    }

    @Test
    void tellsApartWhatCouldNotBeGivenNow() {
        transport.answer(200, "{\"issues\":[],\"issueErrors\":[{\"id\":\"5\",\"errorMessage\":\"Too large\"}]}");

        FetchedIssues fetched = jira.issues().fetch(List.of("5", "6"), List.of("summary"));

        assertThat(fetched.failed()).containsExactly(Map.entry("5", "Too large"));
        assertThat(fetched.isComplete()).isFalse();
    }

    @Test
    void readsTheHistoriesOfManyIssuesPageByPage() {
        transport
                .answer(
                        200,
                        "{\"issueChangeLogs\":[{\"issueId\":\"1\",\"changeHistories\":[{\"id\":\"11\",\"created\":1795132800000,"
                                + "\"items\":[{\"field\":\"status\",\"toString\":\"Done\"}]}]}],\"nextPageToken\":\"n\"}")
                .answer(200, "{\"issueChangeLogs\":[{\"issueId\":\"1\",\"changeHistories\":[]},{\"issueId\":\"2\"}]}");

        List<IssueChanges> all = jira.issues().listChanges(List.of("1", "2"), Set.of("status")).stream()
                .toList();

        assertThat(all).extracting(IssueChanges::issueId).containsExactly("1", "1", "2");
        assertThat(all.get(0).changes().get(0).created()).isEqualTo("2026-11-20T00:00:00Z");
        assertThat(transport.requests().get(1).body())
                .isEqualTo("{\"issueIdsOrKeys\":[\"1\",\"2\"],\"fieldIds\":[\"status\"],\"nextPageToken\":\"n\"}");
        assertThat(transport.left()).isZero();
    }

    @Test
    void readsAnIssueWithChosenFieldsAndProperties() {
        transport.answer(200, "{\"id\":\"1\",\"key\":\"OPS-1\"}").answer(404, "{}");

        jira.issues().get("OPS-1", List.of("summary", "status"), List.of("*all"));

        assertThat(transport.requests().get(0).uri().getRawQuery())
                .isEqualTo("fields=summary%2Cstatus&properties=%2Aall");
        assertThat(jira.issues().find("OPS-2")).isEmpty();
    }

    private static String issues(int from, int to) {
        return String.join(
                ",",
                IntStream.range(from, to)
                        .mapToObj(i -> "{\"id\":\"" + (1000 + i) + "\",\"key\":\"OPS-" + i + "\"}")
                        .toList());
    }
}
