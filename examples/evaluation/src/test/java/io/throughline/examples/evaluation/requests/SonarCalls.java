package io.throughline.examples.evaluation.requests;

import io.throughline.core.config.Secret;
import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import io.throughline.sonarcloud.SonarClient;
import io.throughline.sonarcloud.edition.SonarEdition;
import java.net.URI;
import java.util.List;

/** Every call of the Sonar client, for one edition. */
final class SonarCalls {

    private static final String THING =
            "{\"key\":\"acme_shop\",\"name\":\"Shop\",\"date\":\"2026-11-22T10:00:00+0000\","
                    + "\"valid\":true,\"status\":\"UP\"}";
    private static final String ANSWER = "{\"paging\":{\"pageIndex\":1,\"pageSize\":1,\"total\":2},\"total\":2,\"p\":1,"
            + "\"ps\":1,\"valid\":true,\"status\":\"UP\",\"component\":" + THING + ",\"components\":[" + THING
            + "],\"analyses\":[" + THING + "],\"issues\":[" + THING + "],\"hotspots\":[" + THING + "],\"rules\":["
            + THING
            + "],\"branches\":[" + THING + "],\"pullRequests\":[" + THING + "],\"measures\":[],\"metrics\":["
            + "{\"key\":\"coverage\",\"name\":\"Coverage\",\"type\":\"PERCENT\"}],\"projectStatus\":{\"status\":\"OK\"}}";

    private SonarCalls() {}

    static PublicCalls recorded(SonarEdition edition) {
        PublicCalls calls = new PublicCalls(2, SonarCalls::answer, samples(false), samples(true));
        calls.drive(transport -> open(edition, transport));
        return calls;
    }

    private static Object open(SonarEdition edition, HttpTransport transport) {
        SonarClient.Builder builder = SonarClient.builder(URI.create("https://sonar.example"))
                .edition(edition)
                .token(Secret.of("tkn"))
                .transport(transport)
                .retryPolicy(RetryPolicy.never())
                .waiter(duration -> {});
        return edition == SonarEdition.CLOUD ? builder.organization("acme").build() : builder.build();
    }

    private static Samples samples(boolean everyChoice) {
        return new Samples(everyChoice).named("metrics", List.of("coverage", "bugs"));
    }

    private static TransportResponse answer(TransportRequest request, int style) {
        return TransportResponse.of(200, Headers.of("Content-Type", "application/json"), style == 0 ? ANSWER : "{}");
    }
}
