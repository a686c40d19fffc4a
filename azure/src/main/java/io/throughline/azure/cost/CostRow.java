package io.throughline.azure.cost;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A row of an answer, read by the names of its columns. Immutable. */
public final class CostRow {

    private final CostColumns columns;
    private final @Nullable Object[] cells;

    /** Creates a row; the cells (texts, numbers, truth values, nulls) are kept. */
    CostRow(CostColumns columns, @Nullable Object[] cells) {
        this.columns = columns;
        this.cells = cells;
    }

    /** Tells whether each of a row was given, the tag's key and its value; both are empty where it has none. */
    public record Tag(String key, String value) {}

    /** Returns the amount that was asked for first, unrounded; empty if the cell is. */
    public Optional<BigDecimal> amount() {
        return number(columns.amount());
    }

    /** Returns the amount with its currency; empty if the row lacks either. */
    public Optional<Money> cost() {
        return amount().flatMap(amount -> currency().map(currency -> new Money(amount, currency)));
    }

    /** Returns the ISO 4217 code of the row's currency; empty if it has none of that form. */
    public Optional<String> currency() {
        return text("Currency").filter(Money::isCode);
    }

    /** Returns the UTC day of a daily row. */
    public Optional<LocalDate> day() {
        return text("UsageDate").map(CostRow::day);
    }

    /** Returns the month of a monthly row. */
    public Optional<YearMonth> month() {
        return text("BillingMonth").map(text -> YearMonth.from(day(text)));
    }

    /** Returns the tag's key and value, where a tag was grouped by. */
    public Optional<Tag> tag() {
        return text("TagKey").map(key -> new Tag(key, text("TagValue").orElse("")));
    }

    /** Tells whether a row of a forecast is one; if not it is what was spent. */
    public boolean isForecast() {
        return text("CostStatus").map("Forecast"::equalsIgnoreCase).orElse(false);
    }

    /** Returns a number; empty if there is no such column, or nothing in it. */
    public Optional<BigDecimal> number(String column) {
        return number(columns.place(column));
    }

    /** Returns a text, perhaps an empty one; empty if there is no such column, or null in it. */
    public Optional<String> text(String column) {
        OptionalInt place = columns.place(column);
        return place.isEmpty() || cells[place.getAsInt()] == null
                ? Optional.empty()
                : Optional.of(
                        cells[place.getAsInt()] instanceof BigDecimal number
                                ? number.toPlainString()
                                : String.valueOf(cells[place.getAsInt()]));
    }

    private Optional<BigDecimal> number(OptionalInt place) {
        if (place.isEmpty() || cells[place.getAsInt()] == null) {
            return Optional.empty();
        }
        Object cell = cells[place.getAsInt()];
        return Optional.of(cell instanceof BigDecimal number ? number : new BigDecimal(String.valueOf(cell)));
    }

    /** The number yyyyMMdd, or an ISO date that may go on with a time. */
    static LocalDate day(String text) {
        return text.length() == 8
                ? LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
                : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    }

    /** Tells what is wrong with the row, or null: dates and amounts must be readable before anybody relies on them. */
    @Nullable
    String problem() {
        try {
            day();
            month();
        } catch (DateTimeException e) {
            return "a day, was '"
                    + text("UsageDate").or(() -> text("BillingMonth")).orElse("") + "'";
        }
        try {
            boolean finite = amount().map(amount -> Double.isFinite(amount.doubleValue()))
                    .orElse(true);
            return finite ? null : "a finite amount";
        } catch (NumberFormatException e) {
            return "a number, was '" + cells[columns.amount().orElse(0)] + "'";
        }
    }

    @Override
    public String toString() {
        return "CostRow" + java.util.Arrays.toString(cells);
    }
}
