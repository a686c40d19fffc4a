package io.throughline.azure.cost;

import java.math.BigDecimal;
import java.util.List;

/** Makes rows of daily cost by resource and meter category. */
public final class CostRows {

    private static final CostColumns COLUMNS = new CostColumns(
            List.of(
                    new CostColumns.Column("Cost", "Number"),
                    new CostColumns.Column("UsageDate", "Number"),
                    new CostColumns.Column("ResourceId", "String"),
                    new CostColumns.Column("MeterCategory", "String"),
                    new CostColumns.Column("Currency", "String")),
            "Cost");

    private CostRows() {}

    public static CostRow row(String amount, int day, String resource, String category, String currency) {
        return new CostRow(
                COLUMNS, new Object[] {new BigDecimal(amount), new BigDecimal(day), resource, category, currency});
    }
}
