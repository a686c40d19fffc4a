package io.throughline.jira.tracker;

import io.throughline.core.http.RetryPolicy;
import io.throughline.core.testkit.ScriptedTracker.Fault;
import io.throughline.core.testkit.TestTime;
import io.throughline.core.testkit.TrackerContract;
import io.throughline.core.tracker.TicketRef;
import io.throughline.core.tracker.Tracker;
import io.throughline.jira.JiraClient;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

/** The contract of trackers on Jira's, over a Jira in memory. */
abstract class JiraTrackerContract extends TrackerContract {

    private static final Duration SETTLING = Duration.ofMinutes(5);

    private final boolean cloud;
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final TicketJira jira;

    JiraTrackerContract(boolean cloud) {
        this.cloud = cloud;
        this.jira = new TicketJira(time, cloud, SETTLING);
    }

    @Override
    protected Tracker open() {
        JiraClient client = JiraClient.builder(
                        URI.create(cloud ? "https://acme.atlassian.net" : "https://jira.acme.example"))
                .transport(jira)
                .retryPolicy(RetryPolicy.never())
                .build();
        return JiraTracker.builder(client, "OPS")
                .typeId("10001")
                .clock(time)
                .settling(SETTLING)
                .build();
    }

    @Override
    protected TestTime time() {
        return time;
    }

    @Override
    protected void loseNextAnswer() {
        jira.fault(Fault.LOST_ANSWER);
    }

    @Override
    protected void loseNextRequest() {
        jira.fault(Fault.LOST_REQUEST);
    }

    @Override
    protected void delayNextWrite() {
        jira.fault(Fault.LATE);
    }

    @Override
    protected void refuseNextWrite() {
        jira.fault(Fault.REFUSED);
    }

    @Override
    protected void indexLag(Duration lag) {
        jira.indexLag(lag);
    }

    @Override
    protected int tickets(String key) {
        return jira.labelled("throughline-" + key);
    }

    @Override
    protected int comments(TicketRef ticket, String key) {
        return jira.comments(ticket.id(), "throughline.comment." + key);
    }

    @Override
    protected int links(TicketRef ticket, String key) {
        return jira.links(ticket.id(), "throughline:" + key);
    }

    @Override
    protected void delete(TicketRef ticket) {
        jira.delete(ticket.id());
    }
}
