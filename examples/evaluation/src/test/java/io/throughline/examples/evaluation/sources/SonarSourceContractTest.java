package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;

class SonarSourceContractTest extends TenantSourceContract {

    SonarSourceContractTest() {
        super(Vendor.SONARCLOUD, Duration.ofHours(12));
    }
}
