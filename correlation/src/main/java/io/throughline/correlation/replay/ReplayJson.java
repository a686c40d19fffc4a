package io.throughline.correlation.replay;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.evidence.JsonText;

/** The canonical JSON of replays, and what it shares with that of back-tests. */
final class ReplayJson {

    private ReplayJson() {}

    static String of(Replay replay) {
        JsonText json = new JsonText();
        json.object(() -> {
            request(json, replay.request());
            json.list(
                    "statements",
                    replay.statements(),
                    (j, statement) -> j.object(() -> j.time("at", statement.at())
                            .text("incident", statement.incident())
                            .text("occasion", statement.occasion())
                            .text("state", statement.state())
                            .text("title", statement.title())
                            .text("cause", statement.cause())
                            .text("other", statement.other())));
            json.list(
                    "incidents",
                    replay.incidents(),
                    (j, incident) -> j.object(() -> j.text("id", incident.id())
                            .text("state", incident.state())
                            .time("firstTold", incident.firstTold())
                            .time("start", incident.latest().start())
                            .time("end", incident.latest().end())
                            .text("title", incident.latest().title())
                            .texts("services", incident.latest().services())));
            json.list("firings", replay.firings(), (j, firing) -> said(j, firing));
            conditions(json, replay.conditions());
        });
        return json.toString();
    }

    static void request(JsonText json, ReplayRequest request) {
        window(json, "range", request.range());
        json.text("step", request.step())
                .text("focus", request.focus())
                .text("quiet", request.quiet())
                .text("knowledge", request.knowledge());
    }

    static void said(JsonText json, SaidFiring firing) {
        json.object(() -> {
            json.time("said", firing.said()).time("withdrawn", firing.withdrawn());
            firing.firing().writeTo(json.name("firing"));
        });
    }

    static void conditions(JsonText json, Conditions conditions) {
        json.name("conditions").object(() -> {
            json.number("steps", conditions.steps())
                    .number("empty", conditions.empty())
                    .number("incomplete", conditions.incomplete());
            json.name("gaps").object(() -> conditions.gaps().forEach(json::number));
            json.name("blind").object(() -> conditions.blind().forEach(json::number));
        });
    }

    private static void window(JsonText json, String name, TimeWindow window) {
        json.name(name).object(() -> json.time("from", window.from()).time("to", window.to()));
    }
}
