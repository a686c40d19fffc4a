package io.throughline.azure.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.throughline.core.http.Waiter;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallPaceTest {

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private final TestTime time = TestTime.at(START);

    @Test
    void letsOnlySoManyBeginWithinAnyStretch() {
        CallPace pace = CallPace.of(4, Duration.ofSeconds(30), time);
        call(pace, 2);
        time.advance(Duration.ofSeconds(20));
        call(pace, 2);
        assertThat(time.waits()).isEmpty();

        call(pace, 2);
        assertThat(time.instant()).isEqualTo(START.plusSeconds(30));

        // Those of the twentieth second still count.
        call(pace, 1);
        assertThat(time.instant()).isEqualTo(START.plusSeconds(50));
    }

    @Test
    void neverWaitsWithoutALimit() {
        call(CallPace.any(), 1000);

        assertThat(time.waits()).isEmpty();
    }

    @Test
    void endsWhenInterrupted() {
        Waiter interrupted = duration -> {
            throw new InterruptedException();
        };
        CallPace pace = CallPace.of(1, Duration.ofHours(1), interrupted);
        call(pace, 1);

        assertThatExceptionOfType(CallInterruptedException.class).isThrownBy(pace::await);
        assertThat(Thread.interrupted()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> CallPace.of(0, Duration.ofSeconds(1), time));
    }

    private static void call(CallPace pace, int times) {
        for (int i = 0; i < times; i++) {
            pace.await();
        }
    }
}
