package io.throughline.core.testkit;

import static io.throughline.core.testkit.Telemetry.NOON;

import io.throughline.core.store.TelemetryStore;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all parts of the stores' contract have in common. */
abstract class StoreFixture {

    static final String METRICS = "azure/metrics";
    static final String REQUESTS = "azure/requests";
    static final String TICKETS = "jira/tickets";
    static final TimeWindow DAY = new TimeWindow(NOON.minus(Duration.ofHours(12)), NOON.plus(Duration.ofHours(12)));

    TelemetryStore store;

    /** Opens an empty store, apart from all others. */
    protected abstract TelemetryStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }
}
