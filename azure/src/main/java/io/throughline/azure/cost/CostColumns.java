package io.throughline.azure.cost;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** The columns of a page, found by name; letter case does not matter. */
final class CostColumns {

    /** Columns that are numbers but no amounts. */
    private static final List<String> DATES = List.of("usagedate", "billingmonth");

    private final Map<String, Integer> places = new HashMap<>();
    private final int count;
    private final int amount;

    /**
     * Creates the columns of a page.
     *
     * @param wanted name of the column that was asked to be added up
     */
    CostColumns(List<Column> columns, String wanted) {
        count = columns.size();
        int found = -1;
        for (int i = 0; i < count; i++) {
            String name = lower(columns.get(i).name());
            places.putIfAbsent(name, i);
            boolean number = "number".equals(lower(columns.get(i).type())) && !DATES.contains(name);
            found = found < 0 && number ? i : found;
        }
        // Some agreements answer with PreTaxCost to the question for Cost.
        amount = places.getOrDefault(lower(wanted), found);
    }

    record Column(String name, String type) {}

    int count() {
        return count;
    }

    OptionalInt amount() {
        return amount < 0 ? OptionalInt.empty() : OptionalInt.of(amount);
    }

    OptionalInt place(String name) {
        Integer place = places.get(lower(name));
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
