package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;
import java.util.Set;

class SonarSourceContractTest extends TenantSourceContract {

    SonarSourceContractTest() {
        super(Vendor.SONARCLOUD, Duration.ofHours(12));
    }

    /** How many findings are open is counted as of the present. */
    @Override
    protected Set<String> momentary() {
        return Set.of("sonarcloud/issues", "sonarcloud/hotspots");
    }
}
