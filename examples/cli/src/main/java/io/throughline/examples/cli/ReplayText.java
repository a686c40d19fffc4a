package io.throughline.examples.cli;

import io.throughline.correlation.replay.Conditions;
import io.throughline.correlation.replay.Knowledge;
import io.throughline.correlation.replay.Replay;
import io.throughline.correlation.replay.ReplayRequest;
import io.throughline.correlation.replay.SaidFiring;
import io.throughline.correlation.replay.Statement;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A replay as text for people. */
final class ReplayText {

    private final PrintWriter out;

    ReplayText(PrintWriter out) {
        this.out = out;
    }

    void print(String product, Replay replay) {
        long first = replay.statements().stream()
                .filter(statement -> statement.occasion() == Statement.Occasion.FIRST)
                .count();
        out.printf(
                Locale.ROOT,
                "%s, %s: %s, %s.%n",
                product,
                range(replay.request()),
                count(first, "incident"),
                count(replay.firings().size(), "firing"));
        conditions(replay.conditions());
        Map<Instant, List<String>> lines = new TreeMap<>();
        for (Statement statement : replay.statements()) {
            lines.computeIfAbsent(statement.at(), at -> new ArrayList<>()).add(line(statement));
        }
        for (SaidFiring firing : replay.firings()) {
            lines.computeIfAbsent(firing.said(), at -> new ArrayList<>()).add(line(firing));
        }
        lines.forEach((at, said) -> said.forEach(line -> out.println("  " + at + "  " + line)));
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    static String range(ReplayRequest request) {
        return request.range().from() + " to " + request.range().to() + ", every " + request.step() + ", "
                + (request.knowledge() == Knowledge.THEN ? "as known then" : "in hindsight");
    }

    void conditions(Conditions conditions) {
        if (conditions.empty() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  nothing was known in %d of %d steps; a history that was read later needs --hindsight%n",
                    conditions.empty(),
                    conditions.steps());
        }
        conditions
                .gaps()
                .forEach((stream, steps) -> out.printf(
                        Locale.ROOT, "  not complete: %s in %d of %d steps%n", stream, steps, conditions.steps()));
        conditions
                .blind()
                .forEach((rule, steps) -> out.printf(
                        Locale.ROOT,
                        "  blind: rule %s in %d of %d steps; no series has its metric, or no entity is as it selects%n",
                        rule,
                        steps,
                        conditions.steps()));
    }

    private static String line(Statement statement) {
        String what = switch (statement.occasion()) {
            case FIRST -> "first told";
            case STATE -> statement.state().name().toLowerCase(Locale.ROOT);
            case REVISED -> "revised";
        };
        String other = statement.other() == null ? "" : " (" + statement.other() + ")";
        return what + other + ": " + statement.title() + " — probable cause: " + statement.cause() + " ["
                + statement.incident() + "]";
    }

    static String line(SaidFiring firing) {
        String withdrawn = firing.withdrawn() == null ? "" : " (withdrawn " + firing.withdrawn() + ")";
        return "rule " + firing.firing().rule() + " on "
                + firing.firing().entity().key() + ": " + firing.firing().says() + ", since "
                + firing.firing().from() + withdrawn;
    }
}
