package io.throughline.core.tracker;

import io.throughline.core.testkit.ScriptedTracker;
import io.throughline.core.testkit.ScriptedTracker.Fault;
import io.throughline.core.testkit.TestTime;
import io.throughline.core.testkit.TrackerContract;
import java.time.Duration;
import java.time.Instant;

/** The contract of trackers on the one in memory. */
class InMemoryTrackerContractTest extends TrackerContract {

    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final ScriptedTracker vendor = new ScriptedTracker(time, Duration.ofMinutes(5));

    @Override
    protected Tracker open() {
        return vendor.open();
    }

    @Override
    protected TestTime time() {
        return time;
    }

    @Override
    protected void loseNextAnswer() {
        vendor.faults(Fault.LOST_ANSWER);
    }

    @Override
    protected void loseNextRequest() {
        vendor.faults(Fault.LOST_REQUEST);
    }

    @Override
    protected void delayNextWrite() {
        vendor.faults(Fault.LATE);
    }

    @Override
    protected void refuseNextWrite() {
        vendor.faults(Fault.REFUSED);
    }

    @Override
    protected void indexLag(Duration lag) {
        vendor.indexLag(lag);
    }

    @Override
    protected int tickets(String key) {
        return vendor.count(key);
    }

    @Override
    protected int comments(TicketRef ticket, String key) {
        return vendor.comments(ticket.id(), key);
    }

    @Override
    protected int links(TicketRef ticket, String key) {
        return vendor.links(ticket.id(), key);
    }

    @Override
    protected void delete(TicketRef ticket) {
        vendor.delete(ticket.id());
    }
}
