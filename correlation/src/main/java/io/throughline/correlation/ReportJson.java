package io.throughline.correlation;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.correlation.assemble.TimelineEntry;
import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Endpoint;
import io.throughline.correlation.detect.Comparison;
import io.throughline.correlation.detect.DistributionShift;
import io.throughline.correlation.detect.Effect;
import io.throughline.correlation.detect.EntityEpisode;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.LearningSeries;
import io.throughline.correlation.detect.SkippedSeries;
import io.throughline.correlation.evidence.JsonText;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.rank.ChangeReference;
import io.throughline.correlation.rank.Mechanism;
import io.throughline.correlation.rank.RootCause;
import io.throughline.correlation.rank.RuledOut;
import io.throughline.correlation.rule.Rules;
import java.util.List;

/** The canonical JSON of a report. */
final class ReportJson {

    private final JsonText json = new JsonText();

    private ReportJson() {}

    static String of(CorrelationReport report) {
        ReportJson writer = new ReportJson();
        writer.report(report);
        return writer.json.toString();
    }

    private void report(CorrelationReport report) {
        json.object(() -> {
            window("span", report.span());
            window("focus", report.focus());
            if (report.knownAt() != null) {
                json.time("knownAt", report.knownAt());
            }
            tested(report.tested());
            json.list("incidents", report.incidents(), (j, incident) -> incident(incident));
            json.list("episodes", report.episodes(), (j, episode) -> episode(episode));
            json.list("entities", report.entities(), (j, entity) -> entity(entity));
            json.list("correlations", report.correlations(), (j, correlation) -> correlation(correlation));
            json.list("learning", report.learning(), (j, series) -> learning(series));
            json.list("skipped", report.skipped(), (j, series) -> skipped(series));
            completeness(report.completeness());
            if (!report.verdict().equals(Rules.Verdict.NONE)) {
                json.list("firings", report.firings(), (j, firing) -> firing.writeTo(j))
                        .texts("blindRules", report.verdict().blind());
            }
        });
    }

    private void window(String name, TimeWindow window) {
        json.name(name).object(() -> json.time("from", window.from()).time("to", window.to()));
    }

    private void tested(CorrelationReport.Tested tested) {
        json.name("tested")
                .object(() -> json.number("series", tested.series())
                        .number("seriesTested", tested.seriesTested())
                        .number("seriesLearning", tested.seriesLearning())
                        .number("seriesSkipped", tested.seriesSkipped())
                        .number("pairs", tested.pairs())
                        .number("events", tested.events()));
    }

    private void incident(Incident incident) {
        json.object(() -> {
            json.text("id", incident.id())
                    .text("title", incident.title())
                    .time("start", incident.start())
                    .time("end", incident.end())
                    .texts("products", incident.products())
                    .texts("services", incident.services());
            json.list("rootCauses", incident.rootCauses(), (j, cause) -> cause(cause));
            json.list("ruledOut", incident.ruledOut(), (j, ruledOut) -> ruledOut(ruledOut));
            json.list("timeline", incident.timeline(), (j, entry) -> entry(entry));
            json.texts("episodes", incident.episodes().stream().map(Episode::id).toList());
            json.list("events", incident.events(), (j, event) -> event(event));
            json.texts(
                    "correlations",
                    incident.correlations().stream().map(Correlation::id).toList());
        });
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
                json.name("change").object(() -> change(change));
            }
            Mechanism mechanism = cause.mechanism();
            if (mechanism != null) {
                json.name("mechanism").object(() -> {
                    json.text("entity", mechanism.entity())
                            .text("title", mechanism.title())
                            .text("queryHash", mechanism.queryHash())
                            .text("queryText", mechanism.queryText());
                    reasons("reasons", mechanism.reasons());
                });
            }
            reasons("reasons", cause.reasons());
            reasons("against", cause.against());
        });
    }

    private void change(ChangeReference change) {
        json.text("event", change.eventId())
                .text("type", change.type())
                .text("version", change.version())
                .text("revision", change.revision())
                .time("at", change.at())
                .list(
                        "commits",
                        change.commits(),
                        (j, commit) -> j.object(() -> j.text("revision", commit.revision())
                                .text("message", commit.message())
                                .texts("files", commit.files())))
                .texts("related", change.relatedEventIds())
                .text("link", change.link());
    }

    private void ruledOut(RuledOut ruledOut) {
        json.object(() -> {
            json.text("kind", ruledOut.kind()).text("entity", ruledOut.entity()).text("title", ruledOut.title());
            json.name("reason");
            reason(ruledOut.reason());
        });
    }

    private void entry(TimelineEntry entry) {
        json.object(() -> json.time("earliest", entry.earliest())
                .time("latest", entry.latest())
                .text("lane", entry.lane())
                .text("phase", entry.phase())
                .text("title", entry.title())
                .text("entity", entry.entity())
                .text("reference", entry.reference())
                .text("link", entry.link()));
    }

    private void event(Event event) {
        json.object(() -> json.text("id", event.id())
                .text("kind", event.kind())
                .text("entity", event.entity())
                .time("start", event.start())
                .time("end", event.end())
                .text("title", event.title())
                .text("link", event.provenance().link()));
    }

    private void episode(Episode episode) {
        json.object(() -> {
            json.text("id", episode.id())
                    .text("series", episode.series())
                    .text("entity", episode.entity())
                    .text("metric", episode.series().metric())
                    .text("unit", episode.series().unit())
                    .text("signal", episode.signal())
                    .text("measure", episode.measure())
                    .text("kind", episode.kind())
                    .text("step", episode.step())
                    .text("direction", episode.direction())
                    .time("onset", episode.onset());
            window("onsetBounds", episode.onsetBounds());
            json.time("peak", episode.peak()).time("end", episode.end());
            json.truth("spike", episode.isSpike()).text("text", EpisodeText.details(episode));
            effect(episode.effect());
            comparison(episode.comparison());
        });
    }

    private void comparison(Comparison comparison) {
        json.name("comparison").object(() -> {
            json.list(
                            "history",
                            comparison.history(),
                            (j, window) ->
                                    j.object(() -> j.time("from", window.from()).time("to", window.to())))
                    .number("historySteps", comparison.historySteps());
            window("episode", comparison.episode());
            json.number("episodeSteps", comparison.episodeSteps()).text("resolution", comparison.resolution());
        });
    }

    private void entity(EntityEpisode entity) {
        json.object(() -> {
            json.text("id", entity.id())
                    .text("entity", entity.entity())
                    .text("summary", entity.summary())
                    .texts(
                            "episodes",
                            entity.members().stream().map(Episode::id).toList())
                    .time("onset", entity.onset());
            window("onsetBounds", entity.onsetBounds());
            json.truth("agreed", entity.agreed())
                    .time("end", entity.end())
                    .number("tested", entity.tested())
                    .number("p", entity.pValue());
        });
    }

    private void learning(LearningSeries learning) {
        json.object(() -> json.text("series", learning.series())
                .text("reason", learning.reason())
                .text("text", learning.text())
                .number("steps", learning.steps())
                .number("requiredSteps", learning.requiredSteps())
                .text("covered", learning.covered())
                .text("requiredTime", learning.requiredTime())
                .text("missing", learning.missing()));
    }

    private void skipped(SkippedSeries skipped) {
        json.object(() -> json.text("series", skipped.series())
                .text("reason", skipped.reason())
                .text("text", skipped.text())
                .number("points", skipped.points()));
    }

    private void effect(Effect effect) {
        json.name("effect").object(() -> {
            json.number("baseline", effect.baseline())
                    .number("lower", effect.lower())
                    .number("upper", effect.upper())
                    .number("observed", effect.observed())
                    .number("peak", effect.peak())
                    .number("difference", effect.difference())
                    .number("differenceLower", effect.differenceLower())
                    .number("differenceUpper", effect.differenceUpper())
                    .number("ratio", effect.ratio())
                    .number("deviations", effect.deviations())
                    .number("p", effect.pValue())
                    .number("q", effect.qValue())
                    .number("support", effect.support())
                    .number("baselineSupport", effect.baselineSupport())
                    .text("baselineMethod", effect.baselineMethod())
                    .text("pMethod", effect.pMethod());
            DistributionShift shift = effect.shift();
            if (shift != null) {
                json.name("shift").object(() -> shift(shift));
            }
        });
    }

    private void shift(DistributionShift shift) {
        json.number("moved", shift.moved())
                .number("past", shift.past())
                .truth("upwards", shift.upwards())
                .list(
                        "quantiles",
                        shift.quantiles(),
                        (j, quantile) -> j.object(() -> j.number("share", quantile.share())
                                .number("baseline", quantile.baseline())
                                .number("observed", quantile.observed())));
    }

    private void correlation(Correlation correlation) {
        json.object(() -> {
            json.text("id", correlation.id());
            endpoint("from", correlation.from());
            endpoint("to", correlation.to());
            json.name("lag")
                    .object(() -> json.text("best", correlation.lag().best())
                            .text("least", correlation.lag().least())
                            .text("most", correlation.lag().most()));
            json.number("effect", correlation.effect())
                    .number("p", correlation.pValue())
                    .number("q", correlation.qValue())
                    .number("tested", correlation.tested())
                    .text("verdict", correlation.verdict())
                    .number("hops", correlation.hops());
            reasons("evidence", correlation.evidence());
        });
    }

    private void endpoint(String name, Endpoint endpoint) {
        json.name(name)
                .object(() -> json.text("kind", endpoint.kind())
                        .text("id", endpoint.id())
                        .text("entity", endpoint.entity())
                        .text("label", endpoint.label())
                        .time("at", endpoint.at()));
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

    private void completeness(Completeness completeness) {
        json.list("completeness", completeness.streams(), (j, stream) -> stream(stream));
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
