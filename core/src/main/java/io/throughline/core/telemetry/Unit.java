package io.throughline.core.telemetry;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The unit of a series: a UCUM code in its case-sensitive form, or a currency for money.
 *
 * <p>Sources convert at the edge, so that inside the model durations are always {@code s}, sizes {@code By} and
 * fractions {@code 1} (never percent). Counts of things carry what is counted in braces, singular: {@code {request}}.
 * Money is no UCUM unit; it is written {@code money:EUR} with the ISO 4217 code.
 *
 * @param code the code
 * @see <a href="https://ucum.org/ucum">UCUM</a>
 */
public record Unit(String code) {

    // Before the constants, whose constructor needs it.
    private static final Pattern CODE =
            Pattern.compile("money:[A-Z]{3}|(?:[A-Za-z0-9%/.*^\\-]|\\[[A-Za-z0-9_.]+]|\\{[A-Za-z0-9_.\\-]+})+");

    public static final Unit SECONDS = new Unit("s");
    public static final Unit BYTES = new Unit("By");
    /** A fraction, usually in {@code [0, 1]}. */
    public static final Unit ONE = new Unit("1");

    public static final Unit REQUESTS = new Unit("{request}");
    public static final Unit ERRORS = new Unit("{error}");

    public Unit {
        Objects.requireNonNull(code, "code");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("unit must be a UCUM code or money:<ISO 4217>, was '" + code + "'");
        }
    }

    /** Returns the unit of amounts in the currency with the given ISO 4217 code. */
    public static Unit money(String currency) {
        return new Unit("money:" + currency);
    }

    /** Returns the unit that counts one sort of thing, given in the singular: {@code {connection}}. */
    public static Unit counting(String thing) {
        return new Unit("{" + thing + "}");
    }

    @Override
    public String toString() {
        return code;
    }
}
