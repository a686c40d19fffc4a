package io.throughline.correlation.rank;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where a database's time went, query by query, before and during an incident. */
final class QueryLoad {

    private QueryLoad() {}

    /**
     * The work of one query in an interval.
     *
     * @param executions number of them
     * @param seconds time they took together
     */
    record Work(double executions, double seconds) {
        double mean() {
            return executions == 0 ? 0 : seconds / executions;
        }

        Work plus(double moreExecutions, double moreSeconds) {
            return new Work(executions + moreExecutions, seconds + moreSeconds);
        }
    }

    /**
     * One query before and during.
     *
     * @param hash the database's id of the query
     * @param before work in an hour before
     * @param during work in an hour of the incident
     * @param planBefore the plan that most executions had before, or null
     * @param planDuring the plan that most time went into during it, or null
     * @param increase share of the database's additional time that went into this query
     * @param total share of the database's time during the incident that went into this query
     */
    record Shift(
            String hash,
            Work before,
            Work during,
            @Nullable String planBefore,
            @Nullable String planDuring,
            double increase,
            double total) {

        boolean planChanged() {
            return planBefore != null && planDuring != null && !planBefore.equals(planDuring);
        }

        double meanRatio() {
            return before.mean() > 0 ? during.mean() / before.mean() : 0;
        }
    }

    private static final class Sums {
        final TreeMap<String, Work> before = new TreeMap<>();
        final TreeMap<String, Work> during = new TreeMap<>();
    }

    /** Returns the queries whose time grew, the one that grew most first. */
    static List<Shift> shifts(TelemetryWindow window, EntityId database, Instant onset, TimeWindow during) {
        // A day before holds the same plans and, with it, the usual mix; the hour right at the onset belongs to
        // neither.
        TimeWindow before = new TimeWindow(onset.minus(Duration.ofHours(24)), onset.minus(Duration.ofMinutes(5)));
        TreeMap<String, Sums> queries = new TreeMap<>();
        Map<String, NumberSeries> counts = new TreeMap<>();
        Map<String, NumberSeries> means = new TreeMap<>();
        for (Series series : window.series()) {
            if (series.key().entity().equals(database) && series instanceof NumberSeries numbers) {
                String dimensions = series.key().attributes().toString();
                if (series.key().metric().equals(Metrics.QUERY_COUNT)) {
                    counts.put(dimensions, numbers);
                } else if (series.key().metric().equals(Metrics.QUERY_DURATION_MEAN)) {
                    means.put(dimensions, numbers);
                }
            }
        }
        means.forEach((dimensions, mean) -> {
            NumberSeries count = counts.get(dimensions);
            String hash = mean.key().attributes().text(AttributeKeys.QUERY_HASH).orElse(null);
            if (count != null && hash != null) {
                String plan =
                        mean.key().attributes().text(AttributeKeys.PLAN_HASH).orElse("");
                Sums sums = queries.computeIfAbsent(hash, key -> new Sums());
                add(sums.before, plan, count, mean, before);
                add(sums.during, plan, count, mean, during);
            }
        });
        double hoursBefore = hours(before, window);
        return shares(queries, hoursBefore, during.length().toMillis() / 3_600_000.0);
    }

    private static double hours(TimeWindow before, TelemetryWindow window) {
        return before.intersect(window.span())
                .map(part -> part.length().toMillis() / 3_600_000.0)
                .orElse(1.0);
    }

    private static void add(
            Map<String, Work> works, String plan, NumberSeries count, NumberSeries mean, TimeWindow window) {
        NumberSeries times = mean.slice(window);
        NumberSeries executions = count.slice(window);
        int c = 0;
        for (int i = 0; i < times.size(); i++) {
            while (c < executions.size() && executions.timeAt(c) < times.timeAt(i)) {
                c++;
            }
            if (c < executions.size() && executions.timeAt(c) == times.timeAt(i)) {
                double n = executions.valueAt(c);
                Work now = works.getOrDefault(plan, new Work(0, 0));
                works.put(plan, Objects.requireNonNull(now).plus(n, n * times.valueAt(i)));
            }
        }
    }

    private static List<Shift> shares(Map<String, Sums> queries, double hoursBefore, double hoursDuring) {
        double grown = 0;
        double all = 0;
        TreeMap<String, Work[]> works = new TreeMap<>();
        for (Map.Entry<String, Sums> query : queries.entrySet()) {
            Work before = perHour(query.getValue().before, hoursBefore);
            Work during = perHour(query.getValue().during, hoursDuring);
            works.put(query.getKey(), new Work[] {before, during});
            grown += Math.max(0, during.seconds() - before.seconds());
            all += during.seconds();
        }
        List<Shift> shifts = new ArrayList<>();
        for (Map.Entry<String, Work[]> query : works.entrySet()) {
            Work before = query.getValue()[0];
            Work during = query.getValue()[1];
            double increase = during.seconds() - before.seconds();
            Sums sums = Objects.requireNonNull(queries.get(query.getKey()));
            if (increase > 0) {
                shifts.add(new Shift(
                        query.getKey(),
                        before,
                        during,
                        heaviest(sums.before, false),
                        heaviest(sums.during, true),
                        increase / grown,
                        during.seconds() / all));
            }
        }
        shifts.sort((a, b) -> {
            int order = Double.compare(b.increase(), a.increase());
            return order != 0 ? order : a.hash().compareTo(b.hash());
        });
        return shifts;
    }

    private static Work perHour(Map<String, Work> works, double hours) {
        double executions = 0;
        double seconds = 0;
        for (Work work : works.values()) {
            executions += work.executions();
            seconds += work.seconds();
        }
        return new Work(executions / hours, seconds / hours);
    }

    private static @Nullable String heaviest(Map<String, Work> works, boolean byTime) {
        String heaviest = null;
        double most = 0;
        for (Map.Entry<String, Work> work : works.entrySet()) {
            double weight = byTime ? work.getValue().seconds() : work.getValue().executions();
            if (weight > most && !work.getKey().isEmpty()) {
                heaviest = work.getKey();
                most = weight;
            }
        }
        return heaviest;
    }
}
