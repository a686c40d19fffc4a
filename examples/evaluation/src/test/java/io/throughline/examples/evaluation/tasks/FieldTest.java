package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FieldTest {

    @Test
    void scoresAreCutSoThatWhatWasLessThanAThresholdStaysLess() {
        assertThat(Field.score(0.5)).isEqualTo("0.5");
        assertThat(Field.score(Math.nextDown(0.5))).isEqualTo("0.499999999");
        assertThat(Field.score(1)).isEqualTo("1");
        assertThat(Field.score(Math.nextDown(1.0))).isEqualTo("0.999999999");
    }

    @Test
    void scoresHaveOneForm() {
        assertThat(Field.score(0)).isEqualTo("0");
        assertThat(Field.score(-0.0)).isEqualTo("0");
        assertThat(Field.score(Double.MIN_VALUE)).isEqualTo("0");
        assertThat(Field.score(2.0E-3)).isEqualTo("0.002");
    }

    @Test
    void scoresOffTheScaleAreRefused() {
        assertThatThrownBy(() -> Field.score(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Field.score(1.5)).hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> Field.score(-0.1)).hasMessageContaining("-0.1");
    }
}
