package io.throughline.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    record Point(
            @Nullable Double value,
            @Nullable Instant at,
            @Nullable Object any,
            @Nullable Map<String, Object> more) {}

    private static Point read(String json) throws Json.Fault {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), Point.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T12:00:00Z",
                "2026-03-01T12:00:00.000000Z",
                "2026-03-01T12:00Z",
                "2026-03-01T12:00:00+00:00",
                "2026-03-01T14:00:00.0+0200",
                "2026-03-01T10:00:00-02"
            })
    void readsTimesAsVendorsWriteThem(String text) throws Json.Fault {
        assertThat(read("{\"at\":\"" + text + "\"}").at()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-03-01T12:00:00\"", "\"2026-03-01\"", "1741368281123", "\"soon\""})
    void refusesTimesThatNeedAGuess(String json) {
        assertThatThrownBy(() -> read("{\"at\":" + json + "}"))
                .isInstanceOfSatisfying(
                        Json.Fault.class, fault -> assertThat(fault.pointer()).isEqualTo("/at"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "\"NaN\"", "\"Infinity\"", "NaN", "\"many\""})
    void refusesNumbersThatAreNoneOrHaveNoEnd(String json) {
        assertThatThrownBy(() -> read("{\"value\":" + json + "}")).isInstanceOf(Json.Fault.class);
    }

    @Test
    void readsNumbersNullsAndWhatItDoesNotKnow() throws Json.Fault {
        Point point = read("{\"value\":\"1.5\",\"any\":[1,2.5,null],\"more\":{\"a\":true},\"new\":[[1]]}");

        assertThat(point.value()).isEqualTo(1.5);
        assertThat(point.any())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(3);
        assertThat(point.more()).containsEntry("a", true);
        assertThat(point.at()).isNull();
        assertThat(read("{\"value\":null}").value()).isNull();
    }

    @Test
    void aHoleInAListDoesNotCostTheOthers() throws Json.Fault {
        assertThat(Json.readList("[{\"value\":1},null]".getBytes(StandardCharsets.UTF_8), Point.class, null))
                .singleElement()
                .satisfies(point -> assertThat(point.value()).isEqualTo(1.0));
    }

    @Test
    void refusesNestingWithoutEnd() {
        assertThatThrownBy(() -> read("{\"any\":" + "[".repeat(5000) + "]".repeat(5000) + "}"))
                .isInstanceOf(Json.Fault.class);
    }

    @Test
    void writesTimesInUtc() {
        assertThat(Json.write(Map.of("at", Instant.parse("2026-03-01T12:00:00Z"), "list", List.of(1))))
                .contains("\"2026-03-01T12:00:00Z\"");
    }

    @Test
    void refusesATimestampWithoutOffset() {
        assertThatThrownBy(() -> Timestamps.parse("2026-03-01T12:00:00")).isInstanceOf(DateTimeException.class);
    }
}
