package io.throughline.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.TimeWindow;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamGateTest {

    private static final TimeWindow HOUR =
            TimeWindow.onGrid(Instant.parse("2026-03-02T11:30:00Z"), Duration.ofHours(1));

    private final List<TelemetryStream> streams =
            ScriptedSourceContractTest.lab().open().streams();
    private final StreamGate gate = new StreamGate("lab");

    @Test
    void letsEverythingPassWhileItIsOpen() {
        List<TelemetryStream> guarded = gate.guard(streams);
        TelemetryBatch batch = new TelemetryBatch();

        ((MeasuredStream) guarded.get(0)).read(HOUR, batch);
        ((RevisedStream) guarded.get(1)).read(null, HOUR, batch);

        assertThat(batch.rows()).isPositive();
        assertThat(guarded).extracting(TelemetryStream::name).isEqualTo(List.of("lab/points", "lab/things"));
    }

    @Test
    void passesOnEveryMethodThatAStreamMayOverride() {
        for (TelemetryStream guarded : gate.guard(streams)) {
            Class<?> kind = guarded instanceof MeasuredStream ? MeasuredStream.class : RevisedStream.class;
            for (Method method : kind.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())) {
                    assertThat(Arrays.stream(guarded.getClass().getDeclaredMethods())
                                    .map(Method::getName))
                            .contains(method.getName());
                }
            }
        }
    }

    @Test
    void closedItLetsNothingPass() {
        MeasuredStream points = (MeasuredStream) gate.guard(streams).get(0);
        gate.close();
        gate.close();

        assertThatThrownBy(() -> points.read(HOUR, new TelemetryBatch()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the source lab is closed: open another one to read lab/points");
    }

    @Test
    void endsAReadUnderWayWithTheNextRecord() {
        MeasuredStream points = (MeasuredStream) gate.guard(streams).get(0);
        List<Series> taken = new ArrayList<>();
        TelemetrySink closing = mock(TelemetrySink.class);
        doAnswer(call -> {
                    gate.close();
                    return taken.add(call.getArgument(0));
                })
                .when(closing)
                .series(any());

        assertThatThrownBy(() -> points.read(HOUR, closing)).isInstanceOf(IllegalStateException.class);
        assertThat(taken).hasSize(1);
    }
}
