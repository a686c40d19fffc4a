package io.throughline.core.store;

import io.throughline.core.testkit.InMemoryTelemetryStore;
import io.throughline.core.testkit.TelemetryStoreContract;

class InMemoryTelemetryStoreTest extends TelemetryStoreContract {

    @Override
    protected TelemetryStore open() {
        return new InMemoryTelemetryStore();
    }
}
