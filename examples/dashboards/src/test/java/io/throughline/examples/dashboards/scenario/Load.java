package io.throughline.examples.dashboards.scenario;

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
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Requests, failures, errors and resource levels of the shop, minute by minute, with a slow database for a while. */
final class Load {

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Map<String, List<String>> OPERATIONS = Map.of(
            "checkout-api", List.of("POST /checkout", "GET /cart"),
            "orders", List.of("POST /orders", "GET /orders/*"),
            "payments", List.of("POST /payments"));

    private final Random random = new Random(42);
    private final TimeWindow span;
    private final @Nullable TimeWindow fault;
    private final @Nullable TimeWindow silence;
    private final List<Series> series = new ArrayList<>();

    Load(TimeWindow span, @Nullable TimeWindow fault, @Nullable TimeWindow silence) {
        this.span = span;
        this.fault = fault;
        this.silence = silence;
    }

    List<Series> series() {
        for (String service : Shop.SERVICES) {
            for (String operation : OPERATIONS.getOrDefault(service, List.of())) {
                requests(service, operation);
            }
            errors(service);
            levels(Shop.app(service), Metrics.CPU_UTILIZATION, Unit.ONE, 0.22, 0.24, 0.03);
        }
        levels(Shop.DATABASE, Metrics.CPU_UTILIZATION, Unit.ONE, 0.18, 0.93, 0.03);
        levels(Shop.DATABASE, Metrics.CONNECTIONS_ACTIVE, Unit.counting("connection"), 12, 49, 1.5);
        return series;
    }

    /** Returns how slow the service is at a time: the database's callers at once, their callers a little later. */
    private double slowness(String service, long time) {
        if (fault == null || service.equals("payments")) {
            return 1;
        }
        Instant instant =
                Instant.ofEpochMilli(time).minus(service.equals("orders") ? Duration.ZERO : STEP.multipliedBy(2));
        if (!fault.contains(instant)) {
            return 1;
        }
        double minutes = Duration.between(fault.from(), instant).toSeconds() / 60.0;
        return 1 + 11 * Math.min(1, 0.35 + minutes / 8);
    }

    private void requests(String service, String operation) {
        Attributes attributes = Attributes.of(AttributeKeys.OPERATION, operation);
        List<Long> times = new ArrayList<>();
        List<ExponentialHistogram> durations = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        List<Double> failures = new ArrayList<>();
        for (long time = span.from().toEpochMilli(); time < span.to().toEpochMilli(); time += STEP.toMillis()) {
            if (silence != null && silence.contains(Instant.ofEpochMilli(time))) {
                continue;
            }
            double daily = 1
                    + 0.25 * Math.sin(2 * Math.PI * time / Duration.ofHours(24).toMillis());
            int requests = (int) Math.max(1, Math.round(34 * daily + random.nextGaussian() * 4));
            double slowness = slowness(service, time);
            ExponentialHistogram.Builder histogram = ExponentialHistogram.builder();
            int failed = 0;
            for (int i = 0; i < requests; i++) {
                double seconds = 0.085 * Math.exp(random.nextGaussian() * 0.45) * slowness;
                histogram.record(Math.min(seconds, 30), 1);
                failed += random.nextDouble() < (slowness > 6 ? 0.18 : 0.003) ? 1 : 0;
            }
            times.add(time);
            durations.add(histogram.build());
            counts.add((double) requests);
            failures.add((double) failed);
        }
        EntityId role = Shop.role(service);
        long[] at = times.stream().mapToLong(Long::longValue).toArray();
        series.add(HistogramSeries.of(
                new SeriesKey(role, Metrics.REQUEST_DURATION, Unit.SECONDS, SeriesKind.HISTOGRAM, attributes),
                STEP,
                at,
                durations));
        series.add(delta(role, Metrics.REQUEST_COUNT, Unit.REQUESTS, attributes, at, counts));
        series.add(delta(role, Metrics.REQUEST_FAILURES, Unit.REQUESTS, attributes, at, failures));
    }

    /** Adds errors as Sentry counts them: minutes without any are absent. */
    private void errors(String service) {
        List<Long> times = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (long time = span.from().toEpochMilli(); time < span.to().toEpochMilli(); time += STEP.toMillis()) {
            double expected = slowness(service, time) > 6 ? 13 : 0.15;
            int errors = (int) Math.max(0, Math.round(expected + random.nextGaussian() * Math.sqrt(expected)));
            if (errors > 0) {
                times.add(time);
                counts.add((double) errors);
            }
        }
        series.add(delta(
                Shop.sentry(service),
                Metrics.ERROR_COUNT,
                Unit.ERRORS,
                Attributes.of(AttributeKeys.DEPLOYMENT_ENVIRONMENT, "production"),
                times.stream().mapToLong(Long::longValue).toArray(),
                counts));
    }

    private void levels(EntityId entity, String metric, Unit unit, double normal, double during, double noise) {
        List<Long> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (long time = span.from().toEpochMilli(); time < span.to().toEpochMilli(); time += STEP.toMillis()) {
            boolean faulty = fault != null && fault.contains(Instant.ofEpochMilli(time));
            times.add(time);
            values.add(Math.max(0, (faulty ? during : normal) + random.nextGaussian() * noise));
        }
        series.add(NumberSeries.of(
                SeriesKey.of(entity, metric, unit, SeriesKind.GAUGE),
                STEP,
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    private static NumberSeries delta(
            EntityId entity, String metric, Unit unit, Attributes attributes, long[] times, List<Double> values) {
        return NumberSeries.of(
                new SeriesKey(entity, metric, unit, SeriesKind.DELTA, attributes),
                STEP,
                times,
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
