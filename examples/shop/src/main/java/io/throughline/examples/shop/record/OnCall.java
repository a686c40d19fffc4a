package io.throughline.examples.shop.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The person on call, as a script on the model clock: sees the first alert, looks around, files a ticket when it is clear that this
 * will not pass, finds the cause, starts the remedy, watches, and closes the ticket. Not thread-safe: told of each minute's end.
 */
final class OnCall {
    private static final Duration TO_TICKET = Duration.ofMinutes(13);
    private static final Duration TO_PROGRESS = Duration.ofMinutes(15);
    private static final Duration TO_REMEDY = Duration.ofMinutes(17);
    private static final Duration TO_DONE = Duration.ofMinutes(6);
    private static final String KEY = "SHOP-243";

    private final EventLog log;
    private final Runnable remedy;
    private final List<String> firing = new ArrayList<>();
    private int step;
    private Instant firstAlert = Instant.MAX;
    private Instant calmSince = Instant.MAX;
    private String firstRule = "";
    private String service = "";
    private double value;

    OnCall(EventLog log, Runnable remedy) {
        this.log = log;
        this.remedy = remedy;
    }

    void alert(AlertRule.Definition rule, AlertRule.Outcome outcome, Instant at) {
        if (outcome.change() == AlertRule.Change.FIRED) {
            firing.add(rule.name());
            calmSince = Instant.MAX;
            if (step == 0) {
                step = 1;
                firstAlert = at;
                firstRule = rule.name();
                service = rule.resource();
                value = outcome.value();
            }
        } else if (outcome.change() == AlertRule.Change.RESOLVED) {
            firing.remove(rule.name());
            calmSince = firing.isEmpty() ? at : Instant.MAX;
        }
    }

    void minuteEnded(Instant now) {
        if (step == 1 && !firing.isEmpty() && due(now, TO_TICKET)) {
            step = 2;
            log.write(ticket("created", now)
                    .put("status", "To Do")
                    .put("summary", service + " is slow and failing")
                    .put(
                            "description",
                            String.format(
                                    Locale.ROOT,
                                    "Alert \"%s\" has been firing since %s (value %.2f at that time). Customers report"
                                            + " errors. Alerts firing now: %s.",
                                    firstRule,
                                    firstAlert,
                                    value,
                                    String.join(", ", firing))));
        } else if (step == 2 && due(now, TO_PROGRESS)) {
            step = 3;
            log.write(ticket("transition", now).put("from", "To Do").put("status", "In Progress"));
        } else if (step == 3 && due(now, TO_REMEDY)) {
            step = 4;
            remedy.run();
        } else if (step == 4 && firing.isEmpty() && !now.isBefore(calmSince.plus(TO_DONE))) {
            step = 5;
            log.write(ticket("comment", now).put("text", "All alerts have resolved since " + calmSince + "."));
            log.write(ticket("transition", now).put("from", "In Progress").put("status", "Done"));
        }
    }

    private boolean due(Instant now, Duration after) {
        return !now.isBefore(firstAlert.plus(after));
    }

    private ObjectNode ticket(String what, Instant at) {
        return log.event("ticket", at).put("key", KEY).put("what", what).put("service", service);
    }
}
