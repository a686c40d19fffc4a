package io.throughline.examples.evaluation.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "1493568000,1493568000000",
        "0,0",
        "1493568000.25,1493568000250",
        "-1,-1000",
        "2014-04-01 00:05:00,1396310700000",
        "2014-04-01T00:05:00,1396310700000",
        "2014-04-01T00:05:00Z,1396310700000",
        "2014-04-01 00:05:00.000000,1396310700000",
        "2014-04-01T02:05:00.5+02:00,1396310700500",
        "1969-12-31 23:59:59,-1000",
        "2014-04-01T00:05,1396310700000"
    })
    void readsSecondsAndDates(String text, long epochMillis) {
        assertThat(Timestamps.epochMillis(text)).isEqualTo(epochMillis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "noon",
                "1493568000000",
                "2014-04-01",
                "2014-02-30 00:00:00",
                "2014-04-01 24:00:00",
                "2014-04-01 00:60:00",
                "2014/04/01 00:00:00",
                "2014-04-01 00-00-00",
                "2014-04-01 0x:00:00",
                "1e400",
                "1e999999999",
                "NaN"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Timestamps.epochMillis(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
