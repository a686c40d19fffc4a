package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.parallel.Workers;
import io.throughline.correlation.rule.Rules;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelEngineTest {

    @Test
    void theReportIsTheSameWhoeverDoesTheWork() {
        TelemetryWindow window = new Shop(1, 75, Faults.database(20, 50)).window();
        String alone = CorrelationEngine.ofDefaults().analyze(window).toJson();
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            assertThat(analyzed(window, Workers.of(pool, 4))).isEqualTo(alone);
        } finally {
            pool.shutdownNow();
        }
        Workers refused = Workers.of(
                task -> {
                    throw new RejectedExecutionException();
                },
                4);
        assertThat(analyzed(window, refused)).isEqualTo(alone);
    }

    @Test
    void theFacadeSharesItsWorkWithTheThreadsThatItIsLent() {
        TelemetryWindow window = new Shop(1, 75, Faults.database(20, 50)).window();
        ThroughlineConfig config = ThroughlineConfig.parse(
                "{ store: { url: \"jdbc:duckdb:\" }, lab: {} }", "test", List.of(new Lab(List.of())));
        AtomicInteger lent = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Workers workers = Workers.of(
                task -> {
                    lent.incrementAndGet();
                    pool.execute(task);
                },
                2);
        try (Throughline alone = Throughline.open(config, Clock.systemUTC());
                Throughline shared = Throughline.open(config, Clock.systemUTC(), Rules.none(), workers)) {
            assertThat(shared.analyze(window).toJson())
                    .isEqualTo(alone.analyze(window).toJson());
            assertThat(lent).hasPositiveValue();
        } finally {
            pool.shutdownNow();
        }
    }

    private static String analyzed(TelemetryWindow window, Workers workers) {
        return CorrelationEngine.of(CorrelationConfig.defaults(), workers)
                .analyze(window)
                .toJson();
    }
}
