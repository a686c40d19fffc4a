package io.throughline.correlation.topology;

import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.statistics.FalseDiscovery;
import io.throughline.correlation.statistics.Normal;
import io.throughline.correlation.topology.MapDifference.Changed;
import io.throughline.correlation.topology.MapDifference.Figure;
import io.throughline.correlation.topology.MapDifference.OneSided;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares the maps of two intervals. Rates by the square root transform of counts, which makes a Poisson count's variance
 * constant (M. S. Bartlett, J. R. Statist. Soc. Suppl. 3, 1936); shares by the test of two proportions. Calls come in
 * bursts, so that counts vary more than a Poisson law has it: all variances are taken {@value #OVERDISPERSION} times as
 * large. A difference must be material as well as significant.
 */
final class MapComparison {

    /** Calls expected in an interval for their absence to be told from chance: at fewer, e^-5 is not reached. */
    static final double LEAST_EXPECTED = 5;

    private static final double OVERDISPERSION = 4;
    private static final double MOST_FALSE = 0.05;
    private static final double LEAST_RATE_FACTOR = 1.5;
    private static final double LEAST_FAILURE_CHANGE = 0.01;
    /** Before, one call in twenty is slow by definition; at twice that it is worth a word. */
    private static final double SLOW_BEFORE = 0.05;

    private static final double LEAST_SLOW_CHANGE = 0.05;

    private MapComparison() {}

    /** A test of one figure. */
    private record Test(Changed outcome, boolean material, double pValue) {}

    static MapDifference compare(ApplicationMap before, ApplicationMap after) {
        Map<String, MapEdge> earlier = byEnds(before);
        Map<String, MapEdge> later = byEnds(after);
        double minutesBefore = minutes(before.interval());
        double minutesAfter = minutes(after.interval());
        List<OneSided> appeared = new ArrayList<>();
        List<OneSided> vanished = new ArrayList<>();
        List<Test> tests = new ArrayList<>();
        TreeSet<String> ends = new TreeSet<>(earlier.keySet());
        ends.addAll(later.keySet());
        for (String key : ends) {
            MapEdge one = earlier.get(key);
            MapEdge other = later.get(key);
            if (one == null && other != null) {
                appeared.add(oneSided(other, minutesAfter, minutesBefore));
            } else if (other == null && one != null) {
                vanished.add(oneSided(one, minutesBefore, minutesAfter));
            } else if (one != null && other != null) {
                tests.add(rate(one, minutesBefore, other, minutesAfter));
                tests.add(failures(one, other));
                if (!one.latency().isEmpty() && !other.latency().isEmpty()) {
                    tests.add(slowness(one, other));
                }
            }
        }
        double[] q =
                FalseDiscovery.qValues(tests.stream().mapToDouble(Test::pValue).toArray(), tests.size());
        List<Changed> changed = new ArrayList<>();
        for (int i = 0; i < q.length; i++) {
            Test test = tests.get(i);
            if (test.material() && q[i] < MOST_FALSE) {
                Changed found = test.outcome();
                changed.add(new Changed(found.before(), found.after(), found.figure(), found.from(), found.to(), q[i]));
            }
        }
        return new MapDifference(before.interval(), after.interval(), appeared, vanished, changed, tests.size());
    }

    private static OneSided oneSided(MapEdge edge, double minutesSeen, double minutesOther) {
        double expected = edge.calls() / minutesSeen * minutesOther;
        return new OneSided(edge, expected, expected >= LEAST_EXPECTED);
    }

    private static Test rate(MapEdge before, double minutesBefore, MapEdge after, double minutesAfter) {
        double from = before.calls() / minutesBefore;
        double to = after.calls() / minutesAfter;
        double difference = StrictMath.sqrt(to) - StrictMath.sqrt(from);
        double variance = OVERDISPERSION * 0.25 * (1 / minutesBefore + 1 / minutesAfter);
        boolean material = to >= from * LEAST_RATE_FACTOR || from >= to * LEAST_RATE_FACTOR;
        return test(before, after, Figure.RATE, from, to, difference / StrictMath.sqrt(variance), material);
    }

    private static Test failures(MapEdge before, MapEdge after) {
        double from = before.failureRatio();
        double to = after.failureRatio();
        boolean material = Math.abs(to - from) >= LEAST_FAILURE_CHANGE;
        double z = proportions(before.failures(), before.calls(), after.failures(), after.calls());
        return test(before, after, Figure.FAILURE_RATIO, from, to, z, material);
    }

    private static Test slowness(MapEdge before, MapEdge after) {
        double limit = before.latency().quantile(1 - SLOW_BEFORE);
        long slowBefore = before.latency().countAbove(limit);
        long slowAfter = after.latency().countAbove(limit);
        double from = slowBefore / (double) before.latency().count();
        double to = slowAfter / (double) after.latency().count();
        double z = proportions(
                slowBefore, before.latency().count(), slowAfter, after.latency().count());
        return test(before, after, Figure.SLOW_RATIO, from, to, z, Math.abs(to - from) >= LEAST_SLOW_CHANGE);
    }

    private static Test test(
            MapEdge before, MapEdge after, Figure figure, double from, double to, double z, boolean material) {
        double p = Math.min(1, 2 * Normal.upperTail(Math.abs(z)));
        return new Test(new Changed(before, after, figure, from, to, p), material, p);
    }

    /** The test of two proportions with a common share; zero if both are all or nothing alike. */
    private static double proportions(long hits, long of, long otherHits, long ofOther) {
        double common = (hits + otherHits) / (double) (of + ofOther);
        double variance = OVERDISPERSION * common * (1 - common) * (1.0 / of + 1.0 / ofOther);
        double difference = otherHits / (double) ofOther - hits / (double) of;
        return variance == 0 ? 0 : difference / StrictMath.sqrt(variance);
    }

    private static double minutes(TimeWindow interval) {
        return interval.length().toMillis() / 60_000.0;
    }

    private static Map<String, MapEdge> byEnds(ApplicationMap map) {
        Map<String, MapEdge> edges = new TreeMap<>();
        map.edges().forEach(edge -> edges.put(edge.caller() + " " + edge.callee(), edge));
        return edges;
    }
}
