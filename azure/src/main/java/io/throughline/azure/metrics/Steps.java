package io.throughline.azure.metrics;

import java.time.Duration;

/** Steps as the service writes them: a day is {@code P1D}, which Java would write as {@code PT24H}. */
final class Steps {

    private Steps() {}

    static String of(Duration step) {
        return step.toMillis() % Duration.ofDays(1).toMillis() == 0 ? "P" + step.toDays() + "D" : step.toString();
    }
}
