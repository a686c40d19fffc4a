package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;

class SentrySourceContractTest extends TenantSourceContract {

    SentrySourceContractTest() {
        super(Vendor.SENTRY, Duration.ofHours(12));
    }
}
