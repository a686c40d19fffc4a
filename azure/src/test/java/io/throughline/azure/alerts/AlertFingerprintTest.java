package io.throughline.azure.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertFingerprintTest {

    private static final String CONDITION = """
        "alertContext":{"condition":{"allOf":[{"metricName":"m","dimensions":[{"name":"Instance","value":"%s"}]}]}}
        """;

    @Test
    void isTheSameForEachFiringWhateverItsIdAndHoweverItCame() {
        AlertFingerprint posted = AlertFingerprint.of(post("i-1"));

        AzureAlert listed = new AzureAlert(
                "/other/alerts/another-id",
                "name",
                "Sev1",
                "New",
                "Fired",
                "Platform",
                "Metric",
                Posts.SITE.toUpperCase(java.util.Locale.ROOT),
                "/subscriptions/s/resourcegroups/rg/providers/microsoft.insights/metricalerts/Too Many Errors",
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                new AlertDetails(
                        null,
                        null,
                        null,
                        null,
                        null,
                        false,
                        Map.of(
                                "condition",
                                Map.of(
                                        "allOf",
                                        List.of(Map.of(
                                                "dimensions", List.of(Map.of("name", "Instance", "value", "i-1")))))),
                        Map.of(),
                        Map.of()));

        assertThat(AlertFingerprint.of(listed)).isEqualTo(posted);
        assertThat(posted.rule()).isEqualTo("too many errors");
        assertThat(posted.dimensions()).containsExactly(Map.entry("Instance", "i-1"));
    }

    @Test
    void differsByWhatTheRuleLooksAt() {
        assertThat(AlertFingerprint.of(post("i-1"))).isNotEqualTo(AlertFingerprint.of(post("i-2")));
        assertThat(AlertFingerprint.of(Posts.about(List.of("/a"), List.of())))
                .isNotEqualTo(AlertFingerprint.of(Posts.about(List.of("/b"), List.of())));
    }

    private static CommonAlert post(String instance) {
        return CommonAlert.parse(
                Posts.body("Fired", "", CONDITION.formatted(instance)).getBytes(StandardCharsets.UTF_8));
    }
}
