package io.throughline.examples.dashboards.compute;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.evidence.Figures;
import io.throughline.examples.dashboards.view.EpisodeRow;
import io.throughline.examples.dashboards.view.Line;
import io.throughline.examples.dashboards.view.Panel;
import io.throughline.examples.dashboards.view.Tile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The numbers of one scope: what Azure served and what Sentry counted, as panels and as tiles. */
final class Measurements {

    private static final String PER_MINUTE = "/min";

    private final Shown shown;
    private final Scope scope;
    private final Sources sources;
    private final TimeWindow focus;
    private final Latencies latencies;
    private final Amounts requests;
    private final Amounts failures;
    private final Amounts sentryErrors;
    private final @Nullable Amounts exceptions;
    private final Resources resources;

    Measurements(Shown shown, Scope scope, Names names) {
        this.shown = shown;
        this.scope = scope;
        this.sources = new Sources(shown.window());
        this.focus = shown.window().focus();
        Set<EntityId> azure = scope.members("azure");
        this.latencies = Latencies.of(shown.axis(), shown.histograms(azure, Metrics.REQUEST_DURATION));
        this.requests = Amounts.of(shown.axis(), shown.numbers(azure, Metrics.REQUEST_COUNT));
        this.failures = Amounts.of(shown.axis(), shown.numbers(azure, Metrics.REQUEST_FAILURES))
                .zeroWhere(requests);
        Set<EntityId> sentry = scope.members("sentry");
        this.sentryErrors = Amounts.of(shown.axis(), shown.numbers(sentry, Metrics.ERROR_COUNT));
        if (!sentry.isEmpty()) {
            sentryErrors.zeroUntil(sources.silenceIsZeroUntil(Sources.SENTRY_ERRORS));
        }
        List<NumberSeries> thrown = shown.numbers(azure, Metrics.ERROR_COUNT);
        this.exceptions = thrown.isEmpty()
                ? null
                : Amounts.of(shown.axis(), thrown).zeroUntil(sources.silenceIsZeroUntil(Sources.EXCEPTIONS));
        this.resources = new Resources(shown, scope, names);
    }

    List<Panel> panels() {
        Axis axis = shown.axis();
        List<Panel> panels = new ArrayList<>();
        panels.add(new Panel(
                "latency",
                "Request latency (Azure)",
                "s",
                served(List.of(
                        new Line("p50", "p50", "azure", latencies.quantiles(0.50)),
                        new Line("p95", "p95", "azure", latencies.quantiles(0.95)),
                        new Line("p99", "p99", "azure", latencies.quantiles(0.99)))),
                sources.asOf(Sources.REQUESTS),
                requestsMissing()));
        panels.add(new Panel(
                "traffic",
                "Requests (Azure)",
                "{request}" + PER_MINUTE,
                served(List.of(
                        new Line("requests", "requests", "azure", requests.perMinute(axis)),
                        new Line("failures", "failed", "azure", failures.perMinute(axis)))),
                sources.asOf(Sources.REQUESTS),
                requestsMissing()));
        panels.add(new Panel(
                "errors",
                exceptions == null ? "Errors (Sentry)" : "Errors (Sentry) and exceptions (Azure)",
                "{error}" + PER_MINUTE,
                errorLines(axis),
                sources.asOf(Sources.SENTRY_ERRORS),
                errorsMissing()));
        panels.addAll(resources.panels(sources.asOf(Sources.PLATFORM)));
        return List.copyOf(panels);
    }

    private List<Line> served(List<Line> lines) {
        return requests.isEmpty() && latencies.merged(shown.axis().window()).isEmpty() ? List.of() : lines;
    }

    private List<Line> errorLines(Axis axis) {
        List<Line> lines = new ArrayList<>();
        if (!sentryErrors.isEmpty()) {
            lines.add(new Line("sentry", "Sentry errors", "sentry", sentryErrors.perMinute(axis)));
        }
        if (exceptions != null) {
            lines.add(new Line("exceptions", "Azure exceptions", "azure", exceptions.perMinute(axis)));
        }
        return lines;
    }

    private @Nullable String requestsMissing() {
        if (scope.members("azure").isEmpty()) {
            return sources.missing(Sources.REQUESTS, false, "no Azure role or resource is mapped to it");
        }
        return sources.missing(
                Sources.REQUESTS, !requests.isEmpty(), Sources.REQUESTS + " has no request of it in this time");
    }

    private @Nullable String errorsMissing() {
        if (scope.members("sentry").isEmpty()) {
            // Of a source that was never read no project is known, mapped or not.
            return sources.missing(Sources.SENTRY_ERRORS, false, "no Sentry project is mapped to it");
        }
        return sources.missing(
                Sources.SENTRY_ERRORS, !sentryErrors.isEmpty(), Sources.SENTRY_ERRORS + " has not reached this time");
    }

    /** Returns the figures of the focus. */
    List<Tile> tiles(List<EpisodeRow> episodes) {
        return List.of(
                latency(alarming(episodes, "latency", "latency")),
                rate(
                        "request rate",
                        "{request}",
                        requests,
                        Sources.REQUESTS,
                        alarming(episodes, "traffic", "traffic"),
                        requestsMissing()),
                failureShare(alarming(episodes, "traffic", "errors")),
                rate(
                        "Sentry errors",
                        "{error}",
                        sentryErrors,
                        Sources.SENTRY_ERRORS,
                        alarming(episodes, "errors", "errors"),
                        errorsMissing()));
    }

    private static boolean alarming(List<EpisodeRow> episodes, String panel, String signal) {
        return episodes.stream()
                .filter(EpisodeRow::ofIncident)
                .anyMatch(episode -> panel.equals(episode.panel()) && signal.equals(episode.signal()));
    }

    private Tile latency(boolean alarming) {
        ExponentialHistogram all = latencies.merged(focus);
        Instant asOf = sources.asOf(Sources.REQUESTS);
        if (all.isEmpty()) {
            return Tile.absent("p95 latency", "s", asOf, orNothing(requestsMissing()));
        }
        String note = "p50 " + Figures.seconds(all.quantile(0.5)) + ", p99 " + Figures.seconds(all.quantile(0.99));
        return new Tile("p95 latency", Digits.drawn(all.quantile(0.95)), "s", note, alarming, asOf, null);
    }

    private Tile rate(
            String name, String thing, Amounts amounts, String stream, boolean alarming, @Nullable String missing) {
        Double mean = amounts.meanPerMinute(focus);
        Double total = amounts.total(focus);
        if (mean == null || total == null) {
            return Tile.absent(name, thing + PER_MINUTE, sources.asOf(stream), orNothing(missing));
        }
        String note = String.format(Locale.ROOT, "%,d in total", Math.round(total));
        return new Tile(name, Digits.drawn(mean), thing + PER_MINUTE, note, alarming, sources.asOf(stream), null);
    }

    private Tile failureShare(boolean alarming) {
        Double served = requests.total(focus);
        Double failed = failures.total(focus);
        Instant asOf = sources.asOf(Sources.REQUESTS);
        if (served == null || failed == null || served == 0) {
            return Tile.absent("failed requests", "1", asOf, orNothing(requestsMissing()));
        }
        String note = String.format(Locale.ROOT, "%,d of %,d", Math.round(failed), Math.round(served));
        return new Tile("failed requests", Digits.drawn(failed / served), "1", note, alarming, asOf, null);
    }

    private static String orNothing(@Nullable String missing) {
        return missing == null ? "no data because nothing was recorded in this time" : missing;
    }
}
