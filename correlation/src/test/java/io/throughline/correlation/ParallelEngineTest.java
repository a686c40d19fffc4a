package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.parallel.Workers;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

    private static String analyzed(TelemetryWindow window, Workers workers) {
        return CorrelationEngine.of(CorrelationConfig.defaults(), workers)
                .analyze(window)
                .toJson();
    }
}
