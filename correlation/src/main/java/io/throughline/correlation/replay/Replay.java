package io.throughline.correlation.replay;

import io.throughline.correlation.ledger.TrackedIncident;
import java.util.List;
import java.util.Objects;

/**
 * What would have been said over a range of time, and when.
 *
 * @param request what was asked
 * @param statements about incidents, by time, those of one step by incident
 * @param incidents all that were told of, by when they were first, as they stood after the last step
 * @param firings of the user's rules, each once, by when they were said
 * @param conditions what the steps had to go by
 */
public record Replay(
        ReplayRequest request,
        List<Statement> statements,
        List<TrackedIncident> incidents,
        List<SaidFiring> firings,
        Conditions conditions) {

    public Replay {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(conditions, "conditions");
        statements = List.copyOf(statements);
        incidents = List.copyOf(incidents);
        firings = firings.stream().sorted().toList();
    }

    /** Returns it as canonical JSON: the same replay has the same bytes. */
    public String toJson() {
        return ReplayJson.of(this);
    }
}
