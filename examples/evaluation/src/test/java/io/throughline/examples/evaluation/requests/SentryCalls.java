package io.throughline.examples.evaluation.requests;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.sentry.SentryClient;
import io.throughline.sentry.explore.EventsQuery;
import io.throughline.sentry.explore.TimeSeriesQuery;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.usage.UsageQuery;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Every call of the Sentry client. */
final class SentryCalls {

    private static final String THING = "{\"id\":\"17\",\"slug\":\"shop\",\"name\":\"shop\",\"version\":\"shop@1.0\","
            + "\"dateCreated\":\"2026-11-22T10:00:00Z\",\"project\":{\"id\":\"4\",\"slug\":\"shop\"},"
            + "\"eventID\":\"0123456789abcdef0123456789abcdef\",\"provider\":{\"key\":\"jira\",\"slug\":\"jira\"},"
            + "\"links\":{\"organizationUrl\":\"https://acme.sentry.io\",\"regionUrl\":\"https://de.sentry.io\"}}";

    private SentryCalls() {}

    static PublicCalls recorded() {
        PublicCalls calls = new PublicCalls(3, SentryCalls::answer, samples(false), samples(true));
        calls.drive(SentryCalls::open);
        return calls;
    }

    private static Object open(HttpTransport transport) {
        return SentryClient.builder(URI.create("https://de.sentry.io"), "acme")
                .token(Secret.of("tkn"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never())
                .waiter(duration -> {})
                .build();
    }

    private static Samples samples(boolean everyChoice) {
        return new Samples(everyChoice)
                .named("pageSize", 50)
                .of(IssueQuery.Builder.class, "expand", "names", new String[] {"owners"})
                .of(EventsQuery.class, "builder", "dataset", "spans")
                .of(EventsQuery.class, "builder", "fields", new String[] {"transaction", "count()"})
                .of(EventsQuery.Builder.class, "sort", "field", "-count()")
                .of(TimeSeriesQuery.class, "builder", "dataset", "spans")
                .of(TimeSeriesQuery.Builder.class, "yAxes", "functions", new String[] {"p95(span.duration)"})
                .of(TimeSeriesQuery.Builder.class, "sort", "function", "-p95(span.duration)")
                .of(TimeSeriesQuery.Builder.class, "groupBy", "fields", new String[] {"transaction"})
                .of(UsageQuery.class, "builder", "groupBy", new String[] {"outcome", "reason"})
                .of(UsageQuery.Builder.class, "field", "name", "sum(quantity)")
                .of(UsageQuery.Builder.class, "categories", "names", new String[] {"error", "transaction"})
                .of(UsageQuery.Builder.class, "outcomes", "names", new String[] {"accepted", "rate_limited"})
                .named("period", "24h")
                .named("traceId", "0123456789abcdef0123456789abcdef")
                .named("projects", List.of("4"))
                .named("environments", List.of("production"))
                .named("interval", Duration.ofHours(1));
    }

    /** Lists go on for ever, by their link. */
    private static TransportResponse answer(TransportRequest request, int style) {
        String link = "<https://de.sentry.io/api/0/x/?cursor=0:100:0>; rel=\"next\"; results=\"true\"; cursor=\"0:"
                + (request.uri().toString().contains("cursor") ? "200" : "100") + ":0\"";
        Headers headers = Headers.of("Content-Type", "application/json").with("Link", link);
        String body = style == 0 ? THING : style == 1 ? "[" + THING + "]" : "{}";
        return TransportResponse.of(200, headers, body);
    }
}
