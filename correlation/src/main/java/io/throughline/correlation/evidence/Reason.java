package io.throughline.correlation.evidence;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One thing that speaks for or against a conclusion, as data: a person reads the sentence, a program the code and the
 * numbers, and both can go to what it was taken from.
 *
 * @param code what sort of reason it is, stable, lower case with hyphens: {@code shortly-before-onset}
 * @param text one sentence for people
 * @param numbers the figures in the sentence and those behind it, by name; finite; names end with their unit
 * @param references ids of the episodes and events it was taken from, sorted
 * @param link the vendor's page to check it on, or null if there is none
 */
public record Reason(
        String code,
        String text,
        SortedMap<String, Double> numbers,
        List<String> references,
        @Nullable URI link) {

    public Reason {
        Objects.requireNonNull(code, "code");
        if (text.isBlank()) {
            throw new IllegalArgumentException("text of reason " + code + " must not be blank");
        }
        numbers.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("number " + name + " of reason " + code + " must be finite");
            }
        });
        numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
        references = references.stream().sorted().distinct().toList();
    }

    /** Returns a reason without numbers, references and link. */
    public static Reason of(String code, String text) {
        return new Reason(code, text, Collections.emptySortedMap(), List.of(), null);
    }

    /** Returns the same reason with one more number. */
    public Reason with(String name, double value) {
        TreeMap<String, Double> more = new TreeMap<>(numbers);
        more.put(name, value);
        return new Reason(code, text, more, references, link);
    }

    /** Returns the same reason with one more reference. */
    public Reason from(String reference) {
        return new Reason(
                code,
                text,
                numbers,
                java.util.stream.Stream.concat(references.stream(), java.util.stream.Stream.of(reference))
                        .toList(),
                link);
    }

    /** Returns the same reason with a link; none if the link is null. */
    public Reason at(@Nullable URI page) {
        return new Reason(code, text, numbers, references, page);
    }

    /** Returns the number under the name, or null. */
    public @Nullable Double number(String name) {
        return ((Map<String, Double>) numbers).get(name);
    }
}
