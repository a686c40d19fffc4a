package io.throughline.correlation.statistics;

/**
 * The correlation of two columns at every circular shift, by fast Fourier transform (radix 2, Cooley and Tukey 1965).
 * The shifts that lie far off are the null distribution: they keep each column's own shape and autocorrelation and break
 * only the tie between the two.
 */
public final class CrossCorrelation {

    private final int length;
    private final int padded;
    private final double[] cosines;
    private final double[] sines;

    /** Prepares for columns of the given length, at least 2. */
    public CrossCorrelation(int length) {
        if (length < 2 || length > 1 << 26) {
            throw new IllegalArgumentException("length must be in [2, 2^26], was " + length);
        }
        this.length = length;
        this.padded = Integer.highestOneBit(2 * length - 1) << 1;
        this.cosines = new double[padded / 2];
        this.sines = new double[padded / 2];
        for (int i = 0; i < padded / 2; i++) {
            double angle = -2 * Math.PI * i / padded;
            cosines[i] = StrictMath.cos(angle);
            sines[i] = StrictMath.sin(angle);
        }
    }

    /** Returns the length of the columns. */
    public int length() {
        return length;
    }

    /**
     * Returns the spectrum of a column, to be used for all pairs that it is part of.
     *
     * @param values as many as {@link #length()}, without NaN; not changed
     */
    public Spectrum spectrum(double[] values) {
        if (values.length != length) {
            throw new IllegalArgumentException("expected " + length + " values, were " + values.length);
        }
        double mean = 0;
        for (double value : values) {
            mean += value;
        }
        mean /= length;
        double[] real = new double[padded];
        double[] imaginary = new double[padded];
        double energy = 0;
        for (int i = 0; i < length; i++) {
            real[i] = values[i] - mean;
            energy += real[i] * real[i];
        }
        transform(real, imaginary);
        return new Spectrum(real, imaginary, energy);
    }

    /**
     * Returns the coefficients of correlation: at index {@code s} between the first column and the second shifted back
     * by {@code s}, so that a high value at {@code s} says that the second follows the first by {@code s} steps; at
     * {@code length - s} that it precedes it. All zero if a column is constant.
     */
    public double[] correlate(Spectrum first, Spectrum second) {
        double norm = StrictMath.sqrt(first.energy * second.energy);
        double[] result = new double[length];
        if (norm == 0) {
            return result;
        }
        double[] real = new double[padded];
        double[] imaginary = new double[padded];
        for (int i = 0; i < padded; i++) {
            // Conjugated once more, so that the forward transform gives the inverse up to conjugation.
            real[i] = first.real[i] * second.real[i] + first.imaginary[i] * second.imaginary[i];
            imaginary[i] = -(first.real[i] * second.imaginary[i] - first.imaginary[i] * second.real[i]);
        }
        transform(real, imaginary);
        for (int s = 0; s < length; s++) {
            double circular = real[s] + (s == 0 ? 0 : real[padded - length + s]);
            result[s] = Math.max(-1, Math.min(1, circular / padded / norm));
        }
        return result;
    }

    private void transform(double[] real, double[] imaginary) {
        int n = padded;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, i, j);
                swap(imaginary, i, j);
            }
        }
        for (int size = 2; size <= n; size <<= 1) {
            int half = size >> 1;
            int stride = n / size;
            for (int start = 0; start < n; start += size) {
                for (int k = 0; k < half; k++) {
                    int a = start + k;
                    int b = a + half;
                    double cosine = cosines[k * stride];
                    double sine = sines[k * stride];
                    double re = real[b] * cosine - imaginary[b] * sine;
                    double im = real[b] * sine + imaginary[b] * cosine;
                    real[b] = real[a] - re;
                    imaginary[b] = imaginary[a] - im;
                    real[a] += re;
                    imaginary[a] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double kept = values[i];
        values[i] = values[j];
        values[j] = kept;
    }

    /** A column in the frequency domain. Immutable. */
    public static final class Spectrum {
        private final double[] real;
        private final double[] imaginary;
        private final double energy;

        private Spectrum(double[] real, double[] imaginary, double energy) {
            this.real = real;
            this.imaginary = imaginary;
            this.energy = energy;
        }
    }
}
