package io.throughline.azure.stream;

import java.time.Duration;

/** Arithmetic of plans. */
final class StreamPlans {

    private StreamPlans() {}

    static double syncsPerHour(Duration every) {
        return every.isZero() || every.isNegative() ? 0 : 3600.0 / (every.toMillis() / 1000.0);
    }
}
