package io.throughline.jira.tracker;

class CloudTrackerContractTest extends JiraTrackerContract {

    CloudTrackerContractTest() {
        super(true);
    }
}
