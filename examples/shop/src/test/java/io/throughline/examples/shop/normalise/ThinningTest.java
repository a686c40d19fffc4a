package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
    @Test
    void keepsOneTraceInSoMany() {
        long seed = 20261122;
        Random random = new Random(seed);
        Thinning thinning = new Thinning(4);
        int kept = 0;
        for (int i = 0; i < 20_000; i++) {
            kept += thinning.keeps(String.format("%016x%016x", random.nextLong(), random.nextLong())) ? 1 : 0;
        }

        assertThat(kept).as("seed %d", seed).isCloseTo(5_000, within(250));
    }

    @Test
    void aTraceIsKeptOrNotWhateverItsCase() {
        Thinning thinning = new Thinning(3);

        assertThat(thinning.keeps("949DB3D31C693FA6F2235525F647FA43"))
                .isEqualTo(thinning.keeps("949db3d31c693fa6f2235525f647fa43"));
    }

    @Test
    void oneInOneKeepsAll() {
        assertThat(new Thinning(1).keeps("949db3d31c693fa6f2235525f647fa43")).isTrue();
    }

    @Test
    void keepingNothingIsRefused() {
        assertThatThrownBy(() -> new Thinning(0)).hasMessageContaining("keepOneIn must be at least 1, was 0");
    }
}
