package io.throughline.correlation.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Services that answer badly, or log errors, because another one does. */
class BadAnswersTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    private final List<Sign> signs = new ArrayList<>();

    @Test
    void aCallerIsExplainedByItsCallee() {
        // Alphabetically the caller would come first.
        metric("cart", "grpc-mrt", true);
        metric("stock", "grpc-mrt", true);
        calls("cart-0", "stock-1");

        assertThat(first()).isEqualTo("stock");
    }

    @Test
    void aCalleeThatAnswersWellExplainsNothing() {
        metric("cart", "grpc-sr", false);
        calls("cart-0", "stock-1");

        assertThat(first()).isEqualTo("cart");
    }

    @Test
    void badAnswersOutweighAnInstancesThreads() {
        metric("cart", "grpc-mrt", true);
        metric("stock-1", "container_threads", true);

        assertThat(first()).isEqualTo("cart");
    }

    @Test
    void errorsOfACallerAreNoWonder() {
        metric("stock", "grpc-mrt", true);
        calls("cart-0", "stock-1");
        signs.add(new Sign.Log(START, "cart-0", "failed to retrieve what is in stock"));

        assertThat(first()).isEqualTo("stock");
    }

    @Test
    void errorsOfAllInstancesAreTheServices() {
        for (int i = 0; i < 3; i++) {
            signs.add(new Sign.Log(START, "stock-" + i, "exception in Stock"));
        }
        signs.add(new Sign.Log(START, "cart-0", "exception in Cart"));

        assertThat(first()).isEqualTo("stock");
    }

    @Test
    void manyErrorsOfOneNodeAreOneSign() {
        for (int i = 0; i < 5; i++) {
            signs.add(new Sign.Log(START, "cart-0", "exception, line " + i));
        }
        signs.add(new Sign.Log(START, "stock-0", "exception"));

        List<SuspectNode> ranked = ranked();

        assertThat(ranked.get(0).score()).isEqualTo(ranked.get(1).score());
    }

    private String first() {
        return ranked().get(0).node();
    }

    private List<SuspectNode> ranked() {
        List<String> nodes = new ArrayList<>(List.of("host-1"));
        Map<String, String> instanceOf = new TreeMap<>();
        Map<String, String> hostedOn = new TreeMap<>();
        for (String service : List.of("cart", "mail", "stock")) {
            nodes.add(service);
            for (int i = 0; i < 3; i++) {
                nodes.add(service + "-" + i);
                instanceOf.put(service + "-" + i, service);
                hostedOn.put(service + "-" + i, "host-1");
            }
        }
        return new AlertRanker().rank(Placement.of(nodes, List.of("host-1"), instanceOf, hostedOn), signs);
    }

    private void metric(String node, String name, boolean up) {
        signs.add(new Sign.Metric(START, node, name, up));
    }

    private void calls(String caller, String callee) {
        signs.add(new Sign.Trace(START, caller, callee, false));
    }
}
