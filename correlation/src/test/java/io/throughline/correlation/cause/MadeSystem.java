package io.throughline.correlation.cause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A system that a test makes: a value a minute for each measure, two hours before and ten minutes into a fault. */
final class MadeSystem {

    static final int ONSET = 120;
    static final int MINUTES = 130;

    private static final long START = 1_700_000_400_000L;

    private final Random random;
    private final Set<Call> calls = new TreeSet<>();
    private final List<Measure> measures = new ArrayList<>();

    MadeSystem(long seed) {
        this.random = new Random(seed);
    }

    static Instant at(int minute) {
        return Instant.ofEpochMilli(START + minute * 60_000L);
    }

    static Fault fault(@Nullable Symptom symptom) {
        return new Fault(at(ONSET), at(MINUTES), List.of(), symptom);
    }

    MadeSystem calls(String caller, String callee) {
        calls.add(new Call(caller, callee));
        return this;
    }

    MadeSystem with(Measure measure) {
        measures.add(measure);
        return this;
    }

    /** A processor that is busy around a level, by a factor more since the onset. */
    MadeSystem cpu(String node, double level, double factor) {
        return level(node, Measure.Level.Resource.CPU, "cpu", level, factor);
    }

    MadeSystem level(String node, Measure.Level.Resource resource, String name, double level, double factor) {
        return with(new Measure.Level(
                node, node + "-0", resource, name, course(i -> noisy(level) * (i > ONSET ? factor : 1))));
    }

    /** Answers of a node: requests a minute, and seconds and failing share before and since the onset. */
    MadeSystem answers(
            String node, double requests, double before, double since, double failedBefore, double failedSince) {
        return with(new Measure.Answers(
                node,
                course(i -> requests),
                course(i -> noisy(i >= ONSET ? since : before)),
                course(i -> i >= ONSET ? failedSince : failedBefore)));
    }

    MadeSystem passes(String node, Measure.Passes.Sort sort, String name, IntToDoubleFunction counts) {
        return with(new Measure.Passes(node, sort, name, course(counts)));
    }

    Observations observations() {
        return new Observations(calls, measures);
    }

    Course course(IntToDoubleFunction values) {
        long[] times = new long[MINUTES];
        double[] numbers = new double[MINUTES];
        for (int i = 0; i < MINUTES; i++) {
            times[i] = at(i).toEpochMilli();
            numbers[i] = values.applyAsDouble(i);
        }
        return Course.of(times, numbers);
    }

    double noisy(double level) {
        return level * (1 + 0.03 * random.nextGaussian());
    }
}
