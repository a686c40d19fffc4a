package io.throughline.azure.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.core.http.MalformedResponseException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommonAlertTest {

    @Test
    void readsWhatAMetricAlertSays() {
        CommonAlert alert = parse(Posts.body("Fired", "", """
            "alertContext":{"conditionType":"DynamicThresholdCriteria","properties":null,"condition":{"windowSize":"PT15M",
             "allOf":[{"alertSensitivity":"Low","metricName":"http5xx","metricNamespace":"Microsoft.Web/sites","operator":"GreaterThan",
              "threshold":"12.50","timeAggregation":"Total","dimensions":[{"name":"Instance","value":"i-1"}],"metricValue":30},
              {"metricName":"learned","threshold":null,"metricValue":"n/a"}],
             "windowStartTime":"2026-11-22T09:45:00Z","windowEndTime":"2026-11-22T10:00:00Z"}},"unheardOf":{"a":[1]}
            """));

        assertThat(alert.rule()).isEqualTo("too many errors");
        assertThat(alert.guid()).isEqualTo("0d5c1f6e-0000-4000-8000-000000000001");
        assertThat(alert.test()).isFalse();
        AlertContext.Criteria context = (AlertContext.Criteria) alert.context();
        assertThat(context.windowStart()).isEqualTo(Instant.parse("2026-11-22T09:45:00Z"));
        AlertContext.Condition condition = context.conditions().get(0);
        assertThat(condition.threshold()).isEqualTo(new BigDecimal("12.50"));
        assertThat(condition.value()).isEqualTo(new BigDecimal("30"));
        assertThat(condition.dimensions()).containsEntry("Instance", "i-1");
        assertThat(context.conditions().get(1).threshold()).isNull();
        assertThat(context.conditions().get(1).value()).isNull();
        assertThat(context.tree()).containsKey("condition");
    }

    @Test
    void keepsTheRowsOfALogSearch() {
        CommonAlert alert = parse(Posts.body("Fired", "", """
            "alertContext":{"SearchQuery":"AppTraces","ResultCount":2,"Threshold":1,"Operator":"Greater Than",
             "SearchIntervalStartTimeUtc":"2026-11-22T09:45:00Z","SearchIntervalEndtimeUtc":"not a time",
             "SearchResults":{"tables":[{"name":"PrimaryResult","columns":[{"name":"Computer","type":"string"},{"name":"N","type":"long"}],
              "rows":[["a",1],[null,2]]}]}}
            """));

        AlertContext.LogSearch search = (AlertContext.LogSearch) alert.context();

        assertThat(search.resultCount()).isEqualTo(2);
        assertThat(search.to()).isNull();
        assertThat(search.results().get(0).columns()).containsExactly("Computer", "N");
        assertThat(search.results().get(0).rows().get(0)).containsExactly("a", 1L);
        assertThat(search.results().get(0).rows().get(1)).containsExactly(null, 2L);
    }

    @Test
    void leavesOutWhoDidSomething() {
        CommonAlert alert = parse(Posts.body("Fired", "", """
            "alertContext":{"caller":"someone@shop.example","claims":"{\\"name\\":\\"Some One\\"}","eventSource":"ResourceHealth",
             "httpRequest":{"clientIpAddress":"10.0.0.1"},"eventTimestamp":"2026-11-22T10:00:00Z","status":"Active",
             "properties":{"currentHealthStatus":"Unavailable","cause":"PlatformInitiated","nested":{"a":1}}}
            """));

        AlertContext.Activity activity = (AlertContext.Activity) alert.context();

        assertThat(activity.source()).isEqualTo("ResourceHealth");
        assertThat(activity.properties())
                .containsEntry("currentHealthStatus", "Unavailable")
                .containsEntry("nested", "{\"a\":1}");
        assertThat(alert.toString()).doesNotContain("someone@", "Some One", "10.0.0.1");
    }

    @Test
    void findsTheResourceBehindAWorkspace() {
        String workspace = "/subscriptions/s/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/w";
        String site = "/subscriptions/s/resourcegroups/rg/providers/microsoft.web/sites/a";

        assertThat(Posts.about(List.of(workspace), List.of("computer", site)).target())
                .isEqualTo(site);
        assertThat(Posts.about(List.of(workspace), List.of("computer")).target())
                .isEqualTo(workspace);
        assertThat(Posts.about(List.of(site), List.of(workspace)).target()).isEqualTo(site);
        assertThat(Posts.about(List.of(), List.of()).target()).isNull();
    }

    @Test
    void toleratesAContextOfAnyForm() {
        assertThat(parse(Posts.body("Fired", "", "\"alertContext\":null")).context())
                .isInstanceOf(AlertContext.Other.class);
        assertThat(parse(Posts.body("Fired", "", "\"alertContext\":{\"new\":{\"form\":[true,null]}}"))
                        .context()
                        .tree())
                .containsKey("new");
        assertThat(parse(Posts.body("Fired", "", "\"alertContext\":{\"condition\":{\"allOf\":\"?\"}}"))
                        .context())
                .isInstanceOf(AlertContext.Criteria.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Platform,STATEFUL",
        "Log Alerts V2,STATEFUL",
        "Activity Log - Administrative,STATELESS",
        "ActivityLog Administrative,STATELESS",
        "Activity Log - Autoscale,STATELESS",
        "ServiceHealth,STATELESS",
        "Resource Health,STATELESS",
        "SmartDetector,SMART_DETECTION",
        "Something New,STATEFUL"
    })
    void knowsWhichAlertsNeverEnd(String monitor, AlertNature nature) {
        assertThat(AlertNature.of(monitor)).isEqualTo(nature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "null",
                "{}",
                "{\"schemaId\":\"AzureMonitorMetricAlert\"}",
                "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":{\"essentials\":{\"alertId\":\"a\"}}}",
                "{\"schemaId\":\"azureMonitorCommonAlertSchema\",\"data\":{\"essentials\":{\"alertId\":\"a\",\"alertRule\":\"r\","
                        + "\"monitorCondition\":\"Fired\",\"firedDateTime\":\"yesterday\"}}}"
            })
    void saysWhatCannotBeRead(String body) {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse(body))
                .withMessageContaining("read the body of an alert's webhook");
    }

    @Test
    void namesThePlaceAndTheRemedy() {
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse("{\"schemaId\":\"AzureMonitorMetricAlert\"}"))
                .withMessageContaining("/schemaId")
                .withMessageContaining("switch on the common alert schema");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> parse(Posts.body("Fired", ",\"resolvedDateTime\":\"soon\"", "\"x\":1")))
                .withMessageContaining("/data/essentials/resolvedDateTime");
    }

    @Test
    void readsNoMoreThanAzurePosts() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                assertThat(++given).isLessThanOrEqualTo(CommonAlert.MAX_BYTES + 1);
                return ' ';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                given += length;
                assertThat(given).isLessThanOrEqualTo(CommonAlert.MAX_BYTES + 1);
                java.util.Arrays.fill(into, from, from + length, (byte) ' ');
                return length;
            }
        };

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> CommonAlert.parse(endless))
                .withMessageContaining("at most 262144 bytes");
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> CommonAlert.parse("[".repeat(200_000).getBytes(StandardCharsets.UTF_8)));
    }

    private static CommonAlert parse(String body) {
        return CommonAlert.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
