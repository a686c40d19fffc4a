package io.throughline.correlation.export;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.correlation.Incident;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.timeline.Delay;
import io.throughline.correlation.timeline.DelayWaterfall.Step;
import io.throughline.correlation.timeline.Moment;
import io.throughline.correlation.timeline.PlacedEntry;
import io.throughline.correlation.timeline.TimelineOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The canonical JSON of an incident that is handed on. Titles are as the vendors have them. */
final class ExportJson {

    private final JsonText json = new JsonText();
    private final IncidentExport export;
    private final Incident incident;

    private ExportJson(IncidentExport export) {
        this.export = export;
        this.incident = export.incident();
    }

    static String of(IncidentExport export) {
        ExportJson writer = new ExportJson(export);
        writer.json.object(writer::content);
        return writer.json.toString();
    }

    private void content() {
        json.text("id", incident.id())
                .text("title", incident.title())
                .text("state", incident.isOpen() ? "open" : "over")
                .time("start", incident.start())
                .time("end", incident.end())
                .texts("products", incident.products())
                .texts("services", incident.services());
        json.name("focus")
                .object(() -> json.time("from", export.focus().from())
                        .time("to", export.focus().to()));
        json.time("knownAt", export.knownAt());
        json.list("rootCauses", incident.rootCauses(), (j, cause) -> cause(cause));
        json.list(
                "ruledOut",
                incident.ruledOut(),
                (j, no) -> json.object(() -> {
                    json.text("kind", no.kind()).text("entity", no.entity()).text("title", no.title());
                    json.name("reason");
                    reason(no.reason());
                }));
        json.list("waterfall", Arrays.asList(Step.values()), (j, step) -> step(step));
        json.list("timeline", TimelineOrder.of(incident.timeline()).placed(), (j, placed) -> entry(placed));
        json.list("completeness", export.completeness().streams(), (j, stream) -> stream(stream));
    }

    private void cause(RootCause cause) {
        json.object(() -> {
            json.number("rank", cause.rank())
                    .text("kind", cause.kind())
                    .text("entity", cause.entity())
                    .text("title", cause.title())
                    .number("score", cause.score());
            ChangeReference change = cause.change();
            if (change != null) {
                json.name("change")
                        .object(() -> json.text("event", change.eventId())
                                .text("version", change.version())
                                .text("revision", change.revision())
                                .time("at", change.at())
                                .text("link", change.link()));
            }
            Mechanism mechanism = cause.mechanism();
            if (mechanism != null) {
                json.name("mechanism").object(() -> {
                    json.text("entity", mechanism.entity()).text("title", mechanism.title());
                    reasons("reasons", mechanism.reasons());
                });
            }
            reasons("reasons", cause.reasons());
            reasons("against", cause.against());
        });
    }

    private void reasons(String name, List<Reason> reasons) {
        json.list(name, reasons, (j, reason) -> reason(reason));
    }

    private void reason(Reason reason) {
        json.object(() -> {
            json.text("code", reason.code()).text("text", reason.text());
            json.name("numbers").object(() -> reason.numbers().forEach(json::number));
            json.texts("references", reason.references()).text("link", reason.link());
        });
    }

    private void step(Step step) {
        Moment moment = export.waterfall().moment(step);
        Delay delay = export.waterfall().timeTo(step);
        json.object(() -> {
            json.text("step", step.name().toLowerCase(Locale.ROOT))
                    .time("earliest", moment.earliest())
                    .time("latest", moment.latest())
                    .text("basis", moment.basis())
                    .text("reference", moment.reference());
            if (delay != null && step != Step.OCCURRED) {
                json.name("afterOnset")
                        .object(() -> json.text("least", delay.least()).text("most", delay.most()));
            }
        });
    }

    private void entry(PlacedEntry placed) {
        TimelineEntry entry = placed.entry();
        json.object(() -> json.number("firstPlace", placed.first())
                .number("lastPlace", placed.last())
                .number("group", placed.group())
                .time("earliest", entry.earliest())
                .time("latest", entry.latest())
                .text("lane", entry.lane())
                .text("phase", entry.phase())
                .text("title", entry.title())
                .text("entity", entry.entity())
                .text("reference", entry.reference())
                .text("link", entry.link()));
    }

    private void stream(StreamCompleteness stream) {
        json.object(() -> json.text("stream", stream.stream())
                .text("state", stream.state())
                .time("asOf", stream.asOf())
                .truth("truncated", stream.truncated())
                .truth("throttled", stream.throttled())
                .number("samplingFactor", stream.samplingFactor())
                .texts("notes", stream.notes()));
    }
}
