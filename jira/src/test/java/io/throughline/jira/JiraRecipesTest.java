package io.throughline.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.throughline.core.config.Secret;
import io.throughline.jira.comment.CommentDraft;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.CreateCheck;
import io.throughline.jira.issue.CreatedIssue;
import io.throughline.jira.issue.FetchedIssues;
import io.throughline.jira.issue.IssueChanges;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.issue.IssueEdit;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.issue.ReconciledIssues;
import io.throughline.jira.issue.StatusCategory;
import io.throughline.jira.issue.TransitionResult;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import io.throughline.jira.link.RemoteLink;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.project.JiraVersion;
import io.throughline.jira.project.VersionDraft;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The recipes of the module's page, as they stand there. */
class JiraRecipesTest {

    @RegisterExtension
    static final WireMockExtension JIRA = WireMockExtension.newInstance()
            .options(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true))
            .build();

    private static final String API = "/rest/api/3";

    private final List<String> printed = new ArrayList<>();
    private JiraClient jira =
            JiraClient.builder(URI.create("https://acme.atlassian.net")).build();

    @BeforeEach
    void connect() {
        JIRA.stubFor(get(API + "/serverInfo").willReturn(okJson("{\"deploymentType\":\"Cloud\"}")));
        jira = JiraClient.builder(URI.create(JIRA.baseUrl()))
                .apiToken("sre@acme.example", Secret.of("token"))
                .build();
    }

    @Test
    void findsOpenIssues() {
        JIRA.stubFor(post(API + "/search/jql")
                .withRequestBody(matchingJsonPath("$.jql", containing("statusCategory != \"Done\"")))
                .willReturn(okJson("{\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\",\"fields\":{\"summary\":\"slow\"}}],"
                        + "\"isLast\":true}")));

        Jql open = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"))
                .and(JqlClause.notEqual(JqlField.STATUS_CATEGORY, "Done"))
                .ascending(JqlField.CREATED);
        for (JiraIssue issue : jira.issues()
                .search(JiraSearch.builder(open).fields("summary", "status").build())) {
            print(issue.key() + " " + issue.fields().summary());
        }

        assertThat(printed).containsExactly("OPS-1 slow");
    }

    @Test
    void countsAndFetches() {
        JIRA.stubFor(post(API + "/search/approximate-count").willReturn(okJson("{\"count\":153}")));
        JIRA.stubFor(post(API + "/issue/bulkfetch")
                .willReturn(okJson("{\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\"}],\"issueErrors\":[]}")));

        long bugs = jira.issues().approximateCount(Jql.where(JqlClause.equal(JqlField.ISSUE_TYPE, "Bug")));
        FetchedIssues fetched = jira.issues().fetch(List.of("OPS-1", "OPS-2"), List.of("summary", "status"));
        print(bugs + " bugs; missing " + fetched.absent());

        assertThat(printed).containsExactly("153 bugs; missing [OPS-2]");
    }

    @Test
    void createsATicketThatCanBeFoundAgain() {
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/createmeta/OPS/issuetypes"))
                .willReturn(okJson("{\"total\":1,\"issueTypes\":[{\"id\":\"10001\",\"name\":\"Incident\"}]}")));
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/createmeta/OPS/issuetypes/10001"))
                .willReturn(okJson("{\"total\":1,\"fields\":[{\"fieldId\":\"customfield_10010\",\"name\":\"Severity\","
                        + "\"schema\":{\"type\":\"option\"}}]}")));
        JIRA.stubFor(post(API + "/issue")
                .withRequestBody(matchingJsonPath("$.fields.customfield_10010.value"))
                .withRequestBody(matchingJsonPath("$.properties[0].key"))
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"10000\",\"key\":\"OPS-24\"}")));

        CreatedIssue created = jira.issues()
                .create(IssueDraft.in("OPS")
                        .type("Incident")
                        .summaryOf("Checkout is slow: p99 4 s")
                        .description("Since 08:14 UTC, after deployment 5512.")
                        .labels("throughline-5f8d")
                        .field("Severity", "SEV1")
                        .property("throughline.incident", Map.of("fingerprint", "5f8d"))
                        .build());
        print(created.id() + " " + created.key());

        assertThat(printed).containsExactly("10000 OPS-24");
    }

    @Test
    void seesATicketThatIsSecondsOld() {
        JIRA.stubFor(post(API + "/issue/bulkfetch")
                .willReturn(okJson("{\"issues\":[{\"id\":\"10000\",\"key\":\"OPS-24\"}]}")));
        JIRA.stubFor(post(API + "/search/jql")
                .withRequestBody(matchingJsonPath("$.reconcileIssues[0]"))
                .willReturn(okJson("{\"issues\":[],\"isLast\":true}")));

        JiraSearch byLabel = JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.LABELS, "throughline-5f8d")))
                .fields("summary")
                .build();
        ReconciledIssues known = jira.issues().reconcile(byLabel, List.of("10000"));
        print(known.of("10000") + "");

        assertThat(printed).containsExactly("NOT_YET_INDEXED");
    }

    @Test
    void checksADraftWithoutCreatingIt() {
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/createmeta/OPS/issuetypes/10001"))
                .willReturn(okJson(
                        "{\"total\":1,\"fields\":[{\"fieldId\":\"summary\",\"name\":\"Summary\",\"required\":true},"
                                + "{\"fieldId\":\"customfield_1\",\"name\":\"Team\",\"required\":true}]}")));

        IssueDraft draft = IssueDraft.in("OPS")
                .typeId("10001")
                .summary("x")
                .priority("High")
                .build();
        CreateCheck check = jira.issues().checkCreate(draft);
        for (FieldMetadata field : check.missing()) {
            print("set " + field.name());
        }
        print("leave out " + check.notOnScreen());

        assertThat(printed).containsExactly("set Team", "leave out [priority]");
    }

    @Test
    void changesLabelsAndFields() {
        JIRA.stubFor(put(API + "/issue/OPS-24").willReturn(aResponse().withStatus(204)));

        jira.issues()
                .edit(
                        "OPS-24",
                        IssueEdit.builder()
                                .addLabel("sev1")
                                .removeLabel("triage")
                                .priority("Highest")
                                .build());

        JIRA.verify(putRequestedFor(urlEqualTo(API + "/issue/OPS-24"))
                .withRequestBody(equalToJson("{\"fields\":{\"priority\":{\"name\":\"Highest\"}},"
                        + "\"update\":{\"labels\":[{\"add\":\"sev1\"},{\"remove\":\"triage\"}]}}")));
    }

    @Test
    void closesWhateverTheStatusIsCalled() {
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/OPS-24"))
                .willReturn(okJson("{\"id\":\"10000\",\"fields\":{\"status\":{\"name\":\"Offen\","
                        + "\"statusCategory\":{\"key\":\"new\"}}}}")));
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/OPS-24/transitions"))
                .willReturn(
                        okJson("{\"transitions\":[{\"id\":\"31\",\"name\":\"Schliessen\",\"to\":{\"name\":\"Fertig\","
                                + "\"statusCategory\":{\"key\":\"done\"}}}]}")));
        JIRA.stubFor(
                post(API + "/issue/OPS-24/transitions").willReturn(aResponse().withStatus(204)));

        TransitionResult result = jira.issues().transitionTo("OPS-24", StatusCategory.DONE);
        print(result.moved() ? "closed" : "was closed");

        assertThat(printed).containsExactly("closed");
        JIRA.verify(postRequestedFor(urlEqualTo(API + "/issue/OPS-24/transitions"))
                .withRequestBody(equalToJson("{\"transition\":{\"id\":\"31\"}}")));
    }

    @Test
    void commentsOnceAndLinks() {
        JIRA.stubFor(
                get(urlPathEqualTo(API + "/issue/OPS-24/comment")).willReturn(okJson("{\"total\":0,\"comments\":[]}")));
        JIRA.stubFor(post(API + "/issue/OPS-24/comment")
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"7\"}")));
        JIRA.stubFor(post(API + "/issue/OPS-24/remotelink")
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":10000}")));
        JIRA.stubFor(post(API + "/issueLink").willReturn(aResponse().withStatus(201)));
        JIRA.stubFor(get(urlPathEqualTo(API + "/issue/OPS-24"))
                .willReturn(
                        okJson("{\"id\":\"1\",\"fields\":{\"issuelinks\":[{\"id\":\"5\",\"type\":{\"name\":\"Blocks\","
                                + "\"outward\":\"blocks\"},\"outwardIssue\":{\"key\":\"REL-7\"}}]}}")));

        jira.comments()
                .addOnce("OPS-24", CommentDraft.of("p99 is back to 0.3 s").internal(), "throughline.resolved");
        URI page = URI.create("https://dash.example/incidents/5f8d");
        jira.links().upsertRemote("OPS-24", RemoteLink.of("throughline-5f8d", page, "Incident 5f8d"));
        jira.links()
                .link("OPS-24", "Blocks", "REL-7")
                .ifPresent(link -> print("OPS-24 " + link.reading().orElse("?") + " REL-7"));

        assertThat(printed).containsExactly("OPS-24 blocks REL-7");
    }

    @Test
    void readsHistoriesOfManyIssues() {
        JIRA.stubFor(post(API + "/changelog/bulkfetch")
                .willReturn(okJson("{\"issueChangeLogs\":[{\"issueId\":\"10000\",\"changeHistories\":[{\"id\":\"1\","
                        + "\"created\":1795132800000,\"items\":[{\"field\":\"status\",\"fieldId\":\"status\","
                        + "\"fromString\":\"Open\",\"toString\":\"Done\"}]}]}]}")));

        for (IssueChanges issue : jira.issues().listChanges(List.of("OPS-24", "OPS-25"), Set.of("status"))) {
            issue.changes()
                    .forEach(change -> print(issue.issueId() + " " + change.created() + " "
                            + change.items().get(0).toText()));
        }

        assertThat(printed).containsExactly("10000 2026-11-20T00:00:00Z Done");
    }

    @Test
    void listsAndCreatesVersions() {
        JIRA.stubFor(get(urlPathEqualTo(API + "/project/OPS/version"))
                .willReturn(
                        okJson("{\"isLast\":true,\"values\":[{\"id\":\"1\",\"name\":\"1.1.0\",\"released\":true}]}")));
        JIRA.stubFor(
                get(urlPathEqualTo(API + "/project/OPS")).willReturn(okJson("{\"id\":\"10000\",\"key\":\"OPS\"}")));
        JIRA.stubFor(post(API + "/version")
                .willReturn(aResponse().withStatus(201).withBody("{\"id\":\"2\",\"name\":\"1.2.0\"}")));

        for (JiraVersion version : jira.projects().listVersions("OPS")) {
            print(version.name() + "");
        }
        VersionDraft next = VersionDraft.of("1.2.0").releasedOn(LocalDate.of(2026, 11, 23));
        print(jira.projects().createVersion("OPS", next).id());

        assertThat(printed).containsExactly("1.1.0", "2");
    }

    @Test
    void keepsWhatAProgramMustRemember() {
        JIRA.stubFor(put(API + "/issue/OPS-24/properties/throughline.incident")
                .willReturn(aResponse().withStatus(201)));
        JIRA.stubFor(get(API + "/issue/OPS-24/properties/throughline.incident")
                .willReturn(okJson("{\"key\":\"throughline.incident\",\"value\":{\"episode\":3}}")));
        JIRA.stubFor(delete(API + "/issue/OPS-24/properties/throughline.incident")
                .willReturn(aResponse().withStatus(204)));

        jira.properties().put("OPS-24", "throughline.incident", Map.of("episode", 3));
        jira.properties().find("OPS-24", "throughline.incident").ifPresent(value -> print(value.toString()));
        jira.properties().delete("OPS-24", "throughline.incident");

        assertThat(printed).containsExactly("{episode=3}");
    }

    @Test
    void speaksWithDataCenterInTheSameWords() {
        JIRA.stubFor(get(urlPathEqualTo("/jira/rest/api/3/serverInfo"))
                .willReturn(aResponse().withStatus(404)));
        JIRA.stubFor(get("/jira/rest/api/2/serverInfo")
                .willReturn(okJson("{\"deploymentType\":\"Server\",\"version\":\"10.3.1\"}")));
        JIRA.stubFor(post("/jira/rest/api/2/search")
                .willReturn(okJson("{\"startAt\":0,\"total\":1,\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\"}]}")));

        JiraClient server = JiraClient.builder(URI.create(JIRA.baseUrl() + "/jira"))
                .bearer(Secret.of("personal-access-token"))
                .build();
        print(server.site().edition() == JiraEdition.DATA_CENTER ? "Data Center" : "Cloud");
        for (JiraIssue issue : server.issues()
                .search(JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS")))
                        .build())) {
            print(issue.key());
        }

        assertThat(printed).containsExactly("Data Center", "OPS-1");
    }

    private void print(String line) {
        printed.add(line);
    }
}
