package io.throughline.core.store;

import io.throughline.core.testkit.TelemetryStoreContract;

class DuckDbStoreContractTest extends TelemetryStoreContract {

    @Override
    protected TelemetryStore open() {
        return DuckDbStore.inMemory();
    }
}
