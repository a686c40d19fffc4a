package io.throughline.sonarcloud.measure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A rating, from best to worst. The server writes it as {@code 1.0} to {@code 5.0}. */
public enum SonarRating {
    A,
    B,
    C,
    D,
    E;

    /** Reads a measure's value; empty if it is no rating. */
    public static Optional<SonarRating> of(@Nullable String value) {
        if (value == null || !value.strip().matches("[1-5](\\.0+)?")) {
            return Optional.empty();
        }
        return Optional.of(values()[value.strip().charAt(0) - '1']);
    }
}
