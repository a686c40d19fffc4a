package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricUnit;
import io.throughline.core.telemetry.Unit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says about a metric's unit.
 *
 * @param unit the unit of the series
 * @param scale what the service's value is multiplied with, if its own word does not say otherwise
 * @param word the service's word that is expected, or null if that word is not to be trusted
 */
record ModelUnit(Unit unit, double scale, @Nullable String word) {

    /**
     * Reads {@code Percent}, {@code Count request} (of what), or {@code =0.01*1}: a scale and a unit where the service's
     * word misleads.
     */
    static ModelUnit parse(String text) {
        if (text.startsWith("=")) {
            int times = text.indexOf('*');
            return new ModelUnit(
                    new Unit(text.substring(times + 1)), Double.parseDouble(text.substring(1, times)), null);
        }
        String[] parts = text.split(" ", 2);
        MetricUnit known = MetricUnit.of(parts[0])
                .orElseThrow(() -> new IllegalArgumentException("unit '" + parts[0] + "' is not known"));
        if (parts.length == 1) {
            return new ModelUnit(known.unit(), known.scale(), parts[0]);
        }
        String code = known.unit().code().replaceFirst("^1", "{" + parts[1] + "}");
        return new ModelUnit(new Unit(code), known.scale(), parts[0]);
    }

    /**
     * Returns the scale for values that came with a word of the service: a word of the same dimension counts, one that
     * says nothing ({@code Count}, {@code Unspecified}) does not; empty if it contradicts what is expected.
     */
    Optional<Double> scaleOf(String actual) {
        if (word == null || word.equalsIgnoreCase(actual)) {
            return Optional.of(scale);
        }
        Optional<MetricUnit> told = MetricUnit.of(actual);
        if (told.isEmpty() || actual.toLowerCase(Locale.ROOT).equals("count")) {
            return Optional.of(scale);
        }
        boolean same =
                MetricUnit.of(word).orElseThrow().unit().equals(told.get().unit()) && !word.equalsIgnoreCase("Count");
        return same ? Optional.of(told.get().scale()) : Optional.empty();
    }
}
