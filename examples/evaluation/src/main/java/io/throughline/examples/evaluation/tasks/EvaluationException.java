package io.throughline.examples.evaluation.tasks;

import io.throughline.core.ThroughlineException;
import org.jspecify.annotations.Nullable;

/** What was asked for cannot be evaluated: the message names the file, the line if there is one, and the remedy. */
public final class EvaluationException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    EvaluationException(String message) {
        this(message, null);
    }

    EvaluationException(String message, @Nullable Throwable cause) {
        super(Category.CALLER, message, cause);
    }
}
