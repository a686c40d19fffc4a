package io.throughline.examples.evaluation.requests;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.jira.JiraClient;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.net.URI;

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

    private static Samples samples(boolean everyChoice) {
        JqlClause ours = JqlClause.equal(JqlField.PROJECT, "OPS");
        return new Samples(everyChoice)
                .add(Jql.class, Jql.where(ours))
                .add(JqlClause.class, ours)
                .named("pageSize", 50);
    }

    private static TransportResponse answer(TransportRequest request, int style) {
        String thing = THING.formatted(request.body() != null && request.body().contains("t1") ? "2" : "1");
        String body = style == 0 ? thing : style == 1 ? "[" + thing + "]" : "{}";
        return TransportResponse.of(200, Headers.of("Content-Type", "application/json"), body);
    }
}
