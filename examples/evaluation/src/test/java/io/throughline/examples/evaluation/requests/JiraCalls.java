package io.throughline.examples.evaluation.requests;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.jira.JiraClient;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.issue.IssueEdit;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.net.URI;
import java.time.LocalDate;
import java.util.Map;

/** Every call of the Jira client, for one edition. */
final class JiraCalls {

    private static final String THING = "{\"id\":\"17\",\"key\":\"OPS-17\",\"name\":\"Bug\",\"fields\":{},"
            + "\"issues\":[{\"id\":\"17\",\"key\":\"OPS-17\",\"fields\":{}}],\"values\":[{\"id\":\"17\",\"key\":\"OPS\"}],"
            + "\"comments\":[{\"id\":\"17\"}],\"transitions\":[{\"id\":\"31\",\"name\":\"Done\",\"to\":{\"id\":\"5\","
            + "\"name\":\"Done\",\"statusCategory\":{\"key\":\"done\"}}}],\"count\":3,\"total\":250,\"accountId\":\"5b10\","
            + "\"deploymentType\":\"Cloud\",\"timeZone\":\"UTC\",\"nextPageToken\":\"t%s\",\"isLast\":false}";

    private JiraCalls() {}

    static PublicCalls recorded(JiraEdition edition) {
        PublicCalls calls = new PublicCalls(3, JiraCalls::answer, samples(false), samples(true));
        calls.drive(transport -> open(edition, transport));
        return calls;
    }

    private static Object open(JiraEdition edition, HttpTransport transport) {
        return JiraClient.builder(URI.create("https://acme.atlassian.net"))
                .edition(edition)
                .apiToken("sre@acme.example", Secret.of("tkn"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never())
                .waiter(duration -> {})
                .build();
    }

    /** A draft and a change with one thing of each kind, or with the least. */
    private static Samples samples(boolean everyChoice) {
        JqlClause ours = JqlClause.equal(JqlField.PROJECT, "OPS");
        IssueDraft.Builder draft = IssueDraft.in("OPS").typeId("10004").summary("Checkout fails");
        IssueEdit.Builder edit = IssueEdit.builder();
        if (everyChoice) {
            draft.description("Since 10:00")
                    .labels("shop")
                    .priority("High")
                    .assignee("5b10")
                    .components("web")
                    .fixVersions("1.0")
                    .affectsVersions("0.9")
                    .parent("OPS-1")
                    .dueDate(LocalDate.parse("2026-11-30"))
                    .fieldById("customfield_10010", Map.of("value", "x"))
                    .property("throughline", Map.of("incident", "7"));
            edit.summary("Checkout fails").labels("shop").clear("duedate").resolution("Fixed");
        } else {
            edit.addLabel("shop").addComponent("web").removeFixVersion("1.0").notifyUsers(false);
        }
        return new Samples(everyChoice)
                .add(Jql.class, Jql.where(ours))
                .add(JqlClause.class, ours)
                .add(IssueDraft.class, draft.build())
                .add(IssueEdit.class, edit.build())
                .named("value", Map.of("incident", 7))
                .named("pageSize", 50);
    }

    private static TransportResponse answer(TransportRequest request, int style) {
        String thing = THING.formatted(request.body() != null && request.body().contains("t1") ? "2" : "1");
        String body = style == 0 ? thing : style == 1 ? "[" + thing + "]" : "{}";
        return TransportResponse.of(200, Headers.of("Content-Type", "application/json"), body);
    }
}
