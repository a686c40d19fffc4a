package io.throughline.azure.cost;

import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question about costs.
 *
 * @param scope whose costs
 * @param type what counts
 * @param window whole UTC days, at most {@value #MOST_DAYS} of them
 * @param granularity how they are cut in time
 * @param amounts columns to add up, one or two; the first is a row's amount
 * @param groupings what they are grouped by, at most {@value #MOST_GROUPINGS}
 * @param filter which costs, or null for all
 */
public record CostQuery(
        CostScope scope,
        CostType type,
        TimeWindow window,
        CostGranularity granularity,
        List<String> amounts,
        List<CostGrouping> groupings,
        @Nullable CostFilter filter) {

    /** The longest window that the service answers for. */
    public static final int MOST_DAYS = 366;

    public static final int MOST_GROUPINGS = 2;

    private static final Duration DAY = Duration.ofDays(1);

    public CostQuery {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(granularity, "granularity");
        amounts = List.copyOf(new LinkedHashSet<>(amounts));
        groupings = List.copyOf(groupings);
        if (!window.equals(window.alignedTo(DAY)) || window.length().toDays() > MOST_DAYS) {
            throw new IllegalArgumentException(
                    "window must be of whole UTC days, at most " + MOST_DAYS + ", was " + window);
        }
        if (amounts.isEmpty() || amounts.size() > 2) {
            throw new IllegalArgumentException("the service adds up one or two columns, was asked for " + amounts);
        }
        if (groupings.size() > MOST_GROUPINGS) {
            throw new IllegalArgumentException(
                    "the service groups by at most " + MOST_GROUPINGS + ", was asked for " + groupings);
        }
    }

    /** Returns a builder of a daily query for actual cost. */
    public static Builder builder(CostScope scope, TimeWindow window) {
        return new Builder(scope, window);
    }

    /** Returns the first day asked for. */
    public LocalDate firstDay() {
        return window.from().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Returns the last day asked for. */
    public LocalDate lastDay() {
        return window.to().atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    }

    /** Returns how many calendar months the window touches; the service weighs a call by the months it asks for. */
    public int months() {
        LocalDate first = firstDay();
        LocalDate last = lastDay();
        return (last.getYear() - first.getYear()) * 12 + last.getMonthValue() - first.getMonthValue() + 1;
    }

    /** Returns the filter. */
    public Optional<CostFilter> filtered() {
        return Optional.ofNullable(filter);
    }

    /** Collects what a query asks. Not thread-safe. */
    public static final class Builder {

        private final CostScope scope;
        private final TimeWindow window;
        private CostType type = CostType.ACTUAL;
        private CostGranularity granularity = CostGranularity.DAILY;
        private List<String> amounts = List.of("Cost");
        private final List<CostGrouping> groupings = new ArrayList<>();
        private @Nullable CostFilter filter;

        private Builder(CostScope scope, TimeWindow window) {
            this.scope = scope;
            this.window = window;
        }

        /** Sets what counts as cost. */
        public Builder type(CostType value) {
            type = value;
            return this;
        }

        /** Sets how costs are cut in time. */
        public Builder granularity(CostGranularity value) {
            granularity = value;
            return this;
        }

        /** Sets the columns to add up, {@code Cost} unless told: {@code CostUSD}, {@code UsageQuantity}… */
        public Builder amounts(String... columns) {
            amounts = List.of(columns);
            return this;
        }

        /** Adds a dimension to group by. */
        public Builder groupByDimension(String name) {
            groupings.add(new CostGrouping.Dimension(name));
            return this;
        }

        /** Adds a tag to group by. */
        public Builder groupByTag(String name) {
            groupings.add(new CostGrouping.Tag(name));
            return this;
        }

        /** Sets which costs are asked for; all unless told. */
        public Builder filter(@Nullable CostFilter value) {
            filter = value;
            return this;
        }

        /**
         * Returns the query.
         *
         * @throws IllegalArgumentException if it asks for what the service does not answer
         */
        public CostQuery build() {
            return new CostQuery(scope, type, window, granularity, amounts, groupings, filter);
        }
    }
}
