package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.detect.DetectionConfig;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.explain.Explainer;
import io.throughline.correlation.explain.Silenced;
import io.throughline.correlation.explain.Silenced.Why;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not told can be asked for. */
class SilenceTest {

    static LongStream seeds() {
        return LongStream.range(500, 508);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverWasSeenIsInAnIncidentOrHereAndNeverInBoth(long seed) {
        TelemetryWindow window = window(seed);
        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
        List<Silenced> silence =
                Explainer.of(window, report, CorrelationConfig.defaults()).silence();

        TreeSet<String> told = new TreeSet<>();
        report.incidents().forEach(incident -> {
            incident.episodes().forEach(episode -> told.add(episode.id()));
            incident.events().forEach(event -> told.add(event.id()));
        });
        TreeSet<String> silent = new TreeSet<>();
        silence.stream()
                .filter(entry ->
                        entry.why() == Why.INSIGNIFICANT || entry.why() == Why.NO_INCIDENT || entry.why() == Why.APART)
                .forEach(entry -> assertThat(silent.add(entry.subject()))
                        .as("seed %d: %s once", seed, entry.subject())
                        .isTrue());
        TreeSet<String> seen = new TreeSet<>();
        var detection = new EpisodeDetector(DetectionConfig.defaults()).detect(window);
        detection.episodes().stream().map(Episode::id).forEach(seen::add);
        detection.insignificant().stream().map(Episode::id).forEach(seen::add);
        window.events().stream()
                .filter(event -> event.touches(report.focus()))
                .map(Event::id)
                .forEach(seen::add);
        for (String id : seen) {
            assertThat(told.contains(id) ^ silent.contains(id))
                    .as("seed %d: %s is told %s, silent %s", seed, id, told.contains(id), silent.contains(id))
                    .isTrue();
        }
        assertThat(silence).isSorted();
    }

    @Test
    void tellsWhichCausesLostAndWhichPairsAreNotLinked() {
        TelemetryWindow window = new Shop(1, 75, Faults.database(20, 50))
                .deployed("billing", "2.0", 17)
                .deployed("orders", "1.9", 18)
                .window();
        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(window);
        Incident incident = report.incidents().get(0);

        List<Silenced> silence =
                Explainer.of(window, report, CorrelationConfig.defaults()).silence();

        assertThat(silence)
                .filteredOn(entry -> entry.why() == Why.OUTRANKED)
                .hasSize(incident.rootCauses().size() - 1)
                .allSatisfy(entry -> assertThat(entry.into()).isEqualTo(incident.id()));
        assertThat(silence)
                .filteredOn(entry -> entry.why() == Why.RULED_OUT)
                .hasSize(incident.ruledOut().size());
        assertThat(Explainer.of(window, report, CorrelationConfig.defaults()).silenceJson())
                .startsWith("{\"silenced\":[{\"subject\":")
                .contains("\"why\":\"outranked\"");
    }

    /** Faults of random places and times, and deployments of which most do nothing. */
    private static TelemetryWindow window(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> services = List.of("storefront", "orders", "inventory", "billing");
        String failing = services.get(random.nextInt(4));
        String slow = services.get(random.nextInt(4));
        int begins = 10 + random.nextInt(30);
        int ends = begins + 2 + random.nextInt(20);
        double factor = 1 + 2 * random.nextDouble();
        Shop shop = new Shop(seed, 60, new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                return service.equals(slow) && minute >= begins && minute < ends ? factor : 1;
            }

            @Override
            public double failing(String service, int minute) {
                return service.equals(failing) && minute >= ends ? 0.05 * factor : 0;
            }
        });
        return shop.deployed(services.get(random.nextInt(4)), "2.0", random.nextInt(60))
                .deployed(services.get(random.nextInt(4)), "3.0", random.nextInt(60))
                .window();
    }
}
