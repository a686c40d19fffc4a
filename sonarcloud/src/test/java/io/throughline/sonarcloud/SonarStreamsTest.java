package io.throughline.sonarcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.source.RevisedStream;
import io.throughline.core.source.RevisedStream.Revisions;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.testkit.ScriptedTransport;
import io.throughline.core.testkit.TestTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SonarStreamsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TimeWindow HORIZON = new TimeWindow(Instant.parse("2026-11-15T00:00:00Z"), NOW);
    private static final EntityId PROJECT = new EntityId("sonarcloud", "project", "acme/acme_checkout");

    private final ScriptedTransport transport = new ScriptedTransport();
    private final TelemetryBatch batch = new TelemetryBatch();

    @Nested
    class Analyses {

        @Test
        void becomeChangesThatTheGateJudged() {
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("analyses/two.json"))
                    .answer(200, Fixtures.read("history/gates.json"));

            Revisions revisions = analyses("acme_checkout").read(null, HORIZON, batch);

            Change failed = change("sonarcloud/analyses#AZ-2");
            assertThat(failed.type()).isEqualTo(Change.Type.QUALITY_GATE);
            assertThat(failed.entity()).isEqualTo(PROJECT);
            assertThat(failed.start()).isEqualTo("2026-11-20T09:30:00Z").isEqualTo(failed.end());
            assertThat(failed.revision()).isEqualTo("e804561e2f1c7bb1d6a3f0a9c8d7e6f5a4b3c2d1");
            assertThat(failed.version()).isEqualTo("1.4.0");
            assertThat(failed.outcome()).isEqualTo("ERROR");
            assertThat(failed.title()).isEqualTo("Quality gate ERROR acme_checkout 1.4.0");
            assertThat(failed.header().attributes().text("throughline.sonar.gate"))
                    .contains("Coverage on New Code < 80");
            assertThat(failed.provenance().link())
                    .isEqualTo(URI.create("https://sonarcloud.io/project/activity?id=acme_checkout"));
            Change passed = change("sonarcloud/analyses#AZ-1");
            assertThat(passed.outcome()).as("though the analysis has no event").isEqualTo("OK");
            assertThat(passed.version()).as("'not provided' is no version").isNull();
            assertThat(passed.revision()).isNull();
            assertThat(revisions.more()).isFalse();
            assertThat(revisions.completeness()).isEqualTo(StreamCompleteness.complete("sonarcloud/analyses", NOW));
            assertThat(batch.entities()).extracting(entity -> entity.id()).containsExactly(PROJECT);
        }

        @Test
        void takeTheEventsWordIfTheHistoryHasNoStatus() {
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("analyses/two.json"))
                    .answer(200, "{\"measures\":[]}");

            analyses("acme_checkout").read(null, HORIZON, batch);

            assertThat(change("sonarcloud/analyses#AZ-2").outcome()).isEqualTo("Failed");
            assertThat(change("sonarcloud/analyses#AZ-1").outcome()).isNull();
        }

        @Test
        void areReadFromTheLatestOfTheirProjectOn() {
            RevisedStream stream = analyses("acme_checkout");
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("analyses/two.json"))
                    .answer(200, Fixtures.read("history/gates.json"));
            String cursor = stream.read(null, HORIZON, batch).cursor();
            transport.answer(200, "{\"paging\":{\"total\":0},\"analyses\":[]}");

            String next = stream.read(cursor, HORIZON, batch).cursor();

            assertThat(transport.requests().get(3).uri().getRawQuery()).contains("from=2026-11-19T09%3A30%3A00%2B0000");
            assertThat(next).isEqualTo(cursor);
            assertThat(transport.left())
                    .as("without analyses nobody asks for their gates")
                    .isZero();
        }

        @Test
        void ofAnEarlierHorizonAreReadFromItsStart() {
            RevisedStream stream = analyses("acme_checkout");
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("analyses/two.json"))
                    .answer(200, Fixtures.read("history/gates.json"))
                    .answer(200, "{\"analyses\":[]}");
            String cursor = stream.read(null, HORIZON, batch).cursor();

            stream.read(cursor, new TimeWindow(Instant.parse("2026-10-01T00:00:00Z"), NOW), batch);

            assertThat(transport.requests().get(3).uri().getRawQuery()).contains("from=2026-10-01T00");
        }

        @Test
        void tellOfAProjectThatCannotBeSeenAndReadTheOthers() {
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(404, "{\"errors\":[{\"msg\":\"Component key 'gone' not found\"}]}")
                    .answer(200, Fixtures.read("analyses/two.json"))
                    .answer(200, Fixtures.read("history/gates.json"));

            Revisions revisions = analyses("acme_checkout", "gone").read(null, HORIZON, batch);

            assertThat(batch.events()).hasSize(2);
            assertThat(revisions.completeness().state()).isEqualTo(State.PARTIAL);
            assertThat(revisions.completeness().notes())
                    .singleElement()
                    .asString()
                    .contains("gone", "Browse");
        }

        @Test
        void tellIfFewerCameThanTheServerCounted() {
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("analyses/two.json").replace("\"total\": 2", "\"total\": 3"))
                    .answer(200, Fixtures.read("history/gates.json"));

            Revisions revisions = analyses("acme_checkout").read(null, HORIZON, batch);

            assertThat(revisions.completeness().state()).isEqualTo(State.PARTIAL);
            assertThat(revisions.completeness().notes())
                    .singleElement()
                    .asString()
                    .contains("of 3 analyses", "only 2");
        }

        @Test
        void ofManyProjectsAreReadInRounds() {
            String projects = IntStream.range(0, 40)
                    .mapToObj("{\"key\":\"p%02d\"}"::formatted)
                    .collect(Collectors.joining(",", "{\"paging\":{\"total\":40},\"components\":[", "]}"));
            String none = "{\"paging\":{\"total\":0},\"analyses\":[]}";
            transport.answer(200, projects);
            IntStream.range(0, 25).forEach(i -> transport.answer(200, none));
            IntStream.range(0, 15).forEach(i -> transport.answer(200, none));
            RevisedStream stream = analyses();

            Revisions first = stream.read(null, HORIZON, batch);
            Revisions second = stream.read(first.cursor(), HORIZON, batch);

            assertThat(first.more()).isTrue();
            assertThat(second.more()).isFalse();
            assertThat(batch.entities()).hasSize(40);
            assertThat(transport.left()).isZero();
        }

        @Test
        void areNotUndoneByHousekeeping() {
            assertThat(analyses("acme_checkout").census(HORIZON)).isEmpty();
        }
    }

    @Nested
    class Measures {

        @Test
        void becomeSeriesInTheModelsUnits() {
            measured("history/measures.json");

            assertThat(batch.series()).hasSize(5).allSatisfy(series -> {
                assertThat(series.key().entity()).isEqualTo(PROJECT);
                assertThat(series.step()).isEmpty();
            });
            assertThat(batch.series())
                    .extracting(SonarStreamsTest::describe)
                    .containsExactlyInAnyOrder(
                            // the second analysis has no coverage
                            "sonarcloud.coverage RATIO [1] 2026-11-18T09:00:00Z=0.243",
                            "sonarcloud.ncloc GAUGE [{line}] 2026-11-18T09:00:00Z=4711.0 2026-11-20T09:30:00Z=4720.0",
                            "sonarcloud.reliability_rating GAUGE [1] 2026-11-18T09:00:00Z=1.0 2026-11-20T09:30:00Z=5.0",
                            "sonarcloud.sqale_index GAUGE [s] 2026-11-18T09:00:00Z=5400.0 2026-11-20T09:30:00Z=5700.0",
                            "sonarcloud.test_execution_time GAUGE [s] 2026-11-18T09:00:00Z=1.5"
                                    + " 2026-11-20T09:30:00Z=1.25");
        }

        @Test
        void areAskedForOnlyIfTheServerKnowsThem() {
            measured("history/measures.json");

            assertThat(transport.requests().get(2).uri().getRawQuery())
                    .isEqualTo("component=acme_checkout&from=2026-11-15T00%3A00%3A00%2B0000"
                            + "&metrics=alert_status%2Ccoverage%2Cncloc%2Creliability_rating%2Csqale_index%2Ctest_execution_time"
                            + "&p=1&ps=1000");
        }

        @Test
        void thatAreNoNumbersAreSetAside() {
            StreamCompleteness completeness = measuredWith(Fixtures.read("history/measures.json")
                    .replace("4711", "many")
                    .replace("4720", "1e999"));

            assertThat(batch.series()).hasSize(4);
            assertThat(batch.setAside()).singleElement().satisfies(record -> {
                assertThat(record.vendorId()).isEqualTo("acme_checkout/ncloc");
                assertThat(record.reason()).contains("ncloc", "no number");
            });
            assertThat(completeness.notes()).singleElement().asString().contains("ncloc", "set aside");
        }

        @Test
        void tellIfFewerCameThanTheServerCounted() {
            StreamCompleteness completeness =
                    measuredWith(Fixtures.read("history/measures.json").replace("\"total\": 2", "\"total\": 9"));

            assertThat(completeness.state()).isEqualTo(State.PARTIAL);
            assertThat(completeness.notes()).singleElement().asString().contains("of 9 analyses", "only 2");
        }

        @Test
        void bringTheirProjectWithThem() {
            measured("history/measures.json");

            assertThat(batch.entities()).singleElement().satisfies(entity -> {
                assertThat(entity.id()).isEqualTo(PROJECT);
                assertThat(entity.name()).isEqualTo("acme_checkout");
                assertThat(entity.provenance().stream()).isEqualTo("sonarcloud/measures");
            });
        }

        private void measured(String fixture) {
            assertThat(measuredWith(Fixtures.read(fixture)))
                    .isEqualTo(StreamCompleteness.complete("sonarcloud/measures", NOW));
        }

        private StreamCompleteness measuredWith(String history) {
            transport
                    .answer(200, Fixtures.read("projects/checkout.json"))
                    .answer(200, Fixtures.read("metrics/some.json"))
                    .answer(200, history);
            return measures().read(null, HORIZON, batch).completeness();
        }
    }

    private static String describe(Series series) {
        NumberSeries numbers = (NumberSeries) series;
        SeriesKind kind = numbers.key().kind();
        return numbers.key().metric() + " " + kind + " [" + numbers.key().unit() + "] "
                + IntStream.range(0, numbers.size())
                        .mapToObj(i -> Instant.ofEpochMilli(numbers.timeAt(i)) + "=" + numbers.valueAt(i))
                        .collect(Collectors.joining(" "));
    }

    private Change change(String id) {
        return (Change) batch.events().stream()
                .filter((Event event) -> event.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private RevisedStream analyses(String... projects) {
        return (RevisedStream) source(projects).streams().get(0);
    }

    private RevisedStream measures() {
        return (RevisedStream) source("acme_checkout").streams().get(1);
    }

    private SonarSource source(String... projects) {
        List<String> keys = List.of(projects);
        return SonarSource.open(
                Settings.of(keys.toArray(String[]::new)),
                Settings.client().transport(transport).build(),
                TestTime.at(NOW));
    }
}
