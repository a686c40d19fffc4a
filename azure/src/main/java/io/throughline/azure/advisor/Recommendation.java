package io.throughline.azure.advisor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recommendation, in the service's words. Of all that is optional, earlier versions of the interface give less.
 *
 * @param id ARM id
 * @param name its GUID
 * @param resourceId ARM id of what it is about: a resource, or the subscription
 * @param category {@code Cost}, {@code HighAvailability}, {@code Performance}, {@code Security}, {@code
 *     OperationalExcellence}, or a word this version does not know
 * @param impact {@code High}, {@code Medium}, {@code Low}
 * @param impactedType type of what it is about, or null
 * @param impactedName name of what it is about, or null
 * @param risk {@code Error}, {@code Warning}, {@code None}, or null
 * @param problem what is not as it should be, or null
 * @param solution what to do, or null
 * @param description more of it, or null
 * @param benefits what is won by it, or null
 * @param learnMore page about it, or null
 * @param typeId what recommendations of one sort share, or null
 * @param updatedAt when Advisor last came to it, UTC, or null; not when it first did
 * @param properties whatever else is said; all texts, numbers too
 */
public record Recommendation(
        String id,
        String name,
        String resourceId,
        String category,
        String impact,
        @Nullable String impactedType,
        @Nullable String impactedName,
        @Nullable String risk,
        @Nullable String problem,
        @Nullable String solution,
        @Nullable String description,
        @Nullable String benefits,
        @Nullable String learnMore,
        @Nullable String typeId,
        @Nullable Instant updatedAt,
        SortedMap<String, String> properties) {

    public Recommendation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(resourceId, "resourceId");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(impact, "impact");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /**
     * Money that may be saved, as Advisor reckons it. Recommendations exclude one another where they differ only in
     * term or lookback (one year or three): their savings must not be added.
     *
     * @param perYear amount in a year, or null
     * @param perMonth amount in a month, or null
     * @param currency ISO 4217 code
     * @param term for how long one has to commit oneself, ISO 8601 ({@code P1Y}, {@code P3Y}), or null
     * @param lookbackDays days of use that it is computed from, or null
     */
    public record Savings(
            @Nullable BigDecimal perYear,
            @Nullable BigDecimal perMonth,
            String currency,
            @Nullable String term,
            @Nullable Integer lookbackDays) {}

    /** Returns what may be saved, if an amount and its currency are told. */
    public Optional<Savings> savings() {
        BigDecimal perYear = amount("annualSavingsAmount");
        BigDecimal perMonth = amount("savingsAmount");
        String currency = properties.get("savingsCurrency");
        if (currency == null || currency.isBlank() || (perYear == null && perMonth == null)) {
            return Optional.empty();
        }
        BigDecimal days = amount("lookbackPeriod");
        return Optional.of(new Savings(
                perYear, perMonth, currency.strip(), properties.get("term"), days == null ? null : days.intValue()));
    }

    private @Nullable BigDecimal amount(String property) {
        String text = properties.get(property);
        try {
            return text == null ? null : new BigDecimal(text.strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
