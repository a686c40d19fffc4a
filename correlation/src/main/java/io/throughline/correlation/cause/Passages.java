package io.throughline.correlation.cause;

import io.throughline.correlation.evidence.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Weighs how often places in a node's code were passed. Two things speak: a log statement of an error that comes more often
 * than in quiet time, and a statement that used to follow another, one for one, and no longer does, although the other is
 * still passed. Each counts with the signed root of its Poisson deviance, {@code sqrt(2 (x ln(x/μ) − (x − μ)))} (McCullagh
 * and Nelder, Generalized Linear Models, 1989, 2.3).
 */
final class Passages {

    /** Passes in quiet time below which a statement is too rare to have followed another one for one. */
    private static final double LEAST_USUAL = 5;
    /** Passes since the onset below which nothing is said of what should have followed. */
    private static final double LEAST_NOW = 3;
    /** Counts that belong together may differ by this share, as a bucket cuts some pairs. */
    private static final double CUT = 0.05;
    /** Share of pairs that miss at any time. */
    private static final double LEAST_MISSED = 0.02;
    /** How often others missed usually: in the better quarter of the buckets, as earlier faults may be among the rest. */
    private static final double USUALLY = 0.25;
    /** Added to what is expected, so that the first of something is no surprise without end. */
    private static final double HALF = 0.5;
    /** Clocks of logs and of whoever tells the onset may differ by so much. */
    private static final long TOGETHER_MILLIS = 5_000;

    private final TreeMap<String, List<Measure.Passes>> byNode = new TreeMap<>();
    private final List<Long> quiet = new ArrayList<>();
    private final List<Long> before = new ArrayList<>();
    private final List<Long> since = new ArrayList<>();

    Passages(Observations observations, Spans spans) {
        TreeSet<Long> known = new TreeSet<>();
        long step = Long.MAX_VALUE;
        for (Measure.Passes passes : observations.all(Measure.Passes.class)) {
            byNode.computeIfAbsent(passes.node(), key -> new ArrayList<>()).add(passes);
            for (int i = 0; i < passes.counts().size(); i++) {
                known.add(passes.counts().epochMillis(i));
            }
        }
        Long last = null;
        for (long at : known) {
            step = last == null ? step : Math.min(step, at - last);
            last = at;
        }
        for (long at : known) {
            if (spans.isQuiet(at)) {
                quiet.add(at);
            } else if (at + step <= spans.onset()) {
                before.add(at);
            } else if (at >= spans.onset() - TOGETHER_MILLIS && at + step <= spans.until()) {
                since.add(at);
            }
        }
        if (!spans.knowsQuiet()) {
            quiet.addAll(before);
        }
    }

    /** Returns what speaks of each node: at most one new error and one statement that ceased. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (quiet.isEmpty() || since.isEmpty()) {
            return findings;
        }
        for (List<Measure.Passes> ofNode : byNode.values()) {
            strongest(errors(ofNode)).ifPresent(findings::add);
            strongest(ceased(ofNode)).ifPresent(findings::add);
        }
        return findings;
    }

    private static java.util.Optional<Finding> strongest(List<Finding> findings) {
        return findings.stream().sorted().findFirst();
    }

    private List<Finding> errors(List<Measure.Passes> ofNode) {
        List<Finding> findings = new ArrayList<>();
        for (Measure.Passes passes : ofNode) {
            if (passes.sort() != Measure.Passes.Sort.ERROR) {
                continue;
            }
            double now = sum(passes, since);
            double usual = sum(passes, quiet) / quiet.size() * since.size();
            double strength = deviance(now, usual);
            if (strength > 0) {
                findings.add(new Finding(
                        passes,
                        strength,
                        false,
                        Reason.of(
                                        "errors",
                                        "Logged " + Math.round(now) + " times where " + Math.round(usual)
                                                + " are usual: " + passes.name())
                                .with("now", now)
                                .with("usual", usual)));
            }
        }
        return findings;
    }

    private List<Finding> ceased(List<Measure.Passes> ofNode) {
        List<Finding> findings = new ArrayList<>();
        for (Measure.Passes first : ofNode) {
            double usual = sum(first, quiet);
            double now = sum(first, since);
            if (first.sort() == Measure.Passes.Sort.ERROR || usual < LEAST_USUAL || now < LEAST_NOW) {
                continue;
            }
            for (Measure.Passes second : ofNode) {
                double followed = sum(second, since);
                if (second.sort() == Measure.Passes.Sort.STATEMENT
                        && !second.equals(first)
                        && followed < now
                        && follows(first, second, usual)) {
                    double expected = now * usuallyMissed(first, second);
                    double strength = deviance(now - followed, expected);
                    if (strength > 0) {
                        findings.add(ceased(first, second, now, followed, expected, strength));
                    }
                }
            }
        }
        return findings;
    }

    private static Finding ceased(
            Measure.Passes first,
            Measure.Passes second,
            double now,
            double followed,
            double expected,
            double strength) {
        String text = "Of " + Math.round(now) + " times that " + first.name() + " was passed, " + second.name()
                + " followed " + Math.round(followed) + " times; " + Math.round(expected)
                + " would have been missing as usual";
        return new Finding(
                second,
                strength,
                false,
                Reason.of("ceased", text)
                        .with("passed", now)
                        .with("followed", followed)
                        .with("expectedMissing", expected));
    }

    /** Tells whether the second came one for one with the first in quiet time, and never more often than it. */
    private boolean follows(Measure.Passes first, Measure.Passes second, double usual) {
        double followed = sum(second, quiet);
        if (followed < LEAST_USUAL || Math.abs(usual - followed) > CUT * usual) {
            return false;
        }
        return neverMore(first, second, before) && neverMore(first, second, since);
    }

    private static boolean neverMore(Measure.Passes first, Measure.Passes second, List<Long> buckets) {
        for (long at : buckets) {
            // One pair may be cut by the end of a bucket.
            if (count(second, at) > count(first, at) + 1) {
                return false;
            }
        }
        return true;
    }

    private double usuallyMissed(Measure.Passes first, Measure.Passes second) {
        List<Double> missed = new ArrayList<>();
        TreeSet<Long> buckets = new TreeSet<>(quiet);
        buckets.addAll(before);
        for (long at : buckets) {
            double passed = count(first, at);
            if (passed >= LEAST_NOW) {
                missed.add(1 - Math.min(1, count(second, at) / passed));
            }
        }
        missed.sort(null);
        double usually =
                missed.isEmpty() ? 0 : missed.get(Math.min(missed.size() - 1, (int) (USUALLY * missed.size())));
        return Math.max(LEAST_MISSED, usually);
    }

    private static double sum(Measure.Passes passes, List<Long> buckets) {
        double sum = 0;
        for (long at : buckets) {
            sum += count(passes, at);
        }
        return sum;
    }

    private static double count(Measure.Passes passes, long at) {
        double count = passes.counts().at(at);
        return Double.isNaN(count) ? 0 : count;
    }

    private static double deviance(double count, double expected) {
        double mean = expected + HALF;
        return count <= mean ? 0 : Math.sqrt(2 * (count * StrictMath.log(count / mean) - (count - mean)));
    }
}
