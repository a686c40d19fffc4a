package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.HistogramSeries;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** The series of a made service: fifty of every minute, and nine of failures and errors of those minutes that had some. */
final class MadeService {

    private static final int HISTOGRAMS = 5;
    private static final int COUNTS = 8;
    private static final Duration STEP = Duration.ofMinutes(1);

    private final int service;
    private final SplittableRandom random;
    private final MadeFault fault;
    private final double load;
    private final List<Series> series = new ArrayList<>();

    MadeService(long seed, int service) {
        this.service = service;
        this.random = new SplittableRandom(seed * 31 + service);
        this.fault = new MadeFault(seed, service);
        this.load = 4 + 30 * random.nextDouble();
        for (int i = 0; i < COUNTS; i++) {
            requests(i, load / (1 + i));
        }
        errors();
        EntityId host = MadeProduct.host(service);
        for (int instance = 0; instance < 4; instance++) {
            Attributes name = Attributes.of(AttributeKeys.SERVICE_INSTANCE_ID, "instance-" + instance);
            share(host, Metrics.CPU_UTILIZATION, name, 0.3);
            share(host, Metrics.MEMORY_UTILIZATION, name, 0.5);
            share(host, "disk.utilization", name, 0.4);
            level("queue.age", name, Unit.SECONDS, 20);
            level("thread.count", name, Unit.counting("thread"), 60);
            level("heap.used", name, Unit.BYTES, 4e8);
            level("gc.pause.mean", name, Unit.SECONDS, 0.02);
            counts(MadeProduct.role(service), "messages", name, Unit.counting("message"), this::usual);
        }
        share(MadeProduct.role(service), "cache.miss.share", Attributes.empty(), 0.1);
        level("connections", Attributes.empty(), Unit.counting("connection"), 30);
        level("sessions", Attributes.empty(), Unit.counting("session"), 300);
        level("rate.limit.left", Attributes.empty(), Unit.ONE, 0.9);
        level("clock.offset", Attributes.empty(), Unit.SECONDS, 0.001);
    }

    List<Series> series() {
        return series;
    }

    /** Requests of an operation, those of them that failed, and of some operations how long each took. */
    private void requests(int operation, double rate) {
        Attributes name = MadeProduct.operation(operation);
        EntityId role = MadeProduct.role(service);
        double[] counts = new double[MadeProduct.WEEK];
        double[] failures = new double[MadeProduct.WEEK];
        List<ExponentialHistogram> histograms = new ArrayList<>();
        double median = 0.02 + 0.2 * random.nextDouble();
        for (int minute = 0; minute < counts.length; minute++) {
            counts[minute] = 1 + poisson(rate * daily(minute));
            failures[minute] = poisson(counts[minute] * (0.002 + fault.failing(minute)));
            if (operation < HISTOGRAMS) {
                ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
                for (int i = 0; i < counts[minute]; i++) {
                    histogram.record(median * StrictMath.exp(0.4 * normal()) * fault.slower(minute), 1);
                }
                histograms.add(histogram.build());
            }
        }
        series.add(numbers(role, Metrics.REQUEST_COUNT, name, Unit.REQUESTS, SeriesKind.DELTA, counts));
        series.add(above(role, Metrics.REQUEST_FAILURES, name, Unit.REQUESTS, failures));
        if (operation < HISTOGRAMS) {
            SeriesKey key = new SeriesKey(role, Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM, name);
            series.add(HistogramSeries.of(key, STEP, times(), histograms));
        }
    }

    private void errors() {
        double[] counts = new double[MadeProduct.WEEK];
        for (int minute = 0; minute < counts.length; minute++) {
            counts[minute] = poisson(0.02 + load * fault.failing(minute));
        }
        EntityId project = MadeProduct.project(service);
        series.add(above(project, Metrics.ERROR_COUNT, Attributes.empty(), Unit.ERRORS, counts));
    }

    private void share(EntityId entity, String metric, Attributes attributes, double usual) {
        double level = usual * (0.5 + 0.5 * random.nextDouble());
        double[] values = filled(minute -> {
            double used = level * (0.5 + 0.5 * daily(minute)) + 0.02 * normal() + fault.busy(minute);
            return Math.max(0, Math.min(1, used));
        });
        series.add(numbers(entity, metric, attributes, Unit.ONE, SeriesKind.GAUGE, values));
    }

    private void level(String metric, Attributes attributes, Unit unit, double usual) {
        double level = usual * (0.5 + random.nextDouble());
        double[] drift = {0};
        double[] values = filled(minute -> {
            drift[0] = 0.9 * drift[0] + 0.05 * normal();
            return level * Math.max(0.01, daily(minute) + drift[0]);
        });
        series.add(numbers(MadeProduct.role(service), metric, attributes, unit, SeriesKind.GAUGE, values));
    }

    private void counts(EntityId entity, String metric, Attributes attributes, Unit unit, IntToDoubleFunction mean) {
        double[] values = filled(minute -> poisson(mean.applyAsDouble(minute)));
        series.add(numbers(entity, metric, attributes, unit, SeriesKind.DELTA, values));
    }

    private double usual(int minute) {
        return load * daily(minute);
    }

    private static double[] filled(IntToDoubleFunction value) {
        double[] values = new double[MadeProduct.WEEK];
        for (int minute = 0; minute < values.length; minute++) {
            values[minute] = value.applyAsDouble(minute);
        }
        return values;
    }

    private static NumberSeries numbers(
            EntityId entity, String metric, Attributes attributes, Unit unit, SeriesKind kind, double[] values) {
        return NumberSeries.owning(new SeriesKey(entity, metric, unit, kind, attributes), STEP, times(), values);
    }

    private static NumberSeries above(
            EntityId entity, String metric, Attributes attributes, Unit unit, double[] values) {
        long[] times = new long[values.length];
        double[] kept = new double[values.length];
        int n = 0;
        for (int minute = 0; minute < values.length; minute++) {
            if (values[minute] > 0) {
                times[n] = MadeProduct.millisAt(minute);
                kept[n++] = values[minute];
            }
        }
        SeriesKey key = new SeriesKey(entity, metric, unit, SeriesKind.DELTA, attributes);
        return NumberSeries.owning(key, STEP, Arrays.copyOf(times, n), Arrays.copyOf(kept, n));
    }

    private static long[] times() {
        long[] times = new long[MadeProduct.WEEK];
        Arrays.setAll(times, MadeProduct::millisAt);
        return times;
    }

    /** Days have a peak and a night; on the last two of the week there is less. */
    private static double daily(int minute) {
        double day = 1 + 0.4 * StrictMath.sin(2 * StrictMath.PI * (minute % 1440) / 1440);
        return minute >= 5 * 1440 ? 0.7 * day : day;
    }

    private double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * random.nextDouble());
    }

    private double poisson(double mean) {
        double least = StrictMath.exp(-mean);
        int n = 0;
        for (double product = random.nextDouble(); product > least; product *= random.nextDouble()) {
            n++;
        }
        return n;
    }
}
