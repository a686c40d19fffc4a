package io.throughline.examples.dashboards.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    @Test
    void a_gap_interrupts_the_line() {
        assertThat(Sparkline.stretches(Arrays.asList(1.0, 2.0, null, 2.0, 0.0)))
                .containsExactly("0.00,12.0 25.00,1.0", "75.00,1.0 100.00,23.0");
    }

    @Test
    void without_values_there_is_no_line() {
        assertThat(Sparkline.stretches(Arrays.asList(null, null))).isEmpty();
        assertThat(Sparkline.stretches(List.of())).isEmpty();
    }
}
