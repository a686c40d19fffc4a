package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** An analysis that nobody can understand, among good ones. */
class PoisonTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeWindow HORIZON = new TimeWindow(Instant.parse("2026-11-15T00:00:00Z"), NOW);

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TelemetryBatch batch = new TelemetryBatch();

    private RevisedStream analyses() {
        return (RevisedStream)
                SonarSource.open(Settings.of("acme_checkout"), Settings.client().transport(transport), TestTime.at(NOW))
                        .streams()
                        .get(0);
    }

    @Test
    void isSetAsideAndTheOthersArrive() {
        transport
                .answer(200, Fixtures.read("projects/checkout.json"))
                .answer(200, """
                        {"paging":{"pageIndex":1,"pageSize":500,"total":3},"analyses":[
                         {"key":"A","date":"2026-11-20T09:00:00+0000","events":[]},
                         {"key":"B","date":"2026-11-20 09:30","revision":"jo@acme.example","events":[]},
                         {"key":"C","date":"2026-11-20T10:00:00+0000","events":[]}]}""")
                .answer(200, "{\"measures\":[]}");

        Revisions read = analyses().read(null, HORIZON, batch);

        assertThat(batch.events())
                .extracting(event -> event.provenance().vendorId())
                .containsExactly("A", "C");
        assertThat(batch.setAside()).singleElement().satisfies(record -> {
            assertThat(record.stream()).isEqualTo("sonarcloud/analyses");
            assertThat(record.vendorId()).isEqualTo("B");
            assertThat(record.reason()).contains("date: ", "\"9999-99-99 99:99\"");
            assertThat(record.record()).doesNotContain("acme.example");
        });
        assertThat(read.completeness().state()).as("all is accounted for").isEqualTo(State.COMPLETE);
        assertThat(read.completeness().notes()).singleElement().asString().contains("B", "set aside");
    }

    @Test
    void aPageThatIsDamagedAsAWholeFailsTheRead() {
        transport
                .answer(200, Fixtures.read("projects/checkout.json"))
                .answer(200, "{\"paging\":{\"total\":1},\"analyses\":[{\"key\":\"A\",\"date\":\"2026-");

        assertThatThrownBy(() -> {
                    Revisions read = analyses().read(null, HORIZON, batch);
                    assertThat(read.completeness().state()).isEqualTo(State.PARTIAL);
                    throw new AssertionError("read " + read);
                })
                .isInstanceOf(MalformedResponseException.class);
    }
}
