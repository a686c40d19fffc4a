package io.throughline.jira;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.jira.edition.JiraEdition;

class DataCenterFaultContractTest extends ClientFaultContract {

    DataCenterFaultContractTest() {
        super(new JiraFaultSubject(JiraEdition.DATA_CENTER));
    }
}
