package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.correlation.anomaly.AnomalyConfig;
import io.throughline.correlation.anomaly.AnomalyDetector;
import io.throughline.correlation.anomaly.NoveltyConfig;
import io.throughline.correlation.anomaly.NoveltyDetector;
import io.throughline.correlation.changepoint.ChangePoint;
import io.throughline.correlation.changepoint.ChangePointConfig;
import io.throughline.correlation.changepoint.ChangePoints;
import io.throughline.correlation.changepoint.OnlineChangePoints;
import io.throughline.correlation.discord.Discord;
import io.throughline.correlation.discord.DiscordConfig;
import io.throughline.correlation.discord.Discords;
import io.throughline.correlation.impact.ChangeImpact;
import io.throughline.correlation.impact.Impact;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The last bits of what the detectors say about one series. The digests were made once and hold on every Java and every
 * machine. A change of one is a change of what users are told: look at the evaluation before you take the new one.
 */
class DetectorBytesTest {

    private static final long MINUTE = 60_000;
    private static final long START = 1_700_006_400_000L;
    private static final int ROWS = 6_000;

    private final double[] series = series();
    private final Digest digest = new Digest();

    @Test
    void ofAnomalies() {
        AnomalyDetector detector = new AnomalyDetector(AnomalyConfig.defaults(), Duration.ofMinutes(1));
        for (int i = 0; i < ROWS; i++) {
            digest.add(detector.accept(START + i * MINUTE, series[i]));
        }

        assertThat(digest.text()).isEqualTo("104b8211258fe41b");
    }

    @Test
    void ofNovelties() {
        NoveltyDetector detector = new NoveltyDetector(NoveltyConfig.defaults(), Duration.ofMinutes(1));
        for (int i = 0; i < ROWS; i++) {
            digest.add(detector.accept(START + i * MINUTE, series[i]));
        }

        assertThat(digest.text()).isEqualTo("310b93bf3b24a328");
    }

    @Test
    void ofChangePoints() {
        ChangePoints.find(series, ChangePointConfig.defaults()).forEach(this::add);
        ChangePoints.findInScale(series, ChangePointConfig.defaults()).forEach(this::add);

        assertThat(digest.text()).isEqualTo("f02446361b3da27c");
    }

    @Test
    void ofChangePointsOnline() {
        OnlineChangePoints online = new OnlineChangePoints(1, ChangePointConfig.defaults());
        for (double value : series) {
            online.accept(value).ifPresent(this::add);
        }

        assertThat(digest.text()).isEqualTo("b7a4f5d0923be4db");
    }

    @Test
    void ofImpact() {
        long[] times = new long[ROWS];
        Arrays.setAll(times, i -> START + i * MINUTE);
        Impact impact = ChangeImpact.assess(times, series, times[4_500], times[4_620]);

        digest.add(impact.score());
        digest.add(impact.effect());
        digest.add(impact.deviations());

        assertThat(digest.text()).isEqualTo("2df6a87941bcf873");
    }

    @Test
    void ofDiscords() {
        Discord discord =
                Discords.search(series, 3_000, DiscordConfig.defaults()).orElseThrow();

        digest.add(discord.row());
        digest.add(discord.distance());

        assertThat(digest.text()).isEqualTo("563be9847ad0a49d");
    }

    private void add(ChangePoint change) {
        digest.add(change.index());
        digest.add(change.pValue());
    }

    /** A rhythm of a day with noise, holes, a spike, a shift from row 4,500 and more noise from row 5,200. */
    private static double[] series() {
        SplittableRandom random = new SplittableRandom(20_261);
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double noise = -6;
            for (int k = 0; k < 12; k++) {
                noise += random.nextDouble();
            }
            values[i] = 100
                    + 30 * StrictMath.sin(2 * Math.PI * i / 1_440)
                    + (i < 5_200 ? 2 : 6) * noise
                    + (i >= 4_500 ? 15 : 0)
                    + (i == 3_700 ? 60 : 0);
            if (random.nextInt(200) == 0) {
                values[i] = Double.NaN;
            }
        }
        return values;
    }

    /** SHA-256 of the bits of numbers. */
    private static final class Digest {

        private final MessageDigest sha;

        private Digest() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        void add(double value) {
            sha.update(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
        }

        String text() {
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        }
    }
}
