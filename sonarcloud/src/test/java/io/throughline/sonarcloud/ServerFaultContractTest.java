package io.throughline.sonarcloud;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.sonarcloud.edition.SonarEdition;

class ServerFaultContractTest extends ClientFaultContract {

    ServerFaultContractTest() {
        super(new SonarFaultSubject(SonarEdition.SERVER));
    }
}
