package io.throughline.examples.evaluation.tasks;

import java.util.Locale;

/** A variant of a task. */
public enum EvaluationOption {
    /** Decide without looking ahead. */
    ONLINE(EvaluationTask.CHANGEPOINTS),
    /** Find out when it began, although the cases say so. */
    WITHOUT_MOMENT(EvaluationTask.ROOTCAUSE),
    /** Ask of quiet time whether there was an incident. */
    QUIET(EvaluationTask.ROOTCAUSE);

    private final EvaluationTask task;

    EvaluationOption(EvaluationTask task) {
        this.task = task;
    }

    /** Returns the task that it is a variant of; other tasks know one way. */
    public EvaluationTask task() {
        return task;
    }

    /** Returns the name on the command line: {@code --without-moment}. */
    public String label() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
