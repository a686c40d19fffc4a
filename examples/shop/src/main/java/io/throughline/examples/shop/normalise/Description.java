package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** {@code recording.json}: what the recording is, and where its parts live in the fictional subscription and organisations. */
final class Description {
    private Description() {}

    static void write(Raw raw, Map<String, Long> rows, Map<String, Double> cpuFactors, Path folder) throws IOException {
        ObjectNode file = JsonFiles.object()
                .put("id", raw.id())
                .put("title", raw.stretch().path("title").asText())
                .put("description", describe(raw))
                .put("start", raw.clock().start().toString())
                .put("end", raw.end().toString());
        file.putArray("stretches")
                .addObject()
                .put("start", raw.clock().start().toString())
                .put("end", raw.end().toString())
                .put("modelSecondsPerWallSecond", raw.clock().rate());
        if (!raw.id().equals("normal")) {
            file.put("continues", "normal");
        }
        ArrayNode services = file.putArray("services");
        for (ServiceKind kind : ServiceKind.values()) {
            services.addObject()
                    .put("role", kind.role())
                    .put("armId", Places.appId(kind))
                    .put("planArmId", Places.planId(kind))
                    .put("host", Places.app(kind) + ".azurewebsites.net")
                    .put(
                            "versionAtStart",
                            raw.stretch().path("versions").path(kind.role()).asText())
                    .put("sentryProject", kind.role())
                    .put("sentryProjectId", String.valueOf(kind.sentryProject()))
                    .put("sonarProject", "shop_" + kind.role())
                    .put("jiraComponent", kind.role());
        }
        file.putObject("database")
                .put("armId", Places.databaseId())
                .put("name", Places.DATABASE)
                .put("host", Places.DATABASE + ".postgres.database.azure.com")
                .putArray("databases")
                .add("orders")
                .add("inventory");
        file.put("tenantId", "0b6f7d1e-52c8-4f0e-9a35-6f0f3a1c7d24")
                .put("subscription", Places.SUBSCRIPTION)
                .put("resourceGroup", Places.GROUP)
                .put("region", Places.REGION)
                .put("workspaceId", "9d2f4c63-1b7a-4e0d-8c55-7a3e6b90f2d1")
                .put("workspaceArmId", Places.resource("Microsoft.OperationalInsights/workspaces/log-shop-prod"));
        file.putArray("appInsights")
                .addObject()
                .put("armId", Places.resource("Microsoft.Insights/components/appi-shop-prod"))
                .put("appId", "c7e41a08-3f62-4d19-b0a4-58d1e2c96b37")
                .put("instrumentationKey", "2a8d5b91-6c3f-4b7e-a1d0-94e7f3c8025b");
        file.putObject("jira").put("site", "https://shop-example.atlassian.net").put("project", "SHOP");
        file.putObject("sentry").put("organization", "shop-example");
        file.putObject("sonar").put("organization", "shop-example");
        file.put(
                "load",
                "Five operations of storefront-api, "
                        + raw.stretch().path("requestsPerMinuteAndOperation").asText()
                        + " requests a model minute and operation on the mean of a day, arriving at random, with a"
                        + " daily shape");
        file.putObject("sampling")
                .put("agentPercentage", raw.stretch().path("samplingPercentage").asDouble())
                .put(
                        "agentMetricIntervalSeconds",
                        raw.stretch().path("metricIntervalSeconds").asInt());
        file.putObject("tools")
                .put("applicationinsights-agent", "3.5.3")
                .put("sentry", "8.62.0")
                .put("jetty", "11.0.26")
                .put("postgresql", "18.6")
                .put("pmd", "7.27.0")
                .put("java", System.getProperty("java.version"));
        ObjectNode factors = file.putObject("cpuCalibration");
        new TreeMap<>(cpuFactors).forEach(factors::put);
        ObjectNode counts = file.putObject("rows");
        new TreeMap<>(rows).forEach(counts::put);
        JsonFiles.write(folder.resolve("recording.json"), file);
    }

    private static String describe(Raw raw) {
        return switch (raw.id()) {
            case "normal" ->
                "Three days of normal operation with the daily load and six harmless deployments; what the other"
                        + " recordings continue.";
            case "database" ->
                "A release of orders-api replaces an index by one that its query cannot use. The plan flips to a"
                        + " sequential scan, the database's CPU saturates, the connection pool runs dry, and requests"
                        + " fail.";
            case "cpu" ->
                "Export jobs on the host of inventory-api never end and pile up until its CPU is exhausted; calls to"
                        + " it become slow and time out. Nothing was deployed.";
            case "quiet" -> "Normal operation with one harmless deployment; nothing goes wrong.";
            default -> raw.stretch().path("title").asText() + ". Nothing was deployed.";
        };
    }
}
