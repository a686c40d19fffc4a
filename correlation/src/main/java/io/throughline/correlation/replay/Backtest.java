package io.throughline.correlation.replay;

import io.throughline.correlation.evidence.Share;
import java.util.List;
import java.util.Objects;

/**
 * How a rule would have served.
 *
 * @param rule the rule's name
 * @param request what was asked
 * @param firings what it would have said, by when
 * @param tickets those opened in the range, by when
 * @param precision of the firings that are decided, those that match a ticket
 * @param recall of the tickets, those that a firing matches
 * @param noisePerWeek firings that match none, a week of the range
 * @param lead how long before the tickets the firings were said
 * @param cannotTell why precision and recall mean nothing here, in sentences with a remedy; empty if they do
 * @param doubts what makes them less certain, in sentences
 * @param conditions what the steps had to go by
 */
public record Backtest(
        String rule,
        BacktestRequest request,
        List<JudgedFiring> firings,
        List<JudgedTicket> tickets,
        Share precision,
        Share recall,
        double noisePerWeek,
        Lead lead,
        List<String> cannotTell,
        List<String> doubts,
        Conditions conditions) {

    public Backtest {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(precision, "precision");
        Objects.requireNonNull(recall, "recall");
        Objects.requireNonNull(lead, "lead");
        Objects.requireNonNull(conditions, "conditions");
        firings = List.copyOf(firings);
        tickets = List.copyOf(tickets);
        cannotTell = List.copyOf(cannotTell);
        doubts = List.copyOf(doubts);
    }

    /** Tells whether precision and recall mean anything. */
    public boolean tells() {
        return cannotTell.isEmpty();
    }

    /** Returns it as canonical JSON: the same back-test has the same bytes. */
    public String toJson() {
        return BacktestJson.of(this);
    }
}
