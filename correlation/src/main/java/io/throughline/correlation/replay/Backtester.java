package io.throughline.correlation.replay;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeDetector;
import io.throughline.correlation.replay.JudgedFiring.Outcome;
import io.throughline.correlation.rule.Rule;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Tries a rule on the past: what it would have said, step by step, held against the tickets that were opened. Pure but for
 * the past that it is lent. Runs no more of the engine than the rule needs: nothing, or the first stage.
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
     * @param tickets holds the product's tickets over {@link BacktestRequest#ticketsUntil}; its completeness tells how much
     *     they are worth
     */
    public Backtest backtest(Rule rule, BacktestRequest request, TelemetryWindow tickets) {
        FiringLog log = new FiringLog();
        Conditions.Count count = new Conditions.Count();
        Rules rules = Rules.of(List.of(rule));
        TimeWindow first = TimeWindow.endingAt(
                request.replay().range().from(), request.replay().focus());
        log.take(first, judge(rules, past.at(first)).firings());
        for (Instant end : request.replay().steps()) {
            TimeWindow focus = TimeWindow.endingAt(end, request.replay().focus());
            TelemetryWindow window = past.at(focus);
            Rules.Verdict verdict = judge(rules, window);
            count.add(window, verdict.blind());
            log.take(focus, verdict.firings());
        }
        return judged(rule, request, log.since(request.replay()), tickets, count.result());
    }

    private Rules.Verdict judge(Rules rules, TelemetryWindow window) {
        List<Episode> episodes = rules.needEpisodes()
                ? new EpisodeDetector(engine.config().detection())
                        .detect(window)
                        .episodes()
                : List.of();
        return rules.judge(window, Topology.of(window), episodes);
    }

    private static Backtest judged(
            Rule rule, BacktestRequest request, List<SaidFiring> said, TelemetryWindow known, Conditions conditions) {
        List<Ticket> all = known.events().stream()
                .filter(Ticket.class::isInstance)
                .map(Ticket.class::cast)
                .filter(ticket -> request.counts(ticket.type()))
                .filter(ticket -> known.span().contains(ticket.start()))
                .toList();
        List<JudgedFiring> firings = said.stream()
                .map(line -> judged(line, all, request, known.span().to()))
                .toList();
        List<JudgedTicket> tickets = all.stream()
                .filter(ticket -> request.replay().range().contains(ticket.start()))
                .map(ticket -> judged(ticket, said, request))
                .toList();
        int hits = count(firings, Outcome.MATCHED);
        int misses = count(firings, Outcome.UNMATCHED);
        Share recall =
                new Share((int) tickets.stream().filter(JudgedTicket::isFound).count(), tickets.size());
        return new Backtest(
                rule.name(),
                request,
                firings,
                tickets,
                new Share(hits, hits + misses),
                recall,
                misses * WEEK_MILLIS / request.replay().range().length().toMillis(),
                new Lead(tickets.stream()
                        .flatMap(ticket -> Optional.ofNullable(ticket.lead()).stream())
                        .toList()),
                cannotTell(rule, tickets, known, conditions),
                doubts(firings, known, conditions),
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

    private static List<String> cannotTell(
            Rule rule, List<JudgedTicket> tickets, TelemetryWindow known, Conditions conditions) {
        List<String> reasons = new ArrayList<>();
        if (tickets.isEmpty()) {
            reasons.add(
                    "No ticket was opened in the range" + unread(known)
                            + ", so there is nothing to hold the firings against; take a longer range or other types of tickets.");
        }
        if (conditions.empty() == conditions.steps()) {
            reasons.add("Nothing was known in any of the " + conditions.steps()
                    + " steps: the history was perhaps read later; ask in hindsight.");
        } else if (conditions.blind().getOrDefault(rule.name(), 0) == conditions.steps()) {
            reasons.add(
                    "Nothing in the range could have met the rule: no series has its metric, or no entity is as it selects;"
                            + " look at their names.");
        }
        return reasons;
    }

    private static String unread(TelemetryWindow known) {
        List<StreamCompleteness> gaps = known.completeness().gaps();
        return gaps.isEmpty()
                ? ""
                : " (not read whole: "
                        + String.join(
                                ", ",
                                gaps.stream().map(StreamCompleteness::stream).toList()) + ")";
    }

    private static List<String> doubts(List<JudgedFiring> firings, TelemetryWindow known, Conditions conditions) {
        List<String> doubts = new ArrayList<>();
        TreeSet<String> sources = new TreeSet<>();
        known.events().stream()
                .filter(Ticket.class::isInstance)
                .forEach(ticket -> sources.add(ticket.provenance().stream()));
        known.completeness().gaps().stream()
                .filter(gap -> sources.contains(gap.stream()))
                .forEach(gap -> doubts.add("Tickets are not all known: " + gap.stream() + " is " + gap.state()
                        + ", so recall and precision may be too high or too low."));
        if (!conditions.isComplete()) {
            doubts.add(
                    "In " + conditions.incomplete() + " of " + conditions.steps() + " steps not every stream was whole"
                            + (conditions.gaps().isEmpty()
                                    ? ""
                                    : ": " + String.join(", ", conditions.gaps().keySet()))
                            + "; the rule may have missed what was not there.");
        }
        int undecided = count(firings, Outcome.UNDECIDED);
        if (undecided > 0) {
            doubts.add(undecided + " of " + firings.size()
                    + " firings are too late in the range to know whether a ticket follows; they count neither way.");
        }
        return doubts;
    }
}
