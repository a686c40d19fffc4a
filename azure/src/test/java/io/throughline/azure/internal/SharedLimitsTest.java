package io.throughline.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.throughline.azure.AzureClient;
import io.throughline.azure.LoopbackHttp;
import io.throughline.azure.LoopbackHttp.Answer;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Log Analytics and the classic Application Insights run the same queries for one identity. */
class SharedLimitsTest {

    private static final String ID = "0f9e8d7c-0000-4000-8000-0000000000bb";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeWindow HOUR = TimeWindow.endingAt(NOON, Duration.ofHours(1));

    private final TestTime time = TestTime.at(NOON);
    private final AzureClient client = AzureClient.builder(context -> Mono.just(
                    new AccessToken("t", Instant.parse("2099-01-01T00:00:00Z").atOffset(ZoneOffset.UTC))))
            .httpClient(new LoopbackHttp(request -> Answer.json("""
                    {"tables":[{"name":"PrimaryResult","columns":[{"name":"n","type":"long"}],"rows":[[1]]}]}\
                    """)))
            .clock(time)
            .waiter(time)
            .build();

    @Test
    void bothCountAgainstTwoHundredQueriesInHalfAMinute() {
        for (int i = 0; i < 100; i++) {
            client.logs().query(ID, KqlQuery.table("AppRequests").pipe("count"), HOUR);
            client.insights().query(ID, KqlQuery.table("requests").pipe("count"), List.of(), HOUR);
        }
        assertThat(time.waits()).isEmpty();

        client.insights().query(ID, KqlQuery.table("requests").pipe("count"), List.of(), HOUR);

        assertThat(time.waits()).isNotEmpty();
    }
}
