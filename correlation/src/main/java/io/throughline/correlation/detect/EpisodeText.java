package io.throughline.correlation.detect;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.evidence.Figures;

/** Says in a few words what an episode is about. */
public final class EpisodeText {

    private EpisodeText() {}

    /** Returns what was measured: {@code p95 latency of GET /orders}, {@code scatter of requests}. */
    public static String subject(Episode episode) {
        return (episode.kind() == EpisodeKind.VARIANCE ? "scatter of " : "") + figure(episode);
    }

    private static String change(Episode episode) {
        return switch (episode.kind()) {
            case LEVEL -> "another level";
            case TREND -> "along a slope";
            case VARIANCE -> "another scatter about the same level";
            case SHAPE -> "another distribution about the same median and 95th percentile";
        };
    }

    private static String percentile(Episode episode) {
        return episode.measure().startsWith("p") && episode.series().kind() == SeriesKind.HISTOGRAM
                ? episode.measure() + " "
                : "";
    }

    private static String figure(Episode episode) {
        String what = switch (episode.series().metric()) {
            case Metrics.REQUEST_DURATION -> percentile(episode) + "latency";
            case Metrics.DEPENDENCY_DURATION -> percentile(episode) + "latency of calls";
            case Metrics.REQUEST_COUNT -> "requests";
            case Metrics.DEPENDENCY_COUNT -> "calls";
            case Metrics.REQUEST_FAILURES -> "failed requests";
            case Metrics.DEPENDENCY_FAILURES -> "failed calls";
            case Metrics.ERROR_COUNT -> "errors in " + episode.entity().system();
            case Metrics.QUERY_COUNT -> "executions of query";
            case Metrics.QUERY_DURATION_MEAN -> "mean duration of query";
            case Metrics.CPU_UTILIZATION -> "CPU in use";
            case Metrics.MEMORY_UTILIZATION -> "memory in use";
            case Metrics.CONNECTIONS_ACTIVE -> "open connections";
            default -> episode.series().metric();
        };
        String query =
                episode.series().attributes().text(AttributeKeys.QUERY_HASH).orElse(null);
        String operation =
                episode.series().attributes().text(AttributeKeys.OPERATION).orElse(query);
        if (operation == null) {
            return what;
        }
        return what + (Symptoms.isQuery(episode) ? " " : Symptoms.isOutgoing(episode) ? " to " : " of ") + operation;
    }

    /** Returns what was measured and how far it moved: {@code p95 latency of GET /orders 1.9 s instead of 210 ms}. */
    public static String summary(Episode episode) {
        Effect effect = episode.effect();
        return subject(episode) + " " + value(episode, effect.observed()) + " instead of "
                + value(episode, effect.baseline());
    }

    /**
     * Returns what a person needs to check it, in one line: {@code 1.9 s instead of 210 ms from 10:02 to 10:40 UTC …}, with
     * the confidence interval of the difference, the band, the steps compared, the share of requests moved, and the
     * p-value with its method.
     */
    public static String details(Episode episode) {
        Effect effect = episode.effect();
        Comparison compared = episode.comparison();
        StringBuilder text = new StringBuilder(summary(episode));
        text.append(": ")
                .append(change(episode))
                .append(", by ")
                .append(value(episode, effect.difference()))
                .append(" (95 % interval ")
                .append(value(episode, effect.differenceLower()))
                .append(" to ")
                .append(value(episode, effect.differenceUpper()))
                .append(", ")
                .append(Figures.rounded(effect.deviations(), 3))
                .append(" robust deviations); 99 % of steps were expected from ")
                .append(value(episode, effect.lower()))
                .append(" to ")
                .append(value(episode, effect.upper()));
        DistributionShift shift = effect.shift();
        if (shift != null) {
            text.append("; at least ")
                    .append(Figures.percent(shift.moved()))
                    .append(shift.upwards() ? " moved above " : " moved below ")
                    .append(value(episode, shift.past()));
        }
        return text.append("; ")
                .append(compared.episodeSteps())
                .append(" steps with data in ")
                .append(compared.episode())
                .append(" beside ")
                .append(compared.historySteps())
                .append(" in ")
                .append(compared.historySpan())
                .append(" (")
                .append(effect.baselineMethod())
                .append("); p = ")
                .append(Figures.rounded(effect.pValue(), 2))
                .append(" by ")
                .append(effect.pMethod())
                .toString();
    }

    /** Returns a value of the episode's series with its unit. */
    public static String value(Episode episode, double value) {
        if (episode.measure().equals("share")) {
            return Figures.percent(value);
        }
        if (episode.series().unit().equals(Unit.SECONDS)) {
            return Figures.seconds(value);
        }
        if (episode.series().unit().equals(Unit.ONE)) {
            return Figures.percent(value);
        }
        boolean perStep = episode.measure().equals("per step")
                || (episode.measure().equals("scatter") && episode.series().kind() == SeriesKind.DELTA);
        if (perStep) {
            double minutes = episode.step().toMillis() / 60_000.0;
            return Figures.rounded(value / minutes, 3) + " a minute";
        }
        return Figures.rounded(value, 3) + unit(episode.series().unit());
    }

    /** What is counted in braces is named by the metric. */
    private static String unit(Unit unit) {
        return unit.code().startsWith("{") || unit.equals(Unit.ONE)
                ? ""
                : " " + unit.code().replace("money:", "");
    }
}
