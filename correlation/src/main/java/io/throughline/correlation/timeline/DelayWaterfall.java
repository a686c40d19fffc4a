package io.throughline.correlation.timeline;

import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.CorrelationReport;
import io.throughline.correlation.Incident;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An incident's moments and the time between them. What happened, what people could see and what they did have clocks and
 * precisions of their own, so each moment is an interval, and so is each difference.
 *
 * @param occurred when the first symptom that users met began
 * @param visible when the data of that onset were there to be read here
 * @param detected when the first alert fired
 * @param ticketed when the first ticket was opened
 * @param acknowledged when somebody first acknowledged an alert or moved a ticket
 * @param mitigated when the last symptom that users met was back to normal
 * @param resolved when the last of its tickets and alerts was resolved
 */
public record DelayWaterfall(
        Moment occurred,
        Moment visible,
        Moment detected,
        Moment ticketed,
        Moment acknowledged,
        Moment mitigated,
        Moment resolved) {

    /** The steps from an onset to its end, in the order in which one hopes for them. */
    public enum Step {
        OCCURRED,
        VISIBLE,
        DETECTED,
        TICKETED,
        ACKNOWLEDGED,
        MITIGATED,
        RESOLVED
    }

    public DelayWaterfall {
        Objects.requireNonNull(occurred, "occurred");
        Objects.requireNonNull(visible, "visible");
        Objects.requireNonNull(detected, "detected");
        Objects.requireNonNull(ticketed, "ticketed");
        Objects.requireNonNull(acknowledged, "acknowledged");
        Objects.requireNonNull(mitigated, "mitigated");
        Objects.requireNonNull(resolved, "resolved");
    }

    /** Returns an incident's moments as its report tells them; when its data became visible is unknown. */
    public static DelayWaterfall of(CorrelationReport report, Incident incident) {
        return of(report, incident, Moment.unknown("when data arrived is not part of a report"));
    }

    /**
     * Returns an incident's moments.
     *
     * @param report the report that tells of it
     * @param visible when the data of the onset were there to be read; a report does not tell
     */
    public static DelayWaterfall of(CorrelationReport report, Incident incident, Moment visible) {
        TimeWindow span = report.span();
        Completeness completeness = report.completeness();
        return new WaterfallReading(incident, span, completeness).read(visible);
    }

    /** Returns the moment of a step. */
    public Moment moment(Step step) {
        return switch (step) {
            case OCCURRED -> occurred;
            case VISIBLE -> visible;
            case DETECTED -> detected;
            case TICKETED -> ticketed;
            case ACKNOWLEDGED -> acknowledged;
            case MITIGATED -> mitigated;
            case RESOLVED -> resolved;
        };
    }

    /** Returns the time from the onset to a step, or null if nothing is known of the step. */
    public @Nullable Delay timeTo(Step step) {
        return Delay.between(occurred, moment(step));
    }

    /** Returns the time from one step to another, or null if nothing is known of one of them. */
    public @Nullable Delay between(Step from, Step to) {
        return Delay.between(moment(from), moment(to));
    }

    /** Returns the times from the onset to the steps of which something is known, in the order of the steps. */
    public Map<Step, Delay> delays() {
        EnumMap<Step, Delay> delays = new EnumMap<>(Step.class);
        for (Step step : Step.values()) {
            Delay delay = step == Step.OCCURRED ? null : timeTo(step);
            if (delay != null) {
                delays.put(step, delay);
            }
        }
        return java.util.Collections.unmodifiableMap(delays);
    }
}
