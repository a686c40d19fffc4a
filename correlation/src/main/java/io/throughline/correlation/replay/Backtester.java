package io.throughline.correlation.replay;

import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.evidence.Share;
import io.throughline.correlation.replay.JudgedFiring.Outcome;
import io.throughline.correlation.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tries a rule on the past: what it would have said, step by step, held against the tickets that were opened. Pure
 * but for the past that it is lent. Runs no more of the engine than the rule needs: nothing, or the first stage.
 */
public final class Backtester {

    private static final double WEEK_MILLIS = Duration.ofDays(7).toMillis();

    private final CorrelationEngine engine;
    private final Past past;

    private Backtester(CorrelationEngine engine, Past past) {
        this.engine = engine;
        this.past = past;
    }

    /** Returns a back-tester with an engine's configuration. */
    public static Backtester of(CorrelationEngine engine, Past past) {
        return new Backtester(engine, past);
    }

    /**
     * Tries a rule.
     *
     * @param tickets holds the product's tickets over {@link BacktestRequest#ticketsUntil}; its completeness tells
     *     how much they are worth
     */
    public Backtest backtest(Rule rule, BacktestRequest request, TelemetryWindow tickets) {
        Trial trial = new Trial(engine, past, rule, request.replay());
        List<SaidFiring> said = trial.run();
        return judged(rule, request, said, tickets, trial.conditions());
    }

    private static Backtest judged(
            Rule rule, BacktestRequest request, List<SaidFiring> said, TelemetryWindow known, Conditions conditions) {
        TicketSources tickets = TicketSources.of(known);
        List<Ticket> all = known.events().stream()
                .filter(Ticket.class::isInstance)
                .map(Ticket.class::cast)
                .filter(ticket -> request.counts(ticket.type()))
                .filter(ticket -> known.span().contains(ticket.start()))
                .toList();
        List<JudgedFiring> firings = said.stream()
                .map(line -> judged(line, all, request, tickets.until()))
                .toList();
        List<JudgedTicket> opened = all.stream()
                .filter(ticket -> request.replay().range().contains(ticket.start()))
                .map(ticket -> judged(ticket, said, request))
                .toList();
        int hits = count(firings, Outcome.MATCHED);
        int misses = count(firings, Outcome.UNMATCHED);
        Share recall =
                new Share((int) opened.stream().filter(JudgedTicket::isFound).count(), opened.size());
        return new Backtest(
                rule.name(),
                request,
                firings,
                opened,
                new Share(hits, hits + misses),
                recall,
                misses * WEEK_MILLIS / request.replay().range().length().toMillis(),
                new Lead(opened.stream()
                        .flatMap(ticket -> Optional.ofNullable(ticket.lead()).stream())
                        .toList()),
                Doubts.cannotTell(rule, opened, tickets, conditions),
                Doubts.doubts(count(firings, Outcome.UNDECIDED), request, tickets, conditions),
                conditions);
    }

    private static int count(List<JudgedFiring> firings, Outcome outcome) {
        return (int)
                firings.stream().filter(firing -> firing.outcome() == outcome).count();
    }

    private static JudgedFiring judged(SaidFiring line, List<Ticket> tickets, BacktestRequest request, Instant known) {
        List<String> matched = tickets.stream()
                .filter(ticket -> match(line, ticket, request))
                .map(Ticket::id)
                .toList();
        Outcome outcome = !matched.isEmpty()
                ? Outcome.MATCHED
                : line.said().plus(request.lead()).isAfter(known) ? Outcome.UNDECIDED : Outcome.UNMATCHED;
        return new JudgedFiring(line, matched, outcome);
    }

    private static JudgedTicket judged(Ticket ticket, List<SaidFiring> said, BacktestRequest request) {
        Optional<SaidFiring> first =
                said.stream().filter(line -> match(line, ticket, request)).findFirst();
        return new JudgedTicket(
                ticket,
                first.map(line -> line.firing().id()).orElse(null),
                first.map(line -> Duration.between(line.said(), ticket.start())).orElse(null));
    }

    private static boolean match(SaidFiring line, Ticket ticket, BacktestRequest request) {
        return !line.said().isBefore(ticket.start().minus(request.lead()))
                && !line.said().isAfter(ticket.start().plus(request.tolerance()));
    }
}
