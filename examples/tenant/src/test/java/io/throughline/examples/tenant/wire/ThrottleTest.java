package io.throughline.examples.tenant.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {

    @Test
    void refusesOneCallOfEachBucket() {
        Throttle throttle = new Throttle.Plan(Map.of("a", 3)).start();

        assertThat(IntStream.rangeClosed(1, 6).filter(call -> throttle.refuses("a")))
                .containsExactly(3);
        assertThat(IntStream.rangeClosed(1, 6).filter(call -> throttle.refuses("b")))
                .isEmpty();
    }

    @Test
    void countsAnewForEachStart() {
        Throttle.Plan plan = new Throttle.Plan(Map.of("a", 1));

        assertThat(plan.start().refuses("a")).isTrue();
        assertThat(plan.start().refuses("a")).isTrue();
    }
}
