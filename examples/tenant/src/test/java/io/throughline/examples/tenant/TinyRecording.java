package io.throughline.examples.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Recordings of a few rows, in the format of the real ones: a normal day that ends on 2026-03-02 at 12:00, and the stretch
 * {@code database} of half an hour after it.
 */
public final class TinyRecording {

    public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";
    public static final String WORKSPACE = "22222222-2222-2222-2222-222222222222";
    public static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-Shop-prod/providers/";
    public static final String ORDERS_APP = GROUP + "Microsoft.Web/sites/app-orders-prod";
    public static final String ORDERS_PLAN = GROUP + "Microsoft.Web/serverfarms/asp-orders-prod";
    public static final String DATABASE = GROUP + "Microsoft.DBforPostgreSQL/flexibleServers/psql-shop-prod";

    private TinyRecording() {}

    /** Writes both recordings below a folder and returns it. */
    public static Path write(Path folder) throws IOException, SQLException {
        Path normal = Files.createDirectories(folder.resolve("normal"));
        Path stretch = Files.createDirectories(folder.resolve("database"));
        Files.writeString(
                normal.resolve("recording.json"),
                manifest("normal", "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z", ""));
        Files.writeString(
                stretch.resolve("recording.json"),
                manifest("database", "2026-03-02T12:00:00Z", "2026-03-02T12:30:00Z", "\"continues\": \"normal\","));
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            tables(statement, normal, stretch);
        }
        json(normal, stretch);
        return folder;
    }

    private static String manifest(String id, String start, String end, String continues) {
        return """
                {"id": "%s", "title": "A release drops an index", "description": "A test.", %s
                 "start": "%s", "end": "%s", "tenantId": "33333333-3333-3333-3333-333333333333",
                 "subscription": "%s", "resourceGroup": "rg-Shop-prod", "region": "westeurope",
                 "workspaceId": "%s", "workspaceArmId": "%sMicrosoft.OperationalInsights/workspaces/log-shop-prod",
                 "appInsights": [{"armId": "%sMicrosoft.Insights/components/appi-shop-prod"}],
                 "services": [
                  {"role": "orders-api", "armId": "%s", "planArmId": "%s", "host": "app-orders-prod.azurewebsites.net",
                   "sentryProject": "orders-api", "sentryProjectId": "2", "sonarProject": "shop_orders-api",
                   "jiraComponent": "orders-api"},
                  {"role": "web", "armId": "%sMicrosoft.Web/sites/app-web-prod", "host": "app-web-prod.azurewebsites.net",
                   "sentryProject": "web", "sentryProjectId": "1", "sonarProject": "shop_web", "jiraComponent": "web"},
                  {"role": "stock", "armId": "%sMicrosoft.Web/sites/app-stock-prod", "host": "app-stock-prod.azurewebsites.net",
                   "sentryProject": "stock", "sentryProjectId": "3", "sonarProject": "shop_stock", "jiraComponent": "stock"}],
                 "database": {"armId": "%s", "name": "psql-shop-prod", "host": "psql-shop-prod.postgres.database.azure.com"},
                 "jira": {"site": "https://shop-example.atlassian.net", "project": "SHOP"},
                 "sentry": {"organization": "shop-example"}, "sonar": {"organization": "shop-example"}}
                """.formatted(
                        id,
                        continues,
                        start,
                        end,
                        SUBSCRIPTION,
                        WORKSPACE,
                        GROUP,
                        GROUP,
                        ORDERS_APP,
                        ORDERS_PLAN,
                        GROUP,
                        GROUP,
                        DATABASE);
    }

    private static void tables(Statement statement, Path normal, Path stretch) throws SQLException {
        // A request a minute on the normal day; two on each of the first 20 minutes of the stretch, the later ones
        // slow.
        statement.execute(copy(
                "SELECT t AS TimeGenerated, t + INTERVAL 90 SECOND AS IngestedAt, md5(t::VARCHAR) AS OperationId,"
                        + " 'n' || epoch_ms(t) AS Id, NULL::VARCHAR AS ParentId, 'GET /orders' AS OperationName,"
                        + " 'GET /orders' AS Name, 'https://app-orders-prod.azurewebsites.net/orders' AS Url,"
                        + " TRUE AS Success, '200' AS ResultCode, 40.0::DOUBLE AS DurationMs, 'orders-api' AS AppRoleName,"
                        + " 'orders-api-1' AS AppRoleInstance, '2.7.0' AS AppVersion, 1 AS ItemCount"
                        + " FROM range(TIMESTAMP '2026-03-01 12:00:30', TIMESTAMP '2026-03-02 12:00:00', INTERVAL 1 MINUTE) r(t)",
                normal.resolve("requests.parquet")));
        statement.execute(copy(
                "SELECT t AS TimeGenerated, t + INTERVAL 120 SECOND AS IngestedAt, md5(t::VARCHAR) AS OperationId,"
                        + " 's' || epoch_ms(t) AS Id, 'p' || epoch_ms(t) AS ParentId, 'GET /orders' AS OperationName,"
                        + " 'GET /orders' AS Name, 'https://app-orders-prod.azurewebsites.net/orders' AS Url,"
                        + " t < TIMESTAMP '2026-03-02 12:10:00' AS Success,"
                        + " CASE WHEN t < TIMESTAMP '2026-03-02 12:10:00' THEN '200' ELSE '500' END AS ResultCode,"
                        + " CASE WHEN t < TIMESTAMP '2026-03-02 12:05:00' THEN 40.0::DOUBLE ELSE 4000.0::DOUBLE END AS DurationMs,"
                        + " 'orders-api' AS AppRoleName, 'orders-api-1' AS AppRoleInstance, '2.8.0' AS AppVersion, 2 AS ItemCount"
                        + " FROM range(TIMESTAMP '2026-03-02 12:00:00', TIMESTAMP '2026-03-02 12:20:00', INTERVAL 30 SECOND) r(t)",
                stretch.resolve("requests.parquet")));
        statement.execute(copy(
                "SELECT t AS TimeStamp, '" + DATABASE + "' AS ResourceId,"
                        + " 'Microsoft.DBforPostgreSQL/flexibleServers' AS Namespace, 'cpu_percent' AS MetricName,"
                        + " 'Percent' AS Unit, 40.0::DOUBLE AS Total, 4::BIGINT AS Count, 5.0::DOUBLE AS Minimum,"
                        + " 20.0::DOUBLE AS Maximum, 10.0::DOUBLE AS Average"
                        + " FROM range(TIMESTAMP '2026-03-02 12:00:00', TIMESTAMP '2026-03-02 12:30:00', INTERVAL 1 MINUTE) r(t)"
                        + " WHERE t <> TIMESTAMP '2026-03-02 12:03:00'",
                stretch.resolve("platform_metrics.parquet")));
        // The orders' plan, busy from 12:10 on.
        statement.execute(copy(
                "SELECT t AS TimeStamp, '" + ORDERS_PLAN + "' AS ResourceId, 'Microsoft.Web/serverfarms' AS Namespace,"
                        + " 'CpuPercentage' AS MetricName, 'Percent' AS Unit, v * 4 AS Total, 4::BIGINT AS Count,"
                        + " v AS Minimum, v AS Maximum, v AS Average FROM (SELECT t,"
                        + " CASE WHEN t < TIMESTAMP '2026-03-02 12:10:00' THEN 10.0::DOUBLE ELSE 95.0::DOUBLE END AS v"
                        + " FROM range(TIMESTAMP '2026-03-01 21:30:00', TIMESTAMP '2026-03-01 23:30:00', INTERVAL 1 MINUTE) r(t))",
                normal.resolve("platform_metrics.parquet")));
        statement.execute(copy(
                "SELECT t AS TimeGenerated, t + INTERVAL 90 SECOND AS IngestedAt, n AS Name, 3.0::DOUBLE AS Sum,"
                        + " 2 AS ItemCount, 1.0::DOUBLE AS Min, 2.0::DOUBLE AS Max, 'orders-api' AS AppRoleName,"
                        + " 'orders-api-1' AS AppRoleInstance, '{\"pool.name\":\"main\"}' AS Properties"
                        + " FROM range(TIMESTAMP '2026-03-02 12:00:00', TIMESTAMP '2026-03-02 12:10:00', INTERVAL 5 MINUTE) r(t),"
                        + " (VALUES ('Loaded Class Count'), ('\\Process(??APP_WIN32_PROC??)\\Private Bytes')) AS names(n)",
                stretch.resolve("app_metrics.parquet")));
        statement.execute(copy(
                "SELECT t AS Timestamp, t + INTERVAL 60 SECOND AS ReceivedAt, md5('e' || t::VARCHAR) AS EventId,"
                        + " 'orders-api' AS ProjectSlug,"
                        + " CASE WHEN minute(t) < 10 THEN 'orders-api@2.7.0' ELSE 'orders-api@2.8.0' END AS Release,"
                        + " 'production' AS Environment, 'POST /orders' AS Transaction,"
                        + " 'java.sql.SQLTransientConnectionException' AS ExceptionType, 'timed out' AS ExceptionValue,"
                        + " '' AS Culprit, 'f' || (minute(t) % 7) AS Fingerprint, 'error' AS Level, '{\"exception\":{\"values\":"
                        + "[{\"mechanism\":{\"handled\":false},\"stacktrace\":{\"frames\":[{\"filename\":\"Thread.java\","
                        + "\"function\":\"run\"},{\"filename\":\"OrderStore.java\",\"function\":\"add\",\"in_app\":true}]}}]}}'"
                        + " AS Payload"
                        + " FROM range(TIMESTAMP '2026-03-02 12:02:00', TIMESTAMP '2026-03-02 12:30:00', INTERVAL 1 MINUTE) r(t)",
                stretch.resolve("sentry_events.parquet")));
    }

    private static String copy(String select, Path file) {
        return "COPY (" + select + ") TO '" + file + "' (FORMAT parquet, COMPRESSION zstd)";
    }

    private static void json(Path normal, Path stretch) throws IOException {
        Files.writeString(stretch.resolve("alerts.json"), alerts(6));
        Files.writeString(stretch.resolve("git.json"), """
                [{"sha": "aaaa", "authoredAt": "2026-03-02T10:00:00Z", "authorName": "Ada", "authorEmail": "ada@shop.example",
                  "message": "Search any case", "files": ["x"]}]
                """);
        Files.writeString(stretch.resolve("changes.json"), """
                {"releases": [{"version": "orders-api@2.8.0", "service": "orders-api", "sentryProject": "orders-api",
                   "createdAt": "2026-03-02T12:03:30Z", "commits": ["aaaa"]}],
                 "deploys": [{"version": "orders-api@2.8.0", "service": "orders-api", "environment": "production",
                   "startedAt": "2026-03-02T12:03:00Z", "finishedAt": "2026-03-02T12:05:00Z"}]}
                """);
        StringBuilder tickets = new StringBuilder("[");
        for (int i = 1; i <= 6; i++) {
            tickets.append(i == 1 ? "" : ",").append(ticket(i));
        }
        Files.writeString(normal.resolve("tickets.json"), tickets.append("]").toString());
        Files.createDirectories(normal.resolve("sonar"));
        Files.createDirectories(stretch.resolve("sonar"));
        Files.writeString(
                normal.resolve("sonar/orders-2.7.0.json"), analysis("2.7.0", "2026-03-01T13:00:00Z", "OK", "1"));
        Files.writeString(
                stretch.resolve("sonar/orders-2.8.0.json"), analysis("2.8.0", "2026-03-02T12:01:00Z", "ERROR", "9"));
    }

    private static String alerts(int count) {
        StringBuilder alerts = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            alerts.append(i == 0 ? "" : ",").append("""
                            {"id": "0000000%d-0000-0000-0000-000000000000", "rule": "rule %d", "ruleId": "%sMicrosoft.Insights/metricAlerts/rule-%d",
                             "description": "Mean above 1 s", "targetResourceId": "%s", "severity": "Sev%d", "metric": "HttpResponseTime",
                             "threshold": 1.0, "value": 2.5, "firedAt": "2026-03-02T12:1%d:00Z", "resolvedAt": %s}
                            """.formatted(
                            i, i, GROUP, i, ORDERS_APP, i % 4, i, i == 0 ? "\"2026-03-02T12:25:00Z\"" : "null"));
        }
        return alerts.append("]").toString();
    }

    private static String ticket(int number) {
        return """
                {"id": "1000%d", "key": "SHOP-%d", "type": "%s", "summary": "Ticket %d", "description": "Line 1\\nLine 2",
                 "status": "Done", "priority": "High", "reporter": "Ada", "assignee": "Ben",
                 "created": "2026-03-02T0%d:00:00Z", "updated": "2026-03-02T12:20:00Z", "resolutionDate": "2026-03-02T12:20:00Z",
                 "components": ["orders-api"], "labels": ["l%d"], "comments": [],
                 "changelog": [
                  {"at": "2026-03-02T11:00:00Z", "author": "Ben", "items": [{"field": "status", "from": "To Do", "to": "In Progress"}]},
                  {"at": "2026-03-02T11:30:00Z", "author": "Ben", "items": [{"field": "priority", "from": "Low", "to": "High"}]},
                  {"at": "2026-03-02T12:10:00Z", "author": "Ada", "items": [{"field": "summary", "from": "Before", "to": "Ticket %d"}]},
                  {"at": "2026-03-02T12:20:00Z", "author": "Ben", "items": [{"field": "status", "from": "In Progress", "to": "Done"}]}]}
                """.formatted(number, number, number == 1 ? "Incident" : "Story", number, number, number, number);
    }

    private static String analysis(String version, String date, String status, String bugs) {
        return """
                {"projectKey": "shop_orders-api", "analysisDate": "%s", "revision": "rev-%s", "projectVersion": "%s",
                 "measures": {"bugs": "%s", "ncloc": "100", "line_coverage": "81.5"},
                 "qualityGate": {"name": "Shop way", "status": "%s", "conditions": [
                  {"status": "%s", "metricKey": "bugs", "comparator": "GT", "errorThreshold": "5", "actualValue": "%s"}]}}
                """.formatted(date, version, version, bugs, status, status, bugs);
    }
}
