package io.throughline.correlation.cause;

import static io.throughline.correlation.cause.MadeSystem.ONSET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeRankerTest {

    private static final NodeRanker RANKER = new NodeRanker(NodeConfig.defaults());
    /** With two hours of quiet time, one stretch in a hundred cannot be told. */
    private static final NodeRanker HASTY = new NodeRanker(new NodeConfig(3, 0.1, 0.2, 0.3, 0.05));

    private static final Symptom SLOW = new Symptom("front", Symptom.Kind.LATENCY);
    private static final Symptom FAILING = new Symptom("front", Symptom.Kind.FAILURES);

    private final MadeSystem system =
            new MadeSystem(41).calls("front", "orders").calls("orders", "stock");

    @Test
    void aLevelThatRoseNamesItsNode() {
        system.cpu("front", 300, 1).cpu("orders", 200, 2.5).cpu("stock", 250, 1);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        RankedNode first = ranking.nodes().get(0);
        assertThat(first.node()).isEqualTo("orders");
        assertThat(first.strength()).isGreaterThan(3);
        assertThat(first.findings().get(0).reason().text()).contains("cpu went from");
        assertThat(ranking.nodes().get(1).strength()).isLessThan(0.3);
    }

    @Test
    void whatIsNothingAnywhereElseIsNothingHere() {
        system.cpu("front", 300, 1).cpu("stock", 0.5, 4);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(node(ranking, "stock").strength()).isLessThan(1);
    }

    @Test
    void aCalleeInTroubleExplainsItsCaller() {
        system.cpu("orders", 200, 3).cpu("stock", 200, 2.5);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("stock");
        assertThat(node(ranking, "orders").against())
                .singleElement()
                .satisfies(reason -> assertThat(reason.text()).contains("stock"));
    }

    @Test
    void shortMemoryExplainsABusyProcessor() {
        system.cpu("orders", 200, 9).level("orders", Measure.Level.Resource.MEMORY, "memory", 4e8, 3);

        RankedNode orders = RANKER.rank(system.observations(), MadeSystem.fault(null))
                .nodes()
                .get(0);

        assertThat(orders.findings().get(0).measure().name()).isEqualTo("memory");
        assertThat(orders.findings().get(1).explained()).isTrue();
        assertThat(orders.findings().get(1).strength())
                .isGreaterThan(orders.findings().get(0).strength());
    }

    @Test
    void timeLostOnTheWayIsTheCallees() {
        Course caller = system.course(i -> system.noisy(i > ONSET ? 0.9 : 0.2));
        Course callee = system.course(i -> system.noisy(0.15));
        system.with(new Measure.Way("front", "orders", caller, callee)).cpu("front", 300, 1);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
        assertThat(ranking.nodes().get(0).strength()).isGreaterThan(3);
    }

    @Test
    void aStatementThatNoLongerFollowsNamesItsNode() {
        system.passes("orders", Measure.Passes.Sort.OPERATION, "POST /orders", i -> 40 + i % 3)
                .passes("orders", Measure.Passes.Sort.STATEMENT, "Orders#31", i -> i > ONSET ? 0 : 40 + i % 3)
                .passes("stock", Measure.Passes.Sort.OPERATION, "GET /stock", i -> i > ONSET ? 2 : 40)
                .passes("stock", Measure.Passes.Sort.STATEMENT, "Stock#12", i -> i > ONSET ? 2 : 40);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
        assertThat(ranking.nodes().get(0).findings().get(0).reason().code()).isEqualTo("ceased");
        assertThat(node(ranking, "stock").strength()).as("less is asked of it").isLessThan(1);
    }

    @Test
    void aStatementThatDependsOnTheMixOfRequestsHasNotCeased() {
        system.passes("orders", Measure.Passes.Sort.OPERATION, "POST /orders", i -> 40)
                .passes("orders", Measure.Passes.Sort.STATEMENT, "Gift#7", i -> i < 5 ? 40 : i % 4 == 0 ? 31 : 22);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(node(ranking, "orders").strength()).isLessThan(3);
    }

    @Test
    void newErrorsNameTheirNodeAsFarAsTheyAreNew() {
        system.passes("orders", Measure.Passes.Sort.ERROR, "no contact", i -> i > ONSET ? 12 : 0)
                .passes("front", Measure.Passes.Sort.ERROR, "bad request", i -> 12);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(null));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
        assertThat(node(ranking, "front").strength()).isLessThan(3);
    }

    @Test
    void aSymptomIsSharedOutByOwnTime() {
        system.answers("front", 600, 0.10, 0.30, 0, 0)
                .answers("orders", 600, 0.05, 0.25, 0, 0)
                .answers("stock", 600, 0.02, 0.17, 0, 0);

        NodeRanking ranking = HASTY.rank(system.observations(), MadeSystem.fault(SLOW));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("stock");
        assertThat(ranking.nodes().get(0).share()).isCloseTo(0.75, within(0.1));
        assertThat(node(ranking, "orders").share()).isCloseTo(0.25, within(0.1));
        assertThat(node(ranking, "front").share()).isLessThan(0.1);
        assertThat(ranking.incident()).isTrue();
        assertThat(ranking.symptomChance()).isLessThan(0.02);
    }

    @Test
    void failuresAreSharedOutLikewise() {
        system.answers("front", 600, 0.1, 0.1, 0.001, 0.06)
                .answers("orders", 600, 0.1, 0.1, 0, 0.059)
                .answers("stock", 600, 0.1, 0.1, 0, 0);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(FAILING));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
        assertThat(ranking.nodes().get(0).share()).isGreaterThan(0.9);
    }

    @Test
    void whatWasAsBadBeforeIsNotNew() {
        system.calls("front", "audit")
                .answers("front", 600, 0.10, 0.30, 0, 0)
                .answers("orders", 600, 0.05, 0.25, 0, 0)
                .with(new Measure.Answers(
                        "audit",
                        system.course(i -> 600),
                        system.course(i -> system.noisy(i >= ONSET - 15 ? 2 : 0.02)),
                        null));

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(SLOW));

        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
        assertThat(node(ranking, "audit").share()).isLessThan(0.1);
    }

    @Test
    void quietTimeIsNoIncident() {
        int incidents = 0;
        for (long seed = 1; seed <= 60; seed++) {
            MadeSystem quiet = new MadeSystem(seed)
                    .calls("front", "orders")
                    .answers("front", 600, 0.1, 0.1, 0.002, 0.002)
                    .answers("orders", 600, 0.05, 0.05, 0, 0);
            incidents +=
                    HASTY.rank(quiet.observations(), MadeSystem.fault(SLOW)).incident() ? 1 : 0;
        }

        assertThat(incidents).as("of 60, seeds 1 to 60").isLessThanOrEqualTo(8);
    }

    @Test
    void tooLittleQuietTimeIsNoGroundForAnAlarm() {
        system.answers("front", 600, 0.10, 0.30, 0, 0).answers("orders", 600, 0.05, 0.25, 0, 0);

        NodeRanking ranking = RANKER.rank(system.observations(), MadeSystem.fault(SLOW));

        assertThat(ranking.symptomChance()).isGreaterThan(NodeConfig.defaults().falseAlarms());
        assertThat(ranking.incident()).isFalse();
        assertThat(ranking.nodes().get(0).node()).isEqualTo("orders");
    }

    @Test
    void nothingDependsOnTheOrderOfTheMeasures() {
        system.cpu("front", 300, 1.2)
                .cpu("orders", 200, 1.7)
                .cpu("stock", 100, 1.5)
                .answers("front", 600, 0.1, 0.3, 0, 0)
                .answers("orders", 600, 0.05, 0.2, 0, 0)
                .passes("stock", Measure.Passes.Sort.ERROR, "timeout", i -> i > ONSET ? 9 : 1);
        Observations observations = system.observations();
        NodeRanking expected = RANKER.rank(observations, MadeSystem.fault(SLOW));
        Random random = new Random(7);
        for (int i = 0; i < 5; i++) {
            List<Measure> shuffled = new ArrayList<>(observations.measures());
            Collections.shuffle(shuffled, random);

            NodeRanking ranking = RANKER.rank(new Observations(observations.calls(), shuffled), MadeSystem.fault(SLOW));

            assertThat(ranking).isEqualTo(expected);
        }
    }

    @Test
    void nothingMeasuredNamesNothing() {
        NodeRanking ranking = RANKER.rank(new MadeSystem(1).calls("a", "b").observations(), MadeSystem.fault(SLOW));

        assertThat(ranking.nodes()).isEmpty();
        assertThat(ranking.incident()).isFalse();
        assertThat(ranking.symptomChance()).isEqualTo(1);
    }

    private static RankedNode node(NodeRanking ranking, String name) {
        return ranking.nodes().stream()
                .filter(node -> node.node().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
