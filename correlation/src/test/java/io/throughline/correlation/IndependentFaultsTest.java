package io.throughline.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.correlation.associate.Correlation;
import io.throughline.correlation.associate.Verdict;
import io.throughline.correlation.rank.CauseKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has nothing to do with each other stays apart, and what has comes out as one. */
class IndependentFaultsTest {

    private static final List<String> SERVICES = List.of("storefront", "orders", "inventory", "billing");

    private static final int HISTORY = 12 * 60;
    private static final int FOCUS = 360;

    /** Services that are slow for a while each, at times of their own. */
    private record Apart(Map<String, List<int[]>> stretches) implements Shop.Fault {

        static Apart random(SplittableRandom random, int minutes, int each) {
            Map<String, List<int[]>> stretches = new TreeMap<>();
            for (String service : SERVICES) {
                List<int[]> own = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    int from = random.nextInt(minutes - 20 + HISTORY) - HISTORY;
                    own.add(new int[] {from, from + 6 + random.nextInt(14)});
                }
                stretches.put(service, own);
            }
            return new Apart(stretches);
        }

        private boolean slow(String service, int minute) {
            return stretches.getOrDefault(service, List.of()).stream()
                    .anyMatch(stretch -> minute >= stretch[0] && minute < stretch[1]);
        }

        /** All at once begin to tell of each request would be something in common. */
        @Override
        public boolean sampled(int minute) {
            return false;
        }

        @Override
        public double slower(String service, int minute) {
            return slow(service, minute) ? 5 : 1;
        }

        @Override
        public double failing(String service, int minute) {
            return slow(service, minute) ? 0.2 : 0;
        }
    }

    @Test
    void whatHappensAtTimesOfItsOwnIsSeldomTakenForRelated() {
        int windows = Boolean.getBoolean("throughline.thorough") ? 1000 : 100;
        int near = 0;
        int misled = 0;
        for (long seed = 1; seed <= windows; seed++) {
            Shop.Fault apart = Apart.random(new SplittableRandom(1000 + seed), FOCUS, 1);
            Shop shop = new Shop(seed, FOCUS, FOCUS, apart, HISTORY, Duration.ZERO, 1);
            List<Correlation> pairs = CorrelationEngine.ofDefaults().analyze(shop.window()).correlations().stream()
                    .filter(pair -> pair.hops() > 0)
                    .toList();
            near += pairs.size();
            misled += pairs.stream().anyMatch(pair -> pair.verdict() != Verdict.COINCIDENT) ? 1 : 0;
        }
        // Where everything that is found is false, the rate of false discoveries is the share of analyses that find
        // any.
        double promised = CorrelationConfig.defaults().association().maxQ();
        assertThat(near).as("pairs that lay near each other").isGreaterThan(windows / 10);
        assertThat(misled / (double) windows)
                .as("share of analyses, seeds 1 to %s, with %s pairs near each other", windows, near)
                .isLessThan(promised);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void twoFaultsAtOnceThatHaveNothingInCommonAreTwo(long seed) {
        Shop.Fault database = Faults.database(20, 50);
        Shop shop = new Shop(seed, 75, new Shop.Fault() {
            @Override
            public double slower(String service, int minute) {
                return service.equals("billing") && minute >= 22 && minute < 52 ? 7 : database.slower(service, minute);
            }

            @Override
            public double failing(String service, int minute) {
                return database.failing(service, minute);
            }

            @Override
            public double query(int minute) {
                return database.query(minute);
            }

            @Override
            public double cpu(String service, int minute) {
                return service.equals("billing") && minute >= 21 && minute < 52 ? 0.98 : 0.3;
            }
        });

        CorrelationReport report = CorrelationEngine.ofDefaults().analyze(shop.window());

        assertThat(report.incidents()).hasSize(2);
        Incident billing = report.incidents().get(1);
        assertThat(billing.services()).containsExactly(Shop.service("billing"), Shop.plan("billing"));
        assertThat(billing.rootCauses().get(0).kind()).isEqualTo(CauseKind.RESOURCE_SATURATION);
        Incident others = report.incidents().get(0);
        assertThat(others.services())
                .contains(Shop.service("orders"), Shop.service("storefront"))
                .doesNotContain(Shop.service("billing"));
        assertThat(others.rootCauses().get(0).kind()).isEqualTo(CauseKind.QUERY);
    }
}
