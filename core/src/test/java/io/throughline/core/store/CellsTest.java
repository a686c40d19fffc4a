package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0.001S, PT5M",
        "PT3.125S, PT5M",
        "PT3.126S, PT15M",
        "PT10S, PT1H",
        "PT30S, PT1H",
        "PT1M, PT2H",
        "PT5M, PT12H",
        "PT15M, P1D",
        "PT1H, P7D",
        "PT6H, P28D",
        "P1D, P364D",
        "P30D, P364D"
    })
    void aCellIsTheShortestThatHoldsNinetySixSteps(Duration step, Duration span) {
        assertThat(Cells.span(step)).isEqualTo(span.toMillis());
    }

    @Test
    void aSeriesWithoutStepHasCellsOfTwoHours() {
        assertThat(Cells.span(null)).isEqualTo(Duration.ofHours(2).toMillis());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, 2026-03-01T12:00:00Z",
        "2026-03-01T13:59:59.999Z, 2026-03-01T12:00:00Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T22:00:00Z",
        "1969-12-31T22:00:00Z, 1969-12-31T22:00:00Z"
    })
    void cellsAreCountedFromTheEpochInBothDirections(Instant time, Instant start) {
        assertThat(Cells.start(time.toEpochMilli(), Cells.span(null))).isEqualTo(start.toEpochMilli());
    }
}
