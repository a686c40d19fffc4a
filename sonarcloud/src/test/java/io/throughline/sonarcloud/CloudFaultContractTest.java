package io.throughline.sonarcloud;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.sonarcloud.edition.SonarEdition;

class CloudFaultContractTest extends ClientFaultContract {

    CloudFaultContractTest() {
        super(new SonarFaultSubject(SonarEdition.CLOUD));
    }
}
