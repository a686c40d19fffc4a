package io.throughline.correlation.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsualSignsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Placement PLACEMENT = Placement.of(
            List.of("cart", "cart-0", "cart-1", "mail", "mail-0", "mail-1", "host-1"),
            List.of("host-1"),
            Map.of("cart-0", "cart", "cart-1", "cart", "mail-0", "mail", "mail-1", "mail"),
            Map.of("cart-0", "host-1", "cart-1", "host-1"));

    private final AlertRanker ranker = new AlertRanker();

    @Test
    void whatAlwaysComesTellsLittle() {
        List<Sign> signs = List.of(metric("cart-0", "container_fs_writes"), metric("mail-1", "container_cpu_usage"));
        List<Sign> earlier = List.of(metric("cart-0", "container_fs_writes"));

        assertThat(first(signs, UsualSigns.none())).isEqualTo("cart-0");
        assertThat(first(signs, UsualSigns.of(Collections.nCopies(4, earlier)))).isEqualTo("mail-1");
    }

    @Test
    void anotherDirectionOrNodeIsAnotherAlert() {
        List<Sign> signs = List.of(metric("cart-0", "container_fs_writes"), metric("mail-1", "container_cpu_usage"));
        List<Sign> earlier = List.of(
                new Sign.Metric(NOW, "cart-0", "container_fs_writes", false), metric("cart-1", "container_fs_writes"));

        assertThat(first(signs, UsualSigns.of(Collections.nCopies(4, earlier)))).isEqualTo("cart-0");
    }

    @Test
    void anIncidentCountsOnceHoweverOftenItSaidSo() {
        List<Sign> signs = List.of(metric("cart-0", "container_fs_writes"), metric("mail-1", "container_cpu_usage"));
        List<List<Sign>> earlier = new ArrayList<>(Collections.nCopies(9, List.of()));
        earlier.add(Collections.nCopies(9, metric("cart-0", "container_fs_writes")));

        assertThat(first(signs, UsualSigns.of(earlier))).isEqualTo("cart-0");
    }

    @Test
    void messagesThatDifferInNumbersAreOne() {
        List<Sign> signs = List.of(
                new Sign.Log(NOW, "cart-0", "10:00:01 ERROR cannot write b3f1-99"),
                metric("mail-1", "container_cpu_usage"));
        List<Sign> earlier = List.of(new Sign.Log(NOW, "cart-0", "09:12:44 ERROR cannot write 07aa-12"));

        assertThat(first(signs, UsualSigns.none())).isEqualTo("cart-0");
        assertThat(first(signs, UsualSigns.of(Collections.nCopies(4, earlier)))).isEqualTo("mail-1");
    }

    @Test
    void nothingEarlierIsAsIfNothingWereKnown() {
        List<Sign> signs = List.of(metric("cart-0", "container_threads"), metric("mail-1", "container_cpu_usage"));

        assertThat(ranker.rank(PLACEMENT, signs, UsualSigns.of(List.of())))
                .isEqualTo(ranker.rank(PLACEMENT, signs, UsualSigns.none()))
                .isEqualTo(ranker.rank(PLACEMENT, signs));
    }

    private String first(List<Sign> signs, UsualSigns usual) {
        return ranker.rank(PLACEMENT, signs, usual).get(0).node();
    }

    private static Sign metric(String node, String name) {
        return new Sign.Metric(NOW, node, name, true);
    }
}
