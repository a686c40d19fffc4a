package io.throughline.correlation.relation;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.relation.CodeEffect.Measure;
import io.throughline.correlation.relation.CodeEffect.Verdict;
import io.throughline.correlation.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From a change of code to what it did at run time: difference in differences (D. Card, A. B. Krueger, Am. Econ. Rev. 84,
 * 1994) of the operations it touched and those it did not, an hour before and after. Each operation is beside its own usual
 * hour of the day, so that what every day brings is no effect. How large such a difference is without a change is told by
 * placebo dates: the same computation at every hour of the history at which nothing was deployed (permutation test; M.
 * Bertrand, E. Duflo, S. Mullainathan, Q. J. Econ. 119, 2004, on why errors of regressions do not do).
 */
public final class CodeEffects {

    private static final Duration SIDE = Duration.ofMinutes(60);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final int LEAST_PLACEBOS = 39;
    private static final int LEAST_STEPS = 20;
    private static final double ALPHA = 0.05;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final TelemetryWindow window;
    private final Topology topology;

    private CodeEffects(TelemetryWindow window) {
        this.window = window;
        this.topology = Topology.of(window);
    }

    /** Returns what each deployment in the window's focus did, by time, latency before failures. */
    public static List<CodeEffect> of(TelemetryWindow window) {
        CodeEffects effects = new CodeEffects(window);
        List<CodeEffect> found = new ArrayList<>();
        window.events().stream()
                .filter(event -> event instanceof Change change
                        && change.type() == Change.Type.DEPLOYMENT
                        && window.focus().contains(change.start()))
                .map(Change.class::cast)
                .sorted(Comparator.comparing(Change::start).thenComparing(Change::id))
                .forEach(change -> {
                    for (Measure measure : Measure.values()) {
                        found.add(effects.of(change, measure));
                    }
                });
        return found;
    }

    private CodeEffect of(Change change, Measure measure) {
        Touched touched = Touched.by(change, window, topology);
        EntityId node = topology.nodeOf(change.entity());
        String why = obstacle(change, touched, node);
        if (why != null) {
            return cannotTell(change, measure, touched, why);
        }
        List<Operation> treated = operations(node, touched.operations(), measure);
        List<Operation> control = operations(node, touched.others(), measure);
        double effect = difference(
                treated, control, change.start().toEpochMilli(), change.end().toEpochMilli());
        if (Double.isNaN(effect)) {
            return cannotTell(
                    change, measure, touched, "fewer than " + LEAST_STEPS + " minutes with requests on a side of it");
        }
        double[] placebos = placebos(treated, control, node, change);
        if (placebos.length < LEAST_PLACEBOS) {
            return cannotTell(
                    change,
                    measure,
                    touched,
                    "only " + placebos.length + " hours without a deployment to compare with, " + LEAST_PLACEBOS
                            + " are needed; sync a longer history");
        }
        long asLarge = Arrays.stream(placebos)
                .filter(placebo -> Math.abs(placebo) >= Math.abs(effect))
                .count();
        double p = Math.min(1, Measure.values().length * (asLarge + 1.0) / (placebos.length + 1));
        double[] sizes = Arrays.stream(placebos).map(Math::abs).sorted().toArray();
        Verdict verdict = p > ALPHA ? Verdict.NO_EFFECT : effect > 0 ? Verdict.WORSE : Verdict.BETTER;
        return new CodeEffect(
                change.id(),
                measure,
                verdict,
                null,
                touched.classes(),
                touched.operations(),
                touched.others(),
                effect,
                sizes[(int) (0.95 * (sizes.length - 1))],
                p,
                placebos.length);
    }

    private static CodeEffect cannotTell(Change change, Measure measure, Touched touched, String why) {
        return CodeEffect.cannotTell(
                change.id(), measure, why, touched.classes(), touched.operations(), touched.others());
    }

    private @Nullable String obstacle(Change change, Touched touched, EntityId node) {
        if (change.commits().stream().allMatch(commit -> commit.files().isEmpty())) {
            return "the deployment does not say which files it brought";
        }
        if (touched.operations().isEmpty()) {
            return "no error of the service names a class that it brought, so nothing tells which operations run them";
        }
        if (touched.others().isEmpty()) {
            return "it touched every operation of the service: nothing is left to compare with";
        }
        boolean another = window.events().stream()
                .anyMatch(event -> event instanceof Change other
                        && other.type() == Change.Type.DEPLOYMENT
                        && !other.id().equals(change.id())
                        && topology.nodeOf(other.entity()).equals(node)
                        && !alike(other, change)
                        && Duration.between(other.start(), change.start()).abs().compareTo(SIDE) < 0);
        if (another) {
            return "another deployment of the service lies within an hour of it";
        }
        List<String> gaps = window.completeness().gaps().stream()
                .map(gap -> gap.stream())
                .filter(stream -> stream.endsWith("/requests") || stream.endsWith("/failures"))
                .toList();
        return gaps.isEmpty() ? null : String.join(", ", gaps) + " was not read whole";
    }

    /** The same deployment, told by two systems. */
    private static boolean alike(Change one, Change other) {
        boolean version = one.version() != null && one.version().equals(other.version());
        return version || (one.revision() != null && one.revision().equals(other.revision()));
    }

    private double[] placebos(List<Operation> treated, List<Operation> control, EntityId node, Change change) {
        List<Instant> changes = window.events().stream()
                .filter(event -> event instanceof Change other
                        && other.type() == Change.Type.DEPLOYMENT
                        && topology.nodeOf(other.entity()).equals(node))
                .map(event -> event.start())
                .toList();
        List<Double> found = new ArrayList<>();
        Instant at = window.span().from().plus(SIDE);
        while (at.plus(SIDE).isBefore(change.start().minus(SIDE))) {
            Instant date = at;
            boolean quiet = changes.stream()
                    .noneMatch(other -> Duration.between(other, date).abs().compareTo(SIDE.plus(SETTLING)) < 0);
            if (quiet) {
                double placebo = difference(treated, control, date.toEpochMilli(), date.toEpochMilli());
                if (!Double.isNaN(placebo)) {
                    found.add(placebo);
                }
            }
            at = at.plus(SIDE);
        }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double difference(List<Operation> treated, List<Operation> control, long from, long to) {
        return mean(treated, from, to) - mean(control, from, to);
    }

    private static double mean(List<Operation> operations, long from, long to) {
        return operations.stream()
                .mapToDouble(operation -> operation.shift(from, to))
                .filter(shift -> !Double.isNaN(shift))
                .average()
                .orElse(Double.NaN);
    }

    private List<Operation> operations(EntityId node, List<String> names, Measure measure) {
        List<Operation> found = new ArrayList<>();
        for (String name : names) {
            TreeMap<Long, Double> values = new TreeMap<>();
            if (measure == Measure.LATENCY) {
                latency(node, name, values);
            } else {
                failures(node, name, values);
            }
            found.add(new Operation(values));
        }
        return found;
    }

    private void latency(EntityId node, String name, SortedMap<Long, Double> values) {
        TreeMap<Long, double[]> sums = new TreeMap<>();
        for (Series series : series(node, name, Metrics.REQUEST_DURATION)) {
            if (series instanceof HistogramSeries histograms) {
                for (int i = 0; i < histograms.size(); i++) {
                    double median = histograms.histogramAt(i).quantile(0.5);
                    double count = histograms.histogramAt(i).count();
                    if (median > 0) {
                        // Of versions that ran side by side, by their requests.
                        double[] sum = sums.computeIfAbsent(histograms.timeAt(i), time -> new double[2]);
                        sum[0] += count * StrictMath.log(median);
                        sum[1] += count;
                    }
                }
            }
        }
        sums.forEach((time, sum) -> values.put(time, sum[0] / sum[1]));
    }

    private void failures(EntityId node, String name, SortedMap<Long, Double> values) {
        SortedMap<Long, Double> failed = summed(node, name, Metrics.REQUEST_FAILURES);
        summed(node, name, Metrics.REQUEST_COUNT).forEach((time, count) -> {
            if (count > 0) {
                values.put(time, failed.getOrDefault(time, 0.0) / count);
            }
        });
    }

    private SortedMap<Long, Double> summed(EntityId node, String name, String metric) {
        TreeMap<Long, Double> sums = new TreeMap<>();
        for (Series series : series(node, name, metric)) {
            if (series instanceof NumberSeries numbers) {
                for (int i = 0; i < numbers.size(); i++) {
                    sums.merge(numbers.timeAt(i), numbers.valueAt(i), Double::sum);
                }
            }
        }
        return sums;
    }

    private List<Series> series(EntityId node, String operation, String metric) {
        return window.series().stream()
                .filter(series -> series.key().metric().equals(metric)
                        && topology.nodeOf(series.key().entity()).equals(node)
                        && series.key()
                                .attributes()
                                .text(AttributeKeys.OPERATION)
                                .filter(operation::equals)
                                .isPresent())
                .sorted(Comparator.comparing(Series::key))
                .toList();
    }

    /** An operation, minute by minute. */
    private record Operation(TreeMap<Long, Double> values) {

        /** How far it moved, less how far it moves at this time of other days; NaN with too little on a side. */
        double shift(long from, long to) {
            double moved = moved(from, to);
            double usual = 0;
            int days = 0;
            for (long day = 1; day <= 7; day++) {
                double then = moved(from - day * DAY, to - day * DAY);
                if (!Double.isNaN(then)) {
                    usual += then;
                    days++;
                }
            }
            return days == 0 ? moved : moved - usual / days;
        }

        private double moved(long from, long to) {
            long side = SIDE.toMillis();
            long settled = to + SETTLING.toMillis();
            return mean(settled, settled + side) - mean(from - side, from);
        }

        private double mean(long from, long to) {
            double sum = 0;
            int n = 0;
            for (Map.Entry<Long, Double> value : values.subMap(from, to).entrySet()) {
                sum += value.getValue();
                n++;
            }
            return n < LEAST_STEPS ? Double.NaN : sum / n;
        }
    }
}
