package io.throughline.correlation.changepoint;

import java.util.Random;

/** Series whose truth is known; the same on every machine. */
final class MadeSeries {

    private MadeSeries() {}

    /** Returns nearly normal values of deviation 1, by sums and products alone. */
    static double[] noise(int rows, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            double sum = -6;
            for (int k = 0; k < 12; k++) {
                sum += random.nextDouble();
            }
            values[i] = sum;
        }
        return values;
    }

    /** Returns an autoregression of the first order; with a coefficient of 1 a random walk. */
    static double[] autoregression(int rows, double coefficient, long seed) {
        double[] values = noise(rows, seed);
        for (int i = 1; i < rows; i++) {
            values[i] += coefficient * values[i - 1];
        }
        return values;
    }

    static double[] addStep(double[] values, int from, double amount) {
        for (int i = from; i < values.length; i++) {
            values[i] += amount;
        }
        return values;
    }

    static double[] addSeason(double[] values, int period, double amplitude) {
        for (int i = 0; i < values.length; i++) {
            values[i] += amplitude * StrictMath.sin(2 * Math.PI * i / period);
        }
        return values;
    }

    static double[] reversed(double[] values) {
        double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            reversed[i] = values[values.length - 1 - i];
        }
        return reversed;
    }
}
