package io.throughline.correlation.relation;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the knee of latency over use: two lines that meet, in logarithms of the median latency, against one line. The two must
 * be better by ten in Schwarz' criterion (Ann. Statist. 6, 1978; very strong by Kass and Raftery, J. Amer. Statist. Assoc. 90,
 * 1995), and the second much steeper. Each instance is looked at by itself: a mean of instances hides the one that is full.
 */
public final class Knees {

    private static final int LEAST_PAIRS = 60;
    /** A range of use narrower than this has no shape. */
    private static final double LEAST_RANGE = 0.2;

    private static final double BETTER = 10;
    private static final double STEEPER = 3;
    private static final int RESAMPLES = 200;
    private static final long HOUR = 3_600_000;

    private Knees() {}

    /** Returns the knees of all services and of what they run on or call, by service, resource, metric and instance. */
    public static List<Knee> of(TelemetryWindow window) {
        Topology topology = Topology.of(window);
        SortedMap<EntityId, SortedMap<Long, Double>> latencies = latencies(window, topology);
        List<NumberSeries> uses = window.series().stream()
                .filter(series -> series.key().unit().equals(Unit.ONE)
                        && series.key().metric().endsWith("utilization"))
                .filter(NumberSeries.class::isInstance)
                .map(NumberSeries.class::cast)
                .sorted(Comparator.comparing(Series::key))
                .toList();
        List<Knee> knees = new ArrayList<>();
        latencies.forEach((service, latency) -> {
            for (NumberSeries use : uses) {
                EntityId node = topology.nodeOf(use.key().entity());
                boolean ofAnotherService = !node.equals(service) && latencies.containsKey(node);
                if (node.equals(service) || (topology.calleesOf(service).contains(node) && !ofAnotherService)) {
                    knees.add(of(service, latency, use));
                }
            }
        });
        return knees;
    }

    /** Of all operations together: what waits for a processor waits whatever it does. */
    private static SortedMap<EntityId, SortedMap<Long, Double>> latencies(TelemetryWindow window, Topology topology) {
        TreeMap<EntityId, TreeMap<Long, double[]>> sums = new TreeMap<>();
        for (Series series : window.series()) {
            if (series instanceof HistogramSeries histograms
                    && series.key().metric().equals(Metrics.REQUEST_DURATION)) {
                EntityId node = topology.nodeOf(series.key().entity());
                TreeMap<Long, double[]> own = sums.computeIfAbsent(node, key -> new TreeMap<>());
                // Operations differ in length: each beside its own median, so that the mix of operations moves nothing.
                double usual = usual(histograms);
                for (int i = 0; i < histograms.size(); i++) {
                    double median = histograms.histogramAt(i).quantile(0.5);
                    double count = histograms.histogramAt(i).count();
                    if (median > 0 && usual > 0) {
                        double[] sum = own.computeIfAbsent(histograms.timeAt(i), key -> new double[2]);
                        sum[0] += count * StrictMath.log(median / usual);
                        sum[1] += count;
                    }
                }
            }
        }
        TreeMap<EntityId, SortedMap<Long, Double>> latencies = new TreeMap<>();
        sums.forEach((node, own) -> {
            TreeMap<Long, Double> means = new TreeMap<>();
            own.forEach((time, sum) -> means.put(time, sum[0] / sum[1]));
            latencies.put(node, means);
        });
        return latencies;
    }

    private static double usual(HistogramSeries histograms) {
        double[] medians = new double[histograms.size()];
        for (int i = 0; i < medians.length; i++) {
            medians[i] = histograms.histogramAt(i).quantile(0.5);
        }
        Arrays.sort(medians);
        return medians.length == 0 ? 0 : medians[medians.length / 2];
    }

    private static Knee of(EntityId service, SortedMap<Long, Double> latency, NumberSeries use) {
        List<double[]> pairs = new ArrayList<>();
        for (int i = 0; i < use.size(); i++) {
            Double log = latency.get(use.timeAt(i));
            if (log != null) {
                pairs.add(new double[] {use.valueAt(i), log, Math.floorDiv(use.timeAt(i), HOUR)});
            }
        }
        if (pairs.size() < LEAST_PAIRS) {
            return cannotTell(
                    service,
                    use,
                    pairs.size(),
                    "only " + pairs.size() + " steps have both, " + LEAST_PAIRS + " are needed");
        }
        double least = pairs.stream().mapToDouble(pair -> pair[0]).min().orElseThrow();
        double most = pairs.stream().mapToDouble(pair -> pair[0]).max().orElseThrow();
        if (most - least < LEAST_RANGE) {
            return cannotTell(
                    service,
                    use,
                    pairs.size(),
                    "its use stayed between " + Math.round(100 * least) + " % and " + Math.round(100 * most) + " %");
        }
        Bend bend = Bend.of(pairs);
        boolean knee = bend.gain() >= BETTER && bend.above() > 0 && bend.above() >= STEEPER * Math.max(0, bend.below());
        if (!knee) {
            return new Knee(
                    service,
                    use.key().entity(),
                    use.key().metric(),
                    instance(use),
                    Knee.Verdict.NONE,
                    null,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    pairs.size());
        }
        double[] places = resampled(pairs, use);
        double lower = places[(int) (0.025 * places.length)];
        double upper = places[(int) (0.975 * places.length)];
        if (upper - lower > LEAST_RANGE) {
            return cannotTell(
                    service,
                    use,
                    pairs.size(),
                    "the hours do not agree where: between " + Math.round(100 * lower) + " % and "
                            + Math.round(100 * upper) + " %");
        }
        return new Knee(
                service,
                use.key().entity(),
                use.key().metric(),
                instance(use),
                Knee.Verdict.KNEE,
                null,
                bend.at(),
                lower,
                upper,
                StrictMath.exp(0.1 * bend.below()),
                StrictMath.exp(0.1 * bend.above()),
                pairs.size());
    }

    /** Hours are drawn whole, as neighbouring minutes are alike. */
    private static double[] resampled(List<double[]> pairs, NumberSeries use) {
        TreeMap<Double, List<double[]>> hours = new TreeMap<>();
        pairs.forEach(pair ->
                hours.computeIfAbsent(pair[2], hour -> new ArrayList<>()).add(pair));
        List<List<double[]>> blocks = List.copyOf(hours.values());
        SplittableRandom random = new SplittableRandom(use.key().toString().hashCode());
        double[] places = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            List<double[]> drawn = new ArrayList<>();
            for (int block = 0; block < blocks.size(); block++) {
                drawn.addAll(blocks.get(random.nextInt(blocks.size())));
            }
            places[i] = Bend.of(drawn).at();
        }
        Arrays.sort(places);
        return places;
    }

    private static Knee cannotTell(EntityId service, NumberSeries use, int pairs, String why) {
        return new Knee(
                service,
                use.key().entity(),
                use.key().metric(),
                instance(use),
                Knee.Verdict.CANNOT_TELL,
                why,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                pairs);
    }

    private static @Nullable String instance(NumberSeries use) {
        return use.key().attributes().text(AttributeKeys.SERVICE_INSTANCE_ID).orElse(null);
    }

    /**
     * Two lines that meet.
     *
     * @param at where
     * @param below slope before
     * @param above slope behind
     * @param gain by how much Schwarz' criterion is better than that of one line
     */
    private record Bend(double at, double below, double above, double gain) {

        private static final int PLACES = 20;

        static Bend of(List<double[]> pairs) {
            double[] x = pairs.stream().mapToDouble(pair -> pair[0]).toArray();
            double[] y = pairs.stream().mapToDouble(pair -> pair[1]).toArray();
            double[] sorted = x.clone();
            Arrays.sort(sorted);
            int n = x.length;
            double line = squares(x, y, Double.POSITIVE_INFINITY)[0];
            double[] best = {Double.POSITIVE_INFINITY, 0, 0};
            double at = sorted[0];
            double least = sorted[n / 20];
            double most = sorted[n - 1 - n / 20];
            for (int i = 1; i < PLACES; i++) {
                double place = least + (most - least) * i / PLACES;
                double[] fit = squares(x, y, place);
                if (fit[0] < best[0]) {
                    best = fit;
                    at = place;
                }
            }
            double gain = n * StrictMath.log(Math.max(1e-12, line) / Math.max(1e-12, best[0])) - 2 * StrictMath.log(n);
            return new Bend(at, best[1], best[1] + best[2], gain);
        }

        /** Least squares of {@code y = a + b x + c max(0, x - place)}: the sum that is left, b, c. */
        private static double[] squares(double[] x, double[] y, double place) {
            double[][] m = new double[3][4];
            int terms = Double.isInfinite(place) ? 2 : 3;
            for (int i = 0; i < x.length; i++) {
                double[] row = {1, x[i], Math.max(0, x[i] - place)};
                for (int j = 0; j < terms; j++) {
                    for (int k = 0; k < terms; k++) {
                        m[j][k] += row[j] * row[k];
                    }
                    m[j][3] += row[j] * y[i];
                }
            }
            double[] b = solved(m, terms);
            double left = 0;
            for (int i = 0; i < x.length; i++) {
                double error = y[i] - b[0] - b[1] * x[i] - (terms == 3 ? b[2] * Math.max(0, x[i] - place) : 0);
                left += error * error;
            }
            return new double[] {left, b[1], b[2]};
        }

        /** Gauss without pivoting: the matrix is positive; a little is added to its diagonal so that it stays so. */
        private static double[] solved(double[][] m, int terms) {
            for (int i = 0; i < terms; i++) {
                m[i][i] += 1e-9;
            }
            for (int i = 0; i < terms; i++) {
                for (int j = i + 1; j < terms; j++) {
                    double factor = m[j][i] / m[i][i];
                    for (int k = i; k < 4; k++) {
                        m[j][k] -= factor * m[i][k];
                    }
                }
            }
            double[] b = new double[3];
            for (int i = terms - 1; i >= 0; i--) {
                double sum = m[i][3];
                for (int k = i + 1; k < terms; k++) {
                    sum -= m[i][k] * b[k];
                }
                b[i] = sum / m[i][i];
            }
            return b;
        }
    }
}
