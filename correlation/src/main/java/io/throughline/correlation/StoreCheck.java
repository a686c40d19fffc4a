package io.throughline.correlation;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import io.throughline.core.store.StoreException;
import io.throughline.core.store.StoreHeldException;
import io.throughline.core.store.StoreStatus;
import io.throughline.core.store.Stores;
import io.throughline.core.store.StreamState;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.StreamCompleteness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the store can be opened and written. */
final class StoreCheck {

    /** The id under which the store stands among the sources. */
    static final String ID = "store";

    private StoreCheck() {}

    static List<CheckResult> of(ThroughlineConfig config, Instant now) {
        List<CheckResult> results = new ArrayList<>();
        long began = System.nanoTime();
        try (TelemetryStore store = Stores.open(config.store())) {
            StoreStatus status = store.status();
            results.add(new CheckResult(
                            ID,
                            "open",
                            Outcome.WORKS,
                            status.place() + ", " + status.kind() + ", schema " + status.schema(),
                            null)
                    .withLatency(since(began)));
            began = System.nanoTime();
            write(store, now);
            results.add(new CheckResult(ID, "write", Outcome.WORKS, "a write was tried and taken back", null)
                    .withLatency(since(began)));
        } catch (StoreHeldException e) {
            results.add(new CheckResult(
                    ID,
                    "open",
                    Outcome.FAILED,
                    message(e),
                    "let that process sync (serve does), or use a store on PostgreSQL, which several can share"));
        } catch (StoreException e) {
            results.add(new CheckResult(
                    ID,
                    results.isEmpty() ? "open" : "write",
                    Outcome.FAILED,
                    message(e),
                    "mend store.url, or what it names"));
        }
        return results;
    }

    private static void write(TelemetryStore store, Instant now) {
        String stream = "throughline/check";
        store.rehearsal().save(new StreamState(stream, null, null, now, StreamCompleteness.complete(stream, now)));
    }

    private static String message(StoreException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
