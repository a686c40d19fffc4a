package io.throughline.jira.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A table. Immutable.
 *
 * <pre>{@code
 * AdfTable.builder().header("service", "p95").row("checkout", "2.3 s").row("cart", "80 ms").build();
 * }</pre>
 */
public final class AdfTable implements AdfBlock, AdfBlock.InExpand {

    private final Map<String, Object> json;

    private AdfTable(List<Map<String, Object>> rows) {
        this.json = Map.of("type", "table", "content", List.copyOf(rows));
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Map<String, Object> toJson() {
        return json;
    }

    /** Puts a table together. Not thread-safe, reusable. */
    public static final class Builder {

        private final List<Map<String, Object>> rows = new ArrayList<>();
        private int columns;

        private Builder() {}

        /** Adds a row that names the columns. */
        public Builder header(String... names) {
            return row(Arrays.stream(names).map(AdfCell::header).toList());
        }

        /** Adds a row of texts. */
        public Builder row(String... texts) {
            return row(Arrays.stream(texts).map(AdfCell::of).toList());
        }

        /** Adds a row. */
        public Builder row(AdfCell... cells) {
            return row(Arrays.asList(cells));
        }

        /**
         * Adds a row.
         *
         * @throws IllegalArgumentException if it is empty or has not as many cells as the first
         */
        public Builder row(List<AdfCell> cells) {
            if (cells.isEmpty() || (columns > 0 && cells.size() != columns)) {
                throw new IllegalArgumentException("row " + (rows.size() + 1) + " of a table must have "
                        + (columns > 0 ? columns + " cells" : "a cell") + ", had " + cells.size());
            }
            columns = cells.size();
            rows.add(Map.of(
                    "type",
                    "tableRow",
                    "content",
                    cells.stream().map(AdfCell::toJson).toList()));
            return this;
        }

        /**
         * Returns the table.
         *
         * @throws IllegalArgumentException if it has no row
         */
        public AdfTable build() {
            if (rows.isEmpty()) {
                throw new IllegalArgumentException("a table must have a row: Jira refuses empty ones");
            }
            return new AdfTable(rows);
        }
    }
}
