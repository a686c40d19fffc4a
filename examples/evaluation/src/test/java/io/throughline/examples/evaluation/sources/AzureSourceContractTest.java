package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;
import java.util.Set;

class AzureSourceContractTest extends TenantSourceContract {

    AzureSourceContractTest() {
        super(Vendor.AZURE, Duration.ofHours(3));
    }

    /** What things cost is looked at some times a day. */
    @Override
    protected Set<String> momentary() {
        return Set.of("azure/cost", "azure/budgets");
    }
}
