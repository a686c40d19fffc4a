package io.throughline.jira;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.TransportResponse;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import io.throughline.jira.stream.FakeJira;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A ticket that nobody can understand, among good ones. */
class PoisonTest {

    private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FakeJira jira = new FakeJira(START);
    private final TelemetryBatch batch = new TelemetryBatch();
    private int poisoned;
    private boolean cut;

    /** Gives the poisoned ticket a date of creation that is none, wherever it is told. */
    private HttpTransport poisoning() {
        return request -> {
            TransportResponse answer = jira.exchange(request);
            String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
            if (!request.uri().getPath().endsWith("/search/jql")) {
                return answer;
            }
            try {
                JsonNode page = JSON.readTree(text);
                for (JsonNode issue : page.path("issues")) {
                    if (issue.path("id").asInt() == poisoned
                            && issue.path("fields").has("created")) {
                        ((ObjectNode) issue.path("fields")).put("created", "last Tuesday");
                    }
                }
                String told = page.toString();
                return TransportResponse.of(200, answer.headers(), cut ? told.substring(0, told.length() - 20) : told);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private RevisedStream tickets() {
        return (RevisedStream) JiraSource.open(
                        Settings.of(Set.of("CHK", "OPS")),
                        JiraClient.builder(java.net.URI.create("https://" + Settings.HOST))
                                .transport(poisoning())
                                .retryPolicy(RetryPolicy.never()),
                        new SourceRuntime(TestTime.at(START.plusSeconds(60)), Settings.HTTP, null))
                .streams()
                .get(0);
    }

    private TimeWindow week() {
        return TimeWindow.endingAt(START.plusSeconds(60), Duration.ofDays(7));
    }

    @Test
    void isSetAsideAndTheOthersArrive() {
        int first = jira.create("CHK", "one");
        poisoned = jira.create("CHK", "mail jo@acme.example");
        int last = jira.create("OPS", "three");
        jira.advance(Duration.ofMinutes(1));

        Revisions read = tickets().read(null, week(), batch);

        assertThat(batch.events())
                .extracting(event -> event.provenance().vendorId())
                .containsExactlyInAnyOrder(String.valueOf(first), String.valueOf(last));
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.stream()).isEqualTo("jira/tickets");
            assertThat(record.vendorId()).isEqualTo(String.valueOf(poisoned));
            assertThat(record.reason()).contains("fields/created", "\"aaaa aaaaaaa\"");
            assertThat(record.record()).contains("fields: {").doesNotContain("acme.example");
        });
        assertThat(read.completeness().notes()).anyMatch(note -> note.contains("set aside"));
        assertThat(tickets().census(week()).orElseThrow()).contains(String.valueOf(poisoned));
    }

    @Test
    void aPageThatIsDamagedAsAWholeFailsTheRead() {
        jira.create("CHK", "one");
        jira.advance(Duration.ofMinutes(1));
        cut = true;

        assertThatThrownBy(() -> tickets().read(null, week(), batch)).isInstanceOf(MalformedResponseException.class);
    }
}
