package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;

class AzureSourceContractTest extends TenantSourceContract {

    AzureSourceContractTest() {
        super(Vendor.AZURE, Duration.ofHours(3));
    }
}
