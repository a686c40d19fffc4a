package io.throughline.azure.cost;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount of a currency.
 *
 * @param amount the amount, unrounded; negative for a refund
 * @param currency the ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    public Money {
        Objects.requireNonNull(amount, "amount");
        if (!isCode(currency)) {
            throw new IllegalArgumentException("currency must be an ISO 4217 code, was '" + currency + "'");
        }
    }

    /** Tells whether a text has the form of a currency's code. */
    static boolean isCode(String text) {
        return text.length() == 3 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }

    /**
     * Returns the sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "amounts of " + currency + " and " + other.currency + " cannot be added");
        }
        return new Money(amount.add(other.amount), currency);
    }

    /** Returns amount and currency, for people. */
    @Override
    public String toString() {
        return amount.stripTrailingZeros().toPlainString() + " " + currency;
    }
}
