package io.throughline.examples.evaluation.tasks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be asked of the engine. */
public enum EvaluationTask {
    /** Alarms while a series streams, as the Numenta Anomaly Benchmark wants them: early, and once. */
    NAB("alarms"),
    /** Alarms while a series streams. */
    ALARMS("alarms"),
    /** The one most anomalous row behind a normal beginning. */
    UCR("guesses"),
    /** Where a series changed for good. */
    CHANGEPOINTS("change points"),
    /** Whether a change hurt a series. */
    CHANGE_IMPACT("changes that hurt"),
    /** Which node of a system a fault began at. */
    ROOTCAUSE("cases with a cause"),
    /** Which of several rollouts broke it. */
    CHANGES("cases with a suspect");

    private final String found;

    EvaluationTask(String found) {
        this.found = found;
    }

    /** Returns the name on the command line: {@code change-impact}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns what its predictions count, for sentences: {@code alarms}. */
    public String found() {
        return found;
    }

    /**
     * Returns the task of a name on the command line.
     *
     * @throws EvaluationException if there is none; the message names those that there are
     */
    public static EvaluationTask of(String label) {
        return Arrays.stream(values())
                .filter(task -> task.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new EvaluationException("there is no task '" + label + "'; name one of "
                        + Arrays.stream(values()).map(EvaluationTask::label).collect(Collectors.joining(", "))));
    }
}
