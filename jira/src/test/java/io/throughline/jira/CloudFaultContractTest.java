package io.throughline.jira;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.jira.edition.JiraEdition;

class CloudFaultContractTest extends ClientFaultContract {

    CloudFaultContractTest() {
        super(new JiraFaultSubject(JiraEdition.CLOUD));
    }
}
