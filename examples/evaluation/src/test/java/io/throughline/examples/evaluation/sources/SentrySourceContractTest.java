package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;
import java.util.Set;

class SentrySourceContractTest extends TenantSourceContract {

    SentrySourceContractTest() {
        super(Vendor.SENTRY, Duration.ofHours(12));
    }

    /** Sentry has no order by change: known issues are looked at again once an hour. */
    @Override
    protected Set<String> momentary() {
        return Set.of("sentry/issues");
    }
}
