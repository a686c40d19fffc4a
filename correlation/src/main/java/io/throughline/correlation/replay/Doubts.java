package io.throughline.correlation.replay;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.rule.Rule;
import java.util.ArrayList;
import java.util.List;

/** Why a back-test tells nothing, or less than it seems, in sentences. */
final class Doubts {

    private Doubts() {}

    static List<String> cannotTell(Rule rule, List<JudgedTicket> opened, TicketSources tickets, Conditions conditions) {
        List<String> reasons = new ArrayList<>();
        if (opened.isEmpty()) {
            reasons.add("No ticket was opened in the range"
                    + (tickets.gaps().isEmpty() ? "" : " (not read whole: " + names(tickets.gaps()) + ")")
                    + ", so there is nothing to hold the firings against; take a longer range or other types of"
                    + " tickets.");
        }
        if (conditions.empty() == conditions.steps()) {
            reasons.add("Nothing was known in any of the " + conditions.steps()
                    + " steps: the history was perhaps read later; ask in hindsight.");
        } else if (conditions.blind().getOrDefault(rule.name(), 0) == conditions.steps()) {
            reasons.add("Nothing in the range could have met the rule: no series has its metric, or no entity is as it"
                    + " selects; look at their names.");
        }
        return reasons;
    }

    static List<String> doubts(int undecided, BacktestRequest request, TicketSources tickets, Conditions conditions) {
        List<String> doubts = new ArrayList<>();
        for (StreamCompleteness gap :
                tickets.gapsBefore(request.replay().range().to())) {
            doubts.add("Tickets are not all known: " + gap.stream() + " is " + gap.state()
                    + ", so recall and precision may be too high or too low.");
        }
        if (!conditions.isComplete()) {
            doubts.add("In " + conditions.incomplete() + " of " + conditions.steps()
                    + " steps not every stream was whole"
                    + (conditions.gaps().isEmpty()
                            ? ""
                            : ": " + String.join(", ", conditions.gaps().keySet()))
                    + "; the rule may have missed what was not there.");
        }
        if (undecided > 0) {
            doubts.add("Of " + undecided + " of the firings it is not known whether a ticket follows, so late are they;"
                    + " they count neither way.");
        }
        return doubts;
    }

    private static String names(List<StreamCompleteness> gaps) {
        return String.join(", ", gaps.stream().map(StreamCompleteness::stream).toList());
    }
}
