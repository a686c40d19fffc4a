package io.throughline.core.store;

import io.throughline.core.testkit.TelemetryStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresStoreContractTest extends TelemetryStoreContract {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Override
    protected TelemetryStore open() {
        return PostgresStore.open(SERVER.location(SERVER.freshSchema()));
    }
}
