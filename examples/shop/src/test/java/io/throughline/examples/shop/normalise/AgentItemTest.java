package io.throughline.examples.shop.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentItemTest {
    private static AgentItem item(String json) throws Exception {
        return AgentItem.of(JsonMapper.builder().build().readTree(json));
    }

    @Test
    void readsARequestOfTheAgent() throws Exception {
        AgentItem request = item("{\"name\":\"Request\",\"time\":\"2026-11-22T18:36:28.72Z\",\"sampleRate\":10.0,"
                + "\"tags\":{\"ai.operation.id\":\"949db3d31c693fa6f2235525f647fa43\",\"ai.cloud.role\":\"orders-api\"},"
                + "\"data\":{\"baseType\":\"RequestData\",\"baseData\":{\"id\":\"9c73a1661ac31e31\",\"success\":true,"
                + "\"duration\":\"00:00:01.014627\",\"responseCode\":\"200\"}}}");

        assertThat(request.type()).isEqualTo("RequestData");
        assertThat(request.time()).isEqualTo("2026-11-22T18:36:28.720Z");
        assertThat(request.itemCount()).isEqualTo(10);
        assertThat(request.tag("ai.cloud.role")).isEqualTo("orders-api");
        assertThat(request.tag("ai.operation.parentId")).isNull();
        assertThat(request.durationMillis()).isEqualTo(1014.627);
        assertThat(request.text("responseCode")).isEqualTo("200");
    }

    @ParameterizedTest
    @CsvSource({"100,1", "50,2", "33.333332,3", "25,4", "12.5,8", "10,10"})
    void anItemStandsForAsManyAsTheSampleRateSays(double rate, int count) throws Exception {
        assertThat(item("{\"time\":\"2026-11-22T18:36:28Z\",\"sampleRate\":" + rate + ",\"data\":{\"baseType\":\"X\"}}")
                        .itemCount())
                .isEqualTo(count);
    }

    @Test
    void anItemWithoutASampleRateStandsForItself() throws Exception {
        assertThat(item("{\"time\":\"2026-11-22T18:36:28Z\",\"data\":{\"baseType\":\"X\"}}")
                        .itemCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"00:00:00.004177,4.177", "00:00:20,20000", "01:02:03.5,3723500", "2.00:00:00.000001,172800000.001"})
    void durationsAreMilliseconds(String text, double millis) {
        assertThat(AgentItem.durationMillis(text)).isEqualTo(millis);
    }

    @Test
    void whatIsNoDurationIsRefused() {
        assertThatThrownBy(() -> AgentItem.durationMillis("12 ms")).hasMessageContaining("not a duration: 12 ms");
    }
}
