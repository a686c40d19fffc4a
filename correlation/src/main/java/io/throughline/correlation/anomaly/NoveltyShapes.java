package io.throughline.correlation.anomaly;

/**
 * How unlike all earlier ones the shape of the last rows is: the distance of the last means of a few rows to the nearest
 * remembered such sequence, level and form together, as in prototype memories (Carpenter, Grossberg and Rosen, Neural
 * Networks 4, 1991) and in discords. What is like a remembered shape is not remembered again; when the memory is full, the
 * oldest gives way.
 */
final class NoveltyShapes {

    private static final int LEAST_SHAPES = 20;
    /** A shape nearer than this share of the scale is the same. */
    private static final double SAME = 0.02;

    private static final double TAIL = 0.02;

    private final int rowsOfSample;
    private final int samples;
    private final int most;
    /** The last samples, the oldest first. */
    private final double[] shape;

    private final double[] waiting;
    private final double[] waitingDistances;
    private final double[] shapes;
    /** Sums of the first and of the second half of each shape. */
    private final double[] firstHalves;

    private final double[] secondHalves;
    private final UpperTail tail = new UpperTail(TAIL);
    private long remembered;
    private long taken;
    private int nearest;
    private double sum;
    private int rows;
    private double rarity;

    /**
     * @param rowsOfSample rows of which a mean is taken
     * @param samples means of a shape
     * @param most shapes that are remembered
     */
    NoveltyShapes(int rowsOfSample, int samples, int most) {
        this.rowsOfSample = rowsOfSample;
        this.samples = samples;
        this.most = most;
        this.shape = new double[samples];
        this.waiting = new double[samples * samples];
        this.waitingDistances = new double[samples];
        this.shapes = new double[most * samples];
        this.firstHalves = new double[most];
        this.secondHalves = new double[most];
    }

    /** Takes a row; returns how many powers of ten the last shape's distance is beyond the usual. */
    double accept(double value, double scale) {
        sum += value;
        if (++rows == rowsOfSample) {
            System.arraycopy(shape, 1, shape, 0, samples - 1);
            shape[samples - 1] = sum / rows;
            sum = 0;
            rows = 0;
            taken++;
            if (taken >= samples) {
                compare(scale);
            }
        }
        return rarity;
    }

    /** A shape is remembered only when no row of it is in the present one, or everything would be known at once. */
    private void compare(double scale) {
        long count = taken - samples;
        int place = (int) (count % samples);
        if (count >= samples && waitingDistances[place] > SAME * scale * samples) {
            remember(place);
        }
        double distance = distance();
        System.arraycopy(shape, 0, waiting, place * samples, samples);
        waitingDistances[place] = distance;
        if (count >= LEAST_SHAPES + samples && remembered > 0) {
            double size = distance / samples / scale;
            rarity = tail.rarity(size);
            tail.add(size);
        }
    }

    private void remember(int place) {
        int slot = (int) (remembered % most);
        remembered++;
        System.arraycopy(waiting, place * samples, shapes, slot * samples, samples);
        firstHalves[slot] = sum(shapes, slot * samples, samples / 2);
        secondHalves[slot] = sum(shapes, slot * samples + samples / 2, samples - samples / 2);
    }

    /** Returns the sum of absolute differences to the nearest shape; differences of sums are a lower bound of it. */
    private double distance() {
        int known = (int) Math.min(remembered, most);
        double first = sum(shape, 0, samples / 2);
        double second = sum(shape, samples / 2, samples - samples / 2);
        double best = known == 0 ? Double.POSITIVE_INFINITY : to(nearest, Double.POSITIVE_INFINITY);
        for (int i = 0; i < known; i++) {
            if (Math.abs(firstHalves[i] - first) + Math.abs(secondHalves[i] - second) < best) {
                double distance = to(i, best);
                if (distance < best) {
                    best = distance;
                    nearest = i;
                }
            }
        }
        return best;
    }

    private double to(int slot, double enough) {
        double distance = 0;
        int from = slot * samples;
        for (int i = 0; i < samples && distance < enough; i++) {
            distance += Math.abs(shape[i] - shapes[from + i]);
        }
        return distance;
    }

    private static double sum(double[] values, int from, int count) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            sum += values[i];
        }
        return sum;
    }
}
