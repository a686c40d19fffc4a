package io.throughline.examples.shop.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Evaluates the alert rules as minutes are measured, notes what they raise, and tells the person on call. */
final class AlertWatch implements PlatformSampler.MinuteListener {
    private final List<AlertRule> rules = AlertRules.all();
    private final EventLog events;
    private final Optional<OnCall> onCall;

    /** {@code onCall} is empty where nobody is to act. */
    AlertWatch(EventLog events, Optional<OnCall> onCall) {
        this.events = events;
        this.onCall = onCall;
    }

    @Override
    public void measured(String resource, String metric, Instant minute, Sample sample) {
        rules.forEach(rule -> rule.measured(resource, metric, minute, sample));
    }

    @Override
    public void minuteEnded(Instant minute) {
        Instant now = minute.plusSeconds(60);
        for (AlertRule rule : rules) {
            AlertRule.Outcome outcome = rule.evaluate();
            if (outcome.change() != AlertRule.Change.NONE) {
                note(rule.definition(), outcome, now);
                onCall.ifPresent(person -> person.alert(rule.definition(), outcome, now));
            }
        }
        onCall.ifPresent(person -> person.minuteEnded(now));
    }

    private void note(AlertRule.Definition rule, AlertRule.Outcome outcome, Instant now) {
        events.write(events.event("alert", now)
                .put("what", outcome.change().name())
                .put("rule", rule.name())
                .put("description", rule.description())
                .put("resource", rule.resource())
                .put("metric", rule.metric())
                .put("total", rule.total())
                .put("threshold", rule.threshold())
                .put("severity", rule.severity())
                .put("value", outcome.value()));
    }
}
