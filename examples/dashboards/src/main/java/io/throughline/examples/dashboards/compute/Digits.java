package io.throughline.examples.dashboards.compute;

import java.math.BigDecimal;
import java.math.MathContext;

/** Keeps views compact: nobody reads more digits off a chart. */
final class Digits {

    private static final MathContext DRAWN = new MathContext(4);

    private Digits() {}

    /** Returns the number with four significant digits. */
    static double drawn(double value) {
        return value == 0 ? 0 : new BigDecimal(value).round(DRAWN).doubleValue();
    }
}
