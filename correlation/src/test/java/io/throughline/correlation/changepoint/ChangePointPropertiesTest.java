package io.throughline.correlation.changepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What must not matter to the changes found, and how often there are some where none are. */
class ChangePointPropertiesTest {

    private static final ChangePointConfig CONFIG = ChangePointConfig.defaults();
    private static final long SEED = 20261123;

    @Test
    void findsTheSameWhateverTheUnit() {
        for (int i = 0; i < 20; i++) {
            double[] values = twoSteps(240, SEED + i);
            double[] moved = Arrays.stream(values).map(v -> v + 1000).toArray();
            double[] scaled = Arrays.stream(values).map(v -> 3.7 * v).toArray();

            List<Integer> expected = indices(ChangePoints.find(values, CONFIG));
            assertThat(expected).as("seed %d", SEED + i).isNotEmpty();
            assertThat(indices(ChangePoints.find(moved, CONFIG)))
                    .as("moved, seed %d", SEED + i)
                    .isEqualTo(expected);
            assertThat(indices(ChangePoints.find(scaled, CONFIG)))
                    .as("scaled, seed %d", SEED + i)
                    .isEqualTo(expected);
            List<Integer> told = told(values);
            assertThat(told(moved)).as("online, moved, seed %d", SEED + i).isEqualTo(told);
            assertThat(told(scaled)).as("online, scaled, seed %d", SEED + i).isEqualTo(told);
        }
    }

    @Test
    void findsTheSameFromTheEndToTheBeginning() {
        for (int i = 0; i < 20; i++) {
            double[] values = twoSteps(240, SEED + i);
            List<Integer> backwards = new ArrayList<>();
            for (ChangePoint change : ChangePoints.find(MadeSeries.reversed(values), CONFIG)) {
                backwards.add(0, values.length - change.index());
            }

            assertThat(indices(ChangePoints.find(values, CONFIG)))
                    .as("seed %d", SEED + i)
                    .isEqualTo(backwards);
        }
    }

    @Test
    void tellsNothingThatLaterRowsTakeBack() {
        for (int i = 0; i < 10; i++) {
            double[] values = MadeSeries.autoregression(900, 0.95, SEED + i);
            for (int rows : new int[] {100, 333, 640}) {
                OnlineChangePoints online = new OnlineChangePoints(1, CONFIG);
                List<ChangePoint> first = new ArrayList<>();
                for (int row = 0; row < rows; row++) {
                    online.accept(values[row]).ifPresent(first::add);
                }
                List<ChangePoint> all = new ArrayList<>(first);
                for (int row = rows; row < values.length; row++) {
                    online.accept(values[row]).ifPresent(all::add);
                }

                assertThat(tellAll(values)).as("seed %d", SEED + i).isEqualTo(all);
                assertThat(tellAll(Arrays.copyOf(values, rows)))
                        .as("seed %d", SEED + i)
                        .isEqualTo(first);
            }
        }
    }

    @Test
    void findsLittleWhereNothingChanges() {
        int cases = 50;
        int white = 0;
        int related = 0;
        int heavy = 0;
        int told = 0;
        for (int i = 0; i < cases; i++) {
            white += changed(MadeSeries.noise(150, SEED + i));
            related += changed(MadeSeries.autoregression(150, 0.8, SEED + i));
            double[] heavyTailed = MadeSeries.noise(150, SEED + i);
            for (int row = (int) (SEED + i) % 17; row < 150; row += 17) {
                heavyTailed[row] *= 12;
            }
            heavy += changed(heavyTailed);
            told += told(MadeSeries.autoregression(150, 0.5, SEED + i)).isEmpty() ? 0 : 1;
        }

        assertThat(white).as("white noise, of %d from seed %d", cases, SEED).isLessThanOrEqualTo(1);
        assertThat(related)
                .as("autoregression, of %d from seed %d", cases, SEED)
                .isLessThanOrEqualTo(8);
        assertThat(heavy).as("with outliers, of %d from seed %d", cases, SEED).isLessThanOrEqualTo(3);
        assertThat(told).as("online, of %d from seed %d", cases, SEED).isLessThanOrEqualTo(4);
    }

    @Test
    void takesWhatRecursForNoChangeButFindsAStepInIt() {
        double[] recurring = MadeSeries.addSeason(MadeSeries.noise(480, SEED), 24, 6);

        assertThat(ChangePoints.find(recurring, CONFIG)).isEmpty();
        assertThat(indices(ChangePoints.find(MadeSeries.addStep(recurring, 300, 4), CONFIG)))
                .singleElement()
                .satisfies(index -> assertThat(index).isBetween(298, 302));
    }

    @Test
    void takesASeasonOutOfALongSeriesToo() {
        double[] values = MadeSeries.addSeason(MadeSeries.noise(6_000, SEED), 600, 6);
        MadeSeries.addStep(values, 3_700, 4);

        assertThat(indices(ChangePoints.find(values, CONFIG)))
                .singleElement()
                .satisfies(index -> assertThat(index).isBetween(3_690, 3_710));
    }

    @Test
    void givesTheSameBytesEverywhere() {
        CRC32 sum = new CRC32();
        for (int i = 0; i < 6; i++) {
            double[] values = twoSteps(200 + 60 * i, SEED + i);
            addTo(sum, ChangePoints.find(values, CONFIG));
            addTo(sum, ChangePoints.findInScale(values, CONFIG));
            double[] walk = MadeSeries.autoregression(300, 1, SEED + i);
            addTo(sum, ChangePoints.find(new double[][] {values, Arrays.copyOf(walk, values.length)}, CONFIG));
            addTo(sum, ChangePoints.find(MadeSeries.addSeason(walk, 12, 5), CONFIG));
            addTo(sum, tellAll(walk));
        }
        addTo(sum, ChangePoints.find(twoSteps(3_000, SEED), CONFIG));

        assertThat(sum.getValue()).isEqualTo(3_262_167_838L);
    }

    private static void addTo(CRC32 sum, List<ChangePoint> changes) {
        for (ChangePoint change : changes) {
            add(sum, change.index());
            add(sum, change.earliest());
            add(sum, change.latest());
            sum.update(change.kind().name().getBytes(StandardCharsets.UTF_8));
            add(sum, Double.doubleToLongBits(change.before()));
            add(sum, Double.doubleToLongBits(change.after()));
            add(sum, Double.doubleToLongBits(change.slopeBefore()));
            add(sum, Double.doubleToLongBits(change.slopeAfter()));
            add(sum, Double.doubleToLongBits(change.effect()));
            add(sum, Double.doubleToLongBits(change.pValue()));
        }
        sum.update(';');
    }

    private static void add(CRC32 sum, long bits) {
        for (int shift = 0; shift < 64; shift += 8) {
            sum.update((int) (bits >>> shift));
        }
    }

    private static double[] twoSteps(int rows, long seed) {
        double[] values = MadeSeries.noise(rows, seed);
        MadeSeries.addStep(values, rows / 3, 4);
        return MadeSeries.addStep(values, 3 * rows / 4, -3);
    }

    private static int changed(double[] values) {
        return ChangePoints.find(values, CONFIG).isEmpty() ? 0 : 1;
    }

    private static List<Integer> told(double[] values) {
        return indices(tellAll(values));
    }

    private static List<ChangePoint> tellAll(double[] values) {
        OnlineChangePoints online = new OnlineChangePoints(1, CONFIG);
        List<ChangePoint> told = new ArrayList<>();
        for (double value : values) {
            online.accept(value).ifPresent(told::add);
        }
        return told;
    }

    private static List<Integer> indices(List<ChangePoint> found) {
        return found.stream().map(ChangePoint::index).toList();
    }
}
