package io.throughline.correlation.changepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.throughline.correlation.changepoint.ChangePoint.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Changes of level, slope and scatter in series whose truth is known. */
class ChangePointsTest {

    private static final ChangePointConfig CONFIG = ChangePointConfig.defaults();
    private static final long SEED = 20260301;

    @Test
    void findsAStepWithItsBoundsAndSizes() {
        double[] values = noise(200, 1, SEED);
        add(values, 120, 8);

        ChangePoint step = only(ChangePoints.find(values, CONFIG));

        assertThat(step.kind()).isEqualTo(Kind.LEVEL);
        assertThat(step.index()).isEqualTo(120);
        assertThat(step.earliest()).isBetween(118, 120);
        assertThat(step.latest()).isBetween(120, 122);
        assertThat(step.after() - step.before()).isCloseTo(8, within(0.6));
        assertThat(step.effect()).isBetween(6.0, 11.0);
        assertThat(step.pValue()).isLessThan(1e-20);
    }

    @Test
    void findsWhereATrendBegins() {
        double[] values = noise(200, 1, SEED);
        for (int i = 100; i < 200; i++) {
            values[i] += 0.5 * (i - 100);
        }

        ChangePoint turn = ChangePoints.find(values, CONFIG).get(0);

        assertThat(turn.kind()).isEqualTo(Kind.TREND);
        assertThat(turn.index()).isBetween(92, 108);
        assertThat(turn.slopeBefore()).isZero();
        assertThat(turn.slopeAfter()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void takesALineOrASmoothCurveForNoChange() {
        double[] line = noise(300, 1, SEED);
        double[] curve = noise(300, 0.5, SEED + 1);
        for (int i = 0; i < 300; i++) {
            line[i] += 0.3 * i;
            curve[i] += 0.0001 * i * i + 0.1 * i;
        }

        assertThat(ChangePoints.find(line, CONFIG)).isEmpty();
        assertThat(ChangePoints.find(curve, CONFIG)).isEmpty();
    }

    @Test
    void findsNoChangeInNoiseAndInConstants() {
        int found = 0;
        for (int i = 0; i < 100; i++) {
            found += ChangePoints.find(noise(150, 3, SEED + i), CONFIG).size();
        }

        assertThat(found).as("in 100 series of noise, seed %d", SEED).isLessThanOrEqualTo(1);
        assertThat(ChangePoints.find(new double[50], CONFIG)).isEmpty();
        double[] constant = new double[500];
        Arrays.fill(constant, 0.1);
        assertThat(ChangePoints.find(constant, CONFIG)).isEmpty();
        assertThat(ChangePoints.find(new double[0], CONFIG)).isEmpty();
        assertThat(ChangePoints.find(new double[] {1, 2, 3}, CONFIG)).isEmpty();
    }

    @Test
    void holdsTheTrueRowWithinItsBounds() {
        Random random = new Random(SEED);
        int held = 0;
        int cases = 100;
        for (int i = 0; i < cases; i++) {
            int at = 40 + random.nextInt(120);
            double[] values = noise(200, 1, SEED + 7L * i);
            add(values, at, 2);
            List<ChangePoint> found = ChangePoints.find(values, CONFIG);
            held += found.stream().anyMatch(change -> change.earliest() <= at && at <= change.latest()) ? 1 : 0;
        }
        assertThat(held).as("of %d, seed %d", cases, SEED).isGreaterThanOrEqualTo(90);
    }

    @Test
    void staysTheSameWhateverTheUnit() {
        for (int i = 0; i < 20; i++) {
            double[] values = noise(180, 1, SEED + i);
            add(values, 60, 4);
            add(values, 130, -3);
            double[] moved =
                    Arrays.stream(values).map(value -> value * 1024 + 4096).toArray();

            assertThat(indices(ChangePoints.find(moved, CONFIG))).isEqualTo(indices(ChangePoints.find(values, CONFIG)));
        }
    }

    @Test
    void reachesOverHoles() {
        double[] values = noise(200, 1, SEED);
        add(values, 120, 8);
        for (int i = 0; i < 200; i += 3) {
            values[i] = Double.NaN;
        }

        assertThat(only(ChangePoints.find(values, CONFIG)).index()).isBetween(119, 122);
    }

    @Test
    void findsTogetherWhatChangesInSeveralDimensions() {
        double[] calm = noise(200, 1, SEED);
        double[] stepped = noise(200, 1000, SEED + 1);
        add(stepped, 90, 9000);

        assertThat(indices(ChangePoints.find(new double[][] {calm, stepped}, CONFIG)))
                .containsExactly(90);
    }

    @Test
    void datesAChangeInALongSeriesToTheRow() {
        double[] values = noise(40_000, 1, SEED);
        add(values, 12_345, 6);

        ChangePoint step = only(ChangePoints.find(values, CONFIG));

        assertThat(step.index()).isBetween(12_344, 12_346);
    }

    @Test
    void findsAChangeOfScatter() {
        double[] values = noise(300, 1, SEED);
        for (int i = 180; i < 300; i++) {
            values[i] *= 6;
        }

        ChangePoint change = only(ChangePoints.findInScale(values, CONFIG));

        assertThat(change.kind()).isEqualTo(Kind.SCALE);
        assertThat(change.index()).isBetween(174, 188);
        assertThat(change.effect()).isCloseTo(Math.log(6), within(0.6));
    }

    @Test
    void tellsAChangeOnceWhileTheSeriesArrives() {
        double[] values = noise(2_000, 1, SEED);
        add(values, 700, 6);
        OnlineChangePoints online = new OnlineChangePoints(1, CONFIG);
        List<ChangePoint> found = new ArrayList<>();
        int toldAt = -1;
        for (int i = 0; i < values.length; i++) {
            int before = found.size();
            online.accept(values[i]).ifPresent(found::add);
            toldAt = found.size() > before ? i : toldAt;
        }

        assertThat(indices(found)).containsExactly(700);
        assertThat(toldAt).isBetween(705, 725);
    }

    @Test
    void refusesWhatIsNoSeries() {
        assertThatThrownBy(() -> ChangePoints.find(new double[] {1, Double.POSITIVE_INFINITY}, CONFIG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("values must be finite or NaN, row 1 is Infinity");
        assertThatThrownBy(() -> ChangePoints.find(new double[][] {{1}, {1, 2}}, CONFIG))
                .hasMessage("the dimensions must be of the same length, were [1, 2]");
        assertThatThrownBy(() -> new OnlineChangePoints(2, CONFIG).accept(1))
                .hasMessage("a row must have 2 values, had 1");
        assertThatThrownBy(() -> new ChangePointConfig(1, 6, 0.3, 0.05)).hasMessageContaining("minRows");
    }

    private static ChangePoint only(List<ChangePoint> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Integer> indices(List<ChangePoint> found) {
        return found.stream().map(ChangePoint::index).toList();
    }

    private static double[] noise(int rows, double deviation, long seed) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }

    private static void add(double[] values, int from, double amount) {
        for (int i = from; i < values.length; i++) {
            values[i] += amount;
        }
    }
}
