package io.throughline.azure.metrics;

import io.throughline.core.telemetry.Unit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a word of the service for a unit means.
 *
 * @param unit the unit here; counts, which the service does not say of what, are {@code 1}
 * @param scale what the service's value is multiplied with to be in that unit
 */
public record MetricUnit(Unit unit, double scale) {

    private static final Map<String, MetricUnit> WORDS = Map.ofEntries(
            word("Count", "1", 1),
            word("Percent", "1", 0.01),
            word("Seconds", "s", 1),
            word("MilliSeconds", "s", 1e-3),
            word("Bytes", "By", 1),
            word("BytesPerSecond", "By/s", 1),
            word("BitsPerSecond", "By/s", 0.125),
            word("ByteSeconds", "By.s", 1),
            word("CountPerSecond", "1/s", 1),
            word("Cores", "{cpu}", 1),
            word("MilliCores", "{cpu}", 1e-3),
            word("NanoCores", "{cpu}", 1e-9));

    public MetricUnit {
        Objects.requireNonNull(unit, "unit");
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("scale must be positive, was " + scale);
        }
    }

    /** Returns what a word means, in any case; empty for {@code Unspecified} and words that are not known. */
    public static Optional<MetricUnit> of(String word) {
        return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
    }

    private static Map.Entry<String, MetricUnit> word(String word, String code, double scale) {
        return Map.entry(word.toLowerCase(Locale.ROOT), new MetricUnit(new Unit(code), scale));
    }
}
