package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.CorrelationEngine;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import io.throughline.correlation.ledger.IncidentLedger;
import io.throughline.correlation.ledger.State;
import io.throughline.correlation.ledger.TrackedIncident;
import io.throughline.correlation.ledger.Transition;
import io.throughline.correlation.replay.Statement.Occasion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs an engine over the past step by step, as it would have run at the time. Pure but for the past that it is lent:
 * the same past gives the same replay.
 */
public final class Replayer {

    private final CorrelationEngine engine;
    private final Past past;

    private Replayer(CorrelationEngine engine, Past past) {
        this.engine = engine;
        this.past = past;
    }

    /** Returns a replayer of an engine, with the rules it has. */
    public static Replayer of(CorrelationEngine engine, Past past) {
        return new Replayer(engine, past);
    }

    /** Replays a range. */
    public Replay replay(ReplayRequest request) {
        TimeWindow first = TimeWindow.endingAt(request.range().from(), request.focus());
        CorrelationReport known = engine.analyze(past.at(first));
        FiringLog firings = new FiringLog();
        firings.take(first, known.firings());
        IncidentLedger ledger =
                IncidentLedger.empty(request.quiet()).next(known).ledger();
        Map<String, TrackedIncident> before = byId(ledger);
        Conditions.Count conditions = new Conditions.Count();
        List<Statement> statements = new ArrayList<>();
        for (Instant end : request.steps()) {
            TimeWindow focus = TimeWindow.endingAt(end, request.focus());
            TelemetryWindow window = past.at(focus);
            CorrelationReport report = engine.analyze(window);
            conditions.add(1, window, report.verdict().blind());
            firings.take(focus, report.firings());
            IncidentLedger.Step step = ledger.next(report);
            ledger = step.ledger();
            Map<String, TrackedIncident> after = byId(ledger);
            statements.addAll(statements(step.transitions(), before, after, end));
            before = after;
        }
        return new Replay(request, statements, ledger.incidents(), firings.since(request), conditions.result());
    }

    private static Map<String, TrackedIncident> byId(IncidentLedger ledger) {
        Map<String, TrackedIncident> byId = new TreeMap<>();
        ledger.incidents().forEach(incident -> byId.put(incident.id(), incident));
        return byId;
    }

    private static List<Statement> statements(
            List<Transition> transitions,
            Map<String, TrackedIncident> before,
            Map<String, TrackedIncident> after,
            Instant at) {
        Map<String, Transition> moved = new TreeMap<>();
        transitions.forEach(transition -> moved.put(transition.id(), transition));
        List<Statement> statements = new ArrayList<>();
        after.forEach((id, incident) -> {
            Transition transition = moved.get(id);
            TrackedIncident earlier = before.get(id);
            if (transition != null) {
                Occasion occasion = transition.from() == null ? Occasion.FIRST : Occasion.STATE;
                statements.add(statement(at, incident, occasion, transition));
            } else if (earlier != null && !said(earlier).equals(said(incident))) {
                statements.add(statement(at, incident, Occasion.REVISED, null));
            }
        });
        statements.sort(Comparator.comparing(Statement::incident));
        return statements;
    }

    private static Statement statement(
            Instant at, TrackedIncident incident, Occasion occasion, @Nullable Transition transition) {
        List<String> said = said(incident);
        State state = incident.state();
        return new Statement(
                at,
                incident.id(),
                occasion,
                state,
                said.get(0),
                said.get(1),
                transition == null ? null : transition.other());
    }

    private static List<String> said(TrackedIncident incident) {
        Incident latest = incident.latest();
        return List.of(latest.title(), latest.rootCauses().get(0).title());
    }
}
