package io.throughline.azure.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts of one alert. */
public final class Posts {

    public static final String ALERT =
            "/subscriptions/s/providers/Microsoft.AlertsManagement/alerts/0D5C1F6E-0000-4000-8000-000000000001";
    public static final String SITE = "/subscriptions/s/resourcegroups/rg/providers/microsoft.web/sites/a";

    private Posts() {}

    public static CommonAlert fired(String at) {
        return post("Fired", at, null);
    }

    public static CommonAlert resolved(String firedAt, @Nullable String at) {
        return post("Resolved", firedAt, at);
    }

    static CommonAlert about(List<String> targets, List<String> items) {
        return new CommonAlert(
                ALERT,
                "rule",
                null,
                "Sev1",
                "Log",
                "Fired",
                "Log Alerts V2",
                targets,
                items,
                null,
                Instant.EPOCH,
                null,
                null,
                new AlertContext.Other(Map.of()),
                Map.of());
    }

    private static CommonAlert post(String condition, String firedAt, @Nullable String resolvedAt) {
        String times = ",\"firedDateTime\":\"2026-11-22T" + firedAt + "Z\""
                + (resolvedAt == null ? "" : ",\"resolvedDateTime\":\"2026-11-22T" + resolvedAt + "Z\"");
        return CommonAlert.parse(body(condition, times, "\"alertContext\":{}").getBytes(StandardCharsets.UTF_8));
    }

    static String body(String condition, String times, String rest) {
        String fired = times.contains("firedDateTime") ? "" : ",\"firedDateTime\":\"2026-11-22T10:00:00Z\"";
        return """
            {"schemaId":"azureMonitorCommonAlertSchema","data":{"essentials":{"alertId":"%s","alertRule":"too many errors",
             "alertRuleID":"/subscriptions/s/resourceGroups/rg/providers/microsoft.insights/metricAlerts/too many errors",
             "severity":"Sev1","signalType":"Metric","monitorCondition":"%s","monitoringService":"Platform",
             "alertTargetIDs":["%s"],"configurationItems":["a"],"originAlertId":"o","description":"5xx"%s%s,
             "essentialsVersion":"1.0","investigationLink":"https://x"},%s}}\
            """.formatted(ALERT, condition, SITE, fired, times, rest);
    }
}
