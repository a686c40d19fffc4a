package io.throughline.examples.evaluation.tasks;

import io.throughline.correlation.anomaly.AnomalyConfig;
import io.throughline.correlation.anomaly.AnomalyDetector;
import java.time.Duration;

/** Which part of the engine, with its defaults, each task asks. */
final class Tasks {

    private Tasks() {}

    static Task of(EvaluationRequest request) {
        return switch (request.task()) {
            case NAB, ALARMS -> new AlarmTask(Tasks::anomalies);
            case UCR, CHANGEPOINTS, CHANGE_IMPACT ->
                throw new EvaluationException(
                        "the task " + request.task().label() + " is not there yet; use a later version");
        };
    }

    private static PointScorer anomalies(Duration step) {
        return new AnomalyDetector(AnomalyConfig.defaults(), step)::accept;
    }
}
