package io.throughline.examples.evaluation.sources;

import io.throughline.examples.tenant.Vendor;
import java.time.Duration;

class JiraSourceContractTest extends TenantSourceContract {

    JiraSourceContractTest() {
        super(Vendor.JIRA, Duration.ofHours(12));
    }
}
