package io.throughline.core.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ViewsTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    record Summary(String title, Instant since, List<Double> values, Map<String, Long> counts) {}

    private final View<Summary> view = new View<>("summary", 1, Summary.class);
    private final InMemoryTelemetryStore store = new InMemoryTelemetryStore();
    private final Views views = new Views(store);

    @Test
    void givesBackWhatWasComputed() {
        Summary summary = new Summary("Checkout", NOON, List.of(1.5, 2.0), new TreeMap<>(Map.of("errors", 3L)));

        assertThat(views.refresh(view, "checkout", "inputs-1", NOON, () -> summary))
                .isTrue();

        Views.Materialized<Summary> read = views.read(view, "checkout").orElseThrow();
        assertThat(read.value()).isEqualTo(summary);
        assertThat(read.asOf()).isEqualTo(NOON);
        assertThat(views.scopes(view)).containsExactly("checkout");
    }

    @Test
    void computesOnlyWhenTheInputsChanged() {
        views.refresh(view, "checkout", "inputs-1", NOON, () -> summary("first"));

        boolean again = views.refresh(view, "checkout", "inputs-1", NOON.plusSeconds(60), () -> {
            throw new AssertionError("must not be computed: nothing changed");
        });
        boolean changed = views.refresh(view, "checkout", "inputs-2", NOON.plusSeconds(60), () -> summary("second"));

        assertThat(again).isFalse();
        assertThat(changed).isTrue();
        assertThat(views.read(view, "checkout").orElseThrow().value().title()).isEqualTo("second");
    }

    @Test
    void doesNotReadAnotherVersionAsThisOne() {
        views.refresh(view, "checkout", "inputs-1", NOON, () -> summary("first"));

        View<Summary> newer = new View<>("summary", 2, Summary.class);

        assertThat(views.read(newer, "checkout")).isEmpty();
        assertThat(views.refresh(newer, "checkout", "inputs-1", NOON, () -> summary("again")))
                .isTrue();
    }

    @Test
    void keepsTheEarlierOneWhenAComputationFails() {
        views.refresh(view, "checkout", "inputs-1", NOON, () -> summary("first"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> views.refresh(view, "checkout", "inputs-2", NOON, () -> {
                    throw new IllegalArgumentException("broken");
                }));

        assertThat(views.read(view, "checkout").orElseThrow().value().title()).isEqualTo("first");
    }

    private static Summary summary(String title) {
        return new Summary(title, NOON, List.of(), Map.of());
    }
}
