package io.throughline.jira.tracker;

class DataCenterTrackerContractTest extends JiraTrackerContract {

    DataCenterTrackerContractTest() {
        super(false);
    }
}
