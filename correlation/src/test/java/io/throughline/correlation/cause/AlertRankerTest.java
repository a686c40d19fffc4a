package io.throughline.correlation.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertRankerTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final List<String> SERVICES = List.of("front", "cart", "orders", "mail");

    private final AlertRanker ranker = new AlertRanker();
    private final List<Sign> signs = new ArrayList<>();

    @Test
    void oneOfManyInstancesIsTheInstance() {
        metric(5, "cart-1", "container_fs_writes./dev/vda", true);
        for (String service : SERVICES) {
            metric(5, service + "-0", "container_threads", true);
            metric(9, service + "-2", "container_memory_usage_MB", true);
        }

        assertThat(first()).isEqualTo("cart-1");
    }

    @Test
    void allInstancesOfAServiceAreTheService() {
        for (int i = 0; i < 3; i++) {
            metric(5 + i, "orders-" + i, "container_cpu_usage_seconds", true);
        }
        metric(8, "mail-0", "container_cpu_usage_seconds", true);

        assertThat(first()).isEqualTo("orders");
    }

    @Test
    void aHostIsExplainedByWhatRunsOnIt() {
        metric(5, "host-1", "system.cpu.pct_usage", true);
        metric(5, "cart-1", "container_cpu_usage_seconds", true);

        assertThat(first()).isEqualTo("cart-1");
    }

    @Test
    void aHostThatCarriesNothingIsNot() {
        metric(5, "host-3", "system.io.w_s", true);
        metric(5, "host-3", "system.disk.pct_usage", true);
        metric(5, "cart-1", "container_cpu_usage_seconds", true);

        assertThat(first()).isEqualTo("host-3");
    }

    @Test
    void laterAlertsTellLess() {
        metric(400, "mail-0", "container_fs_writes./dev/vda", true);
        metric(5, "cart-1", "container_fs_writes./dev/vda", true);

        assertThat(first()).isEqualTo("cart-1");
    }

    @Test
    void failingCallsPointAtTheDeepestThatFailedFirst() {
        signs.add(new Sign.Trace(START, "front-0", "orders-0", true));
        signs.add(new Sign.Trace(START, "orders-0", "mail-1", true));
        signs.add(new Sign.Trace(START.plusSeconds(50), "orders-0", "cart-1", true));

        assertThat(first()).isEqualTo("mail-1");
    }

    @Test
    void whoLogsThatAnotherFailedIsNotTheOne() {
        signs.add(new Sign.Log(START, "front-0", "ERROR an error occurred in the downstream service"));
        signs.add(new Sign.Log(START, "cart-1", "ERROR no such file or directory"));

        List<SuspectNode> ranked = ranker.rank(placement(), signs);

        assertThat(ranked.get(0).node()).isEqualTo("cart-1");
        assertThat(ranked.get(0).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.code()).isEqualTo("error-logged"));
        assertThat(ranked.get(1).score()).isZero();
    }

    @Test
    void ranksEveryNodeAndInventsNone() {
        metric(5, "nobody", "container_fs_writes", true);
        signs.add(new Sign.Trace(START, "elsewhere", "nowhere", true));

        List<SuspectNode> ranked = ranker.rank(placement(), signs);

        assertThat(ranked)
                .extracting(SuspectNode::node)
                .containsExactlyElementsOf(placement().nodes());
        assertThat(ranked).allSatisfy(node -> assertThat(node.score()).isZero());
    }

    private String first() {
        return ranker.rank(placement(), signs).get(0).node();
    }

    private void metric(int second, String node, String name, boolean up) {
        signs.add(new Sign.Metric(START.plusSeconds(second), node, name, up));
    }

    private static Placement placement() {
        List<String> hosts = List.of("host-1", "host-2", "host-3");
        List<String> nodes = new ArrayList<>(hosts);
        Map<String, String> instanceOf = new TreeMap<>();
        Map<String, String> hostedOn = new TreeMap<>();
        for (String service : SERVICES) {
            nodes.add(service);
            for (int i = 0; i < 3; i++) {
                nodes.add(service + "-" + i);
                instanceOf.put(service + "-" + i, service);
                hostedOn.put(service + "-" + i, i == 1 ? "host-1" : "host-2");
            }
        }
        return Placement.of(nodes, hosts, instanceOf, hostedOn);
    }
}
