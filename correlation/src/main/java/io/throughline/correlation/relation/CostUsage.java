package io.throughline.correlation.relation;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.statistics.Medians;
import io.throughline.correlation.statistics.StudentT;
import io.throughline.correlation.topology.Topology;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the cost of a service follows its use, day by day in UTC. Requests are its use; its cost is that of all that belongs to
 * it or that it alone runs on.
 *
 * @param service the node of the topology
 * @param currency of the cost, ISO 4217
 * @param verdict what can be said
 * @param why why it cannot be told, or null if it can
 * @param days number of days with both
 * @param elasticity by how many percent cost changes for one percent more use; NaN if it cannot be told
 * @param p chance of such a slope without a relation; NaN if it cannot be told
 * @param unit median cost of a thousand requests; NaN if it cannot be told
 * @param unexplained days whose cost use does not explain: above three robust deviations, with the surplus, by day
 */
public record CostUsage(
        EntityId service,
        String currency,
        Verdict verdict,
        @Nullable String why,
        int days,
        double elasticity,
        double p,
        double unit,
        List<Surplus> unexplained) {

    private static final int LEAST_DAYS = 14;
    private static final double ALPHA = 0.05;
    private static final double FAR = 3;
    private static final double LEAST_SURPLUS = 0.1;
    private static final String MONEY = "money:";

    /** What can be said. */
    public enum Verdict {
        /** Cost follows use. */
        FOLLOWS,
        /** Cost does not follow use: it is fixed, or something else drives it. */
        INDEPENDENT,
        /** Too little to tell. */
        CANNOT_TELL
    }

    /**
     * A day that cost more than its use explains.
     *
     * @param day in UTC
     * @param cost what it cost
     * @param expected what its use explains
     */
    public record Surplus(LocalDate day, double cost, double expected) {}

    public CostUsage {
        unexplained = List.copyOf(unexplained);
    }

    /** Returns it for each service that has a cost, by service and currency. */
    public static List<CostUsage> of(TelemetryWindow window) {
        Topology topology = Topology.of(window);
        TreeMap<EntityId, TreeMap<LocalDate, Double>> requests = new TreeMap<>();
        TreeMap<EntityId, TreeMap<String, TreeMap<LocalDate, Double>>> costs = new TreeMap<>();
        LocalDate unfinished = day(window.span().to().toEpochMilli());
        for (Series series : window.series()) {
            if (!(series instanceof NumberSeries numbers) || series.key().kind() != SeriesKind.DELTA) {
                continue;
            }
            EntityId node = topology.nodeOf(series.key().entity());
            String unit = series.key().unit().code();
            if (series.key().metric().equals(Metrics.REQUEST_COUNT)) {
                add(numbers, unfinished, requests.computeIfAbsent(node, key -> new TreeMap<>()));
            } else if (unit.startsWith(MONEY) && !series.key().metric().contains("amortized")) {
                for (EntityId payer : payers(node, topology)) {
                    add(
                            numbers,
                            unfinished,
                            costs.computeIfAbsent(payer, key -> new TreeMap<>())
                                    .computeIfAbsent(unit.substring(MONEY.length()), key -> new TreeMap<>()));
                }
            }
        }
        List<CostUsage> found = new ArrayList<>();
        costs.forEach((service, byCurrency) -> {
            TreeMap<LocalDate, Double> use = requests.get(service);
            if (use != null) {
                byCurrency.forEach((currency, cost) -> found.add(of(service, currency, use, cost)));
            }
        });
        return found;
    }

    /** What one service alone uses, it pays; what several share is nobody's. */
    private static TreeSet<EntityId> payers(EntityId node, Topology topology) {
        TreeSet<EntityId> payers = new TreeSet<>();
        payers.add(node);
        if (topology.callersOf(node).size() == 1) {
            payers.addAll(topology.callersOf(node));
        }
        return payers;
    }

    /** The last day is not over. */
    private static void add(NumberSeries numbers, LocalDate unfinished, TreeMap<LocalDate, Double> days) {
        for (int i = 0; i < numbers.size(); i++) {
            LocalDate day = day(numbers.timeAt(i));
            if (day.isBefore(unfinished)) {
                days.merge(day, numbers.valueAt(i), Double::sum);
            }
        }
    }

    private static LocalDate day(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static CostUsage of(
            EntityId service, String currency, TreeMap<LocalDate, Double> use, TreeMap<LocalDate, Double> cost) {
        List<LocalDate> days = new ArrayList<>();
        cost.forEach((day, sum) -> {
            if (sum > 0 && use.getOrDefault(day, 0.0) > 0) {
                days.add(day);
            }
        });
        int n = days.size();
        if (n < LEAST_DAYS) {
            return cannotTell(
                    service, currency, n, "only " + n + " whole days have both, " + LEAST_DAYS + " are needed");
        }
        double[] used =
                days.stream().mapToDouble(day -> use.getOrDefault(day, 0.0)).toArray();
        double[] paid =
                days.stream().mapToDouble(day -> cost.getOrDefault(day, 0.0)).toArray();
        double[] x = Arrays.stream(used).map(StrictMath::log).toArray();
        double[] y = Arrays.stream(paid).map(StrictMath::log).toArray();
        double slope = theilSen(x, y);
        if (Double.isNaN(slope)) {
            return cannotTell(service, currency, n, "use was the same every day");
        }
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) {
            rest[i] = y[i] - slope * x[i];
        }
        double level = Medians.median(rest);
        double deviation = Math.max(0.01, Medians.deviation(rest, level));
        double[] units = new double[n];
        List<Surplus> unexplained = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            units[i] = 1000 * paid[i] / used[i];
            double surplus = rest[i] - level;
            if (surplus > FAR * deviation && surplus > LEAST_SURPLUS) {
                double expected = StrictMath.exp(level + slope * x[i]);
                unexplained.add(new Surplus(days.get(i), paid[i], expected));
            }
        }
        double p = chance(x, y);
        return new CostUsage(
                service,
                currency,
                p <= ALPHA && slope > 0 ? Verdict.FOLLOWS : Verdict.INDEPENDENT,
                null,
                n,
                slope,
                p,
                Medians.median(units),
                unexplained);
    }

    private static CostUsage cannotTell(EntityId service, String currency, int days, String why) {
        return new CostUsage(
                service, currency, Verdict.CANNOT_TELL, why, days, Double.NaN, Double.NaN, Double.NaN, List.of());
    }

    /** The median of the slopes of all pairs (P. K. Sen, J. Amer. Statist. Assoc. 63, 1968): a step in cost does not bend it. */
    private static double theilSen(double[] x, double[] y) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            for (int j = i + 1; j < x.length; j++) {
                if (x[i] != x[j]) {
                    slopes.add((y[j] - y[i]) / (x[j] - x[i]));
                }
            }
        }
        return slopes.isEmpty()
                ? Double.NaN
                : Medians.median(
                        slopes.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** By Spearman's rank correlation and Student's t, two-sided. */
    private static double chance(double[] x, double[] y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        int n = a.length;
        double mean = (n + 1) / 2.0;
        double both = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < n; i++) {
            both += (a[i] - mean) * (b[i] - mean);
            first += (a[i] - mean) * (a[i] - mean);
            second += (b[i] - mean) * (b[i] - mean);
        }
        if (first == 0 || second == 0) {
            return 1;
        }
        double r = Math.max(-0.999999, Math.min(0.999999, both / Math.sqrt(first * second)));
        return Math.min(1, 2 * StudentT.upperTail(Math.abs(r) * Math.sqrt((n - 2) / (1 - r * r)), n - 2));
    }

    private static double[] ranks(double[] values) {
        TreeMap<Double, Integer> counts = new TreeMap<>();
        for (double value : values) {
            counts.merge(value, 1, Integer::sum);
        }
        TreeMap<Double, Double> ranks = new TreeMap<>();
        int before = 0;
        for (Map.Entry<Double, Integer> value : counts.entrySet()) {
            ranks.put(value.getKey(), before + (value.getValue() + 1) / 2.0);
            before += value.getValue();
        }
        double[] found = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            found[i] = ranks.getOrDefault(values[i], 0.0);
        }
        return found;
    }
}
