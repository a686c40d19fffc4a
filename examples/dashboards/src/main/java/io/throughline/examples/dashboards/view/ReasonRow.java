package io.throughline.examples.dashboards.view;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks for or against a conclusion.
 *
 * @param code what sort of reason it is, stable
 * @param text one sentence for people
 * @param numbers the figures behind the sentence; each name ends with its unit
 * @param references ids of the episodes and events it was taken from
 * @param link the vendor's page, or null
 */
public record ReasonRow(
        String code,
        String text,
        Map<String, Double> numbers,
        List<String> references,
        @Nullable String link) {

    public ReasonRow {
        numbers = Map.copyOf(numbers);
        references = List.copyOf(references);
    }
}
