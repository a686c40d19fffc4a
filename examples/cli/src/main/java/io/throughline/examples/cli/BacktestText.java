package io.throughline.examples.cli;

import io.throughline.correlation.evidence.Share;
import io.throughline.correlation.replay.Backtest;
import io.throughline.correlation.replay.JudgedFiring;
import io.throughline.correlation.replay.JudgedTicket;
import io.throughline.correlation.replay.Lead;
import java.io.PrintWriter;
import java.util.Locale;

/** A back-test as text for people. */
final class BacktestText {

    private final PrintWriter out;

    BacktestText(PrintWriter out) {
        this.out = out;
    }

    void print(String product, Backtest backtest) {
        out.printf(
                "rule %s on %s, %s%n",
                backtest.rule(), product, ReplayText.range(backtest.request().replay()));
        new ReplayText(out).conditions(backtest.conditions());
        backtest.cannotTell().forEach(reason -> out.println("  cannot tell: " + reason));
        backtest.doubts().forEach(doubt -> out.println("  doubtful: " + doubt));
        if (backtest.tells()) {
            out.println("  precision " + text(backtest.precision(), "firings match a ticket"));
            out.println("  recall    " + text(backtest.recall(), "tickets were found"));
            out.printf(Locale.ROOT, "  noise     %.1f firings a week match no ticket%n", backtest.noisePerWeek());
            lead(backtest.lead());
        }
        for (JudgedFiring firing : backtest.firings()) {
            out.printf(
                    "  %s  %s; %s %s%n",
                    firing.firing().said(),
                    ReplayText.line(firing.firing()),
                    firing.outcome().name().toLowerCase(Locale.ROOT),
                    String.join(", ", firing.tickets()));
        }
        for (JudgedTicket ticket : backtest.tickets()) {
            out.printf(
                    "  %s  ticket %s: %s; %s%n",
                    ticket.ticket().start(),
                    ticket.ticket().key(),
                    ticket.ticket().title(),
                    ticket.isFound() ? "found, lead " + ticket.lead() : "missed");
        }
    }

    private void lead(Lead lead) {
        lead.quantile(0.5)
                .ifPresent(median -> out.println("  lead      median " + median + ", from "
                        + lead.times().get(0) + " to "
                        + lead.times().get(lead.times().size() - 1)));
    }

    private static String text(Share share, String what) {
        return share.value().isEmpty()
                ? "none: 0 of 0 " + what
                : String.format(
                        Locale.ROOT,
                        "%.2f (95 %% interval %.2f to %.2f): %d of %d %s",
                        share.value().getAsDouble(),
                        share.lower(),
                        share.upper(),
                        share.hits(),
                        share.of(),
                        what);
    }
}
