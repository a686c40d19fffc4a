package io.throughline.correlation.detect;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.Unit;
import io.throughline.correlation.evidence.Figures;

/** Says in a few words what an episode is about. */
public final class EpisodeText {

    private EpisodeText() {}

    /** Returns what was measured: {@code p95 latency of GET /orders}. */
    public static String subject(Episode episode) {
        String what = switch (episode.series().metric()) {
            case Metrics.REQUEST_DURATION -> "p95 latency";
            case Metrics.DEPENDENCY_DURATION -> "p95 latency of calls";
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
        if (episode.measure().equals("per step")) {
            double minutes = episode.step().toMillis() / 60_000.0;
            return Figures.rounded(value / minutes, 3) + " a minute";
        }
        return Figures.rounded(value, 3);
    }
}
