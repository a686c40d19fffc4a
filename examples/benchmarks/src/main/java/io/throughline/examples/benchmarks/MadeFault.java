package io.throughline.examples.benchmarks;

import java.util.SplittableRandom;

/**
 * What ails a service by the minute: every group of services has one fault a day, of twenty minutes to two hours, with one
 * of them; the two before it, which call it, are slowed down as well, and what calls it fails at times.
 */
final class MadeFault {

    private final double[] slower = new double[MadeProduct.WEEK];
    private final double[] failing = new double[MadeProduct.WEEK];
    private final double[] busy = new double[MadeProduct.WEEK];

    MadeFault(long seed, int service) {
        java.util.Arrays.fill(slower, 1);
        int group = service / MadeProduct.GROUP;
        for (int day = 1; day < 7; day++) {
            SplittableRandom random = new SplittableRandom(seed + 1_000_003L * group + day);
            int at = group * MadeProduct.GROUP + random.nextInt(MadeProduct.GROUP);
            // The last day's falls into its last hours, which are asked about.
            int start = day * 1440 + (day == 6 ? 1440 - 330 : 0) + random.nextInt(day == 6 ? 180 : 1200);
            int end = Math.min(MadeProduct.WEEK, start + 20 + random.nextInt(100));
            double size = 3 + 5 * random.nextDouble();
            boolean failures = random.nextBoolean();
            int before = at - service;
            if (before >= 0 && before <= 2) {
                for (int minute = start + before; minute < end; minute++) {
                    slower[minute] = 1 + (size - 1) / (1 + before);
                    failing[minute] = failures ? 0.3 / (1 + before) : 0;
                    busy[minute] = before == 0 ? 0.6 : 0;
                }
            }
        }
    }

    double slower(int minute) {
        return slower[minute];
    }

    double failing(int minute) {
        return failing[minute];
    }

    double busy(int minute) {
        return busy[minute];
    }
}
