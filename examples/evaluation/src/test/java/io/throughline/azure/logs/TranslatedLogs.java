package io.throughline.azure.logs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.azure.kql.QueryTranslator;
import io.throughline.examples.tenant.azure.kql.Relation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace in memory: tables of Application Insights that rows are put into, and the module's own queries evaluated on
 * them. In this package because only here can an answer be made.
 */
public final class TranslatedLogs implements LogsGateway, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SHARED =
            "TimeGenerated:datetime OperationName:string OperationId:string ParentId:string"
                    + " SyntheticSource:string SessionId:string UserId:string AppVersion:string AppRoleName:string"
                    + " AppRoleInstance:string ClientCountryOrRegion:string ClientBrowser:string Properties:dynamic";
    private static final String COUNTED = " ItemCount:int";
    private static final String MEASURED = COUNTED + " Measurements:dynamic ";

    /** The own columns of each table, as the reference of Azure Monitor Logs has them. */
    private static final Map<String, String> APPLICATIONS = Map.of(
            "AppRequests", MEASURED + "Id:string Name:string Url:string Success:bool ResultCode:string DurationMs:real",
            "AppDependencies",
                    MEASURED + "Id:string Target:string DependencyType:string Name:string Success:bool"
                            + " ResultCode:string DurationMs:real",
            "AppExceptions", MEASURED + "ProblemId:string ExceptionType:string HandledAt:string SeverityLevel:int",
            "AppTraces", MEASURED + "Message:string SeverityLevel:int",
            "AppPageViews", MEASURED + "Id:string Name:string Url:string DurationMs:real",
            "AppBrowserTimings",
                    MEASURED + "Name:string Url:string NetworkDurationMs:real SendDurationMs:real"
                            + " ReceiveDurationMs:real ProcessingDurationMs:real TotalDurationMs:real",
            "AppEvents", MEASURED + "Name:string",
            "AppAvailabilityResults",
                    MEASURED + "Id:string Name:string Location:string Success:bool Message:string" + " DurationMs:real",
            "AppMetrics", COUNTED + " Name:string Sum:real Min:real Max:real",
            "AppPerformanceCounters", " Name:string Category:string Counter:string Instance:string Value:real");

    private static final String RESOURCE = "TimeGenerated:datetime _ResourceId:string ";

    /** The columns of tables of databases and infrastructure that are evaluated. */
    private static final Map<String, String> INFRASTRUCTURE = Map.of(
            "AzureSQLQueryStoreRuntimeStatistics",
                    RESOURCE + "DatabaseName:string query_hash:string query_plan_hash:string execution_type:long"
                            + " count_executions:long duration:long cpu_time:long logical_io_reads:long rowcount:long",
            "KubePodInventory",
                    RESOURCE + "ClusterId:string ClusterName:string Namespace:string PodUid:string PodStatus:string"
                            + " PodStartTime:datetime ControllerKind:string ControllerName:string ContainerName:string"
                            + " ContainerRestartCount:int ContainerLastStatus:string",
            "Heartbeat", RESOURCE + "Computer:string",
            "Usage", "TimeGenerated:datetime DataType:string StartTime:datetime");

    private static final int ROWS_AT_ONCE = 1000;

    private final Connection connection;
    private final Map<String, Relation> relations = new LinkedHashMap<>();

    public TranslatedLogs() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        for (Map.Entry<String, String> table : APPLICATIONS.entrySet()) {
            create(table.getKey(), SHARED + table.getValue());
        }
        for (Map.Entry<String, String> table : INFRASTRUCTURE.entrySet()) {
            create(table.getKey(), table.getValue());
        }
    }

    private void create(String table, String described) throws SQLException {
        List<Column> columns = new ArrayList<>();
        List<String> definitions = new ArrayList<>();
        for (String column : described.split(" +", -1)) {
            String[] parts = column.split(":", -1);
            KustoType type = KustoType.valueOf(parts[1].toUpperCase(Locale.ROOT));
            columns.add(Column.of(parts[0], type));
            definitions.add('"' + parts[0] + "\" " + sqlOf(type) + (type == KustoType.STRING ? " DEFAULT ''" : ""));
        }
        execute("CREATE TABLE " + table + " (" + String.join(", ", definitions) + ")");
        relations.put(
                table,
                new Relation("SELECT *, \"TimeGenerated\" AS " + Relation.INGESTION + " FROM " + table, columns, true));
    }

    /** Puts rows into a table; what a row does not say is null, or empty if it is text. */
    public void add(String table, List<Map<String, Object>> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            insert(table, rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE)));
        }
    }

    private void insert(String table, List<Map<String, Object>> rows) throws SQLException {
        List<String> names = List.copyOf(rows.get(0).keySet());
        String places = "(" + "?, ".repeat(names.size() - 1) + "?)";
        String sql = "INSERT INTO " + table + " (\"" + String.join("\", \"", names) + "\") VALUES "
                + String.join(", ", Collections.nCopies(rows.size(), places));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            int place = 1;
            for (Map<String, Object> row : rows) {
                for (String name : names) {
                    Object value = row.get(name);
                    insert.setObject(
                            place++,
                            value instanceof Instant at
                                    ? at.atOffset(ZoneOffset.UTC).toLocalDateTime()
                                    : value);
                }
            }
            insert.execute();
        }
    }

    @Override
    public LogsResult query(String workspace, KqlQuery query, TimeWindow span) {
        Relation relation =
                QueryTranslator.translate(query.text(), name -> Optional.ofNullable(relations.get(name)), span.to());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(relation.sql())) {
            // By way of the wire's form, as the service answers.
            ObjectNode answer = JSON.createObjectNode();
            ObjectNode table = answer.putArray("tables").addObject().put("name", "PrimaryResult");
            ArrayNode columns = table.putArray("columns");
            relation.columns()
                    .forEach(column -> columns.addObject()
                            .put("name", column.name())
                            .put("type", column.type().wire()));
            ArrayNode rows = table.putArray("rows");
            while (result.next()) {
                ArrayNode cells = rows.addArray();
                for (int i = 0; i < relation.columns().size(); i++) {
                    cells.addPOJO(cell(relation.columns().get(i).type(), result, i + 1));
                }
            }
            return LogsBody.decode(JSON.writeValueAsBytes(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(query.text() + "\n" + relation.sql(), e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static @Nullable Object cell(KustoType type, ResultSet result, int at) throws SQLException {
        Object value = result.getObject(at);
        if (value == null) {
            return null;
        }
        return switch (type) {
            case DATETIME ->
                ((Timestamp) value).toLocalDateTime().toInstant(ZoneOffset.UTC).toString();
            case INT, LONG -> ((Number) value).longValue();
            case REAL -> ((Number) value).doubleValue();
            case BOOL -> value;
            case STRING, GUID, DYNAMIC, TIMESPAN -> result.getString(at);
        };
    }

    private static String sqlOf(KustoType type) {
        return switch (type) {
            case BOOL -> "BOOLEAN";
            case DATETIME -> "TIMESTAMP";
            case DYNAMIC -> "JSON";
            case INT -> "INTEGER";
            case LONG, TIMESPAN -> "BIGINT";
            case REAL -> "DOUBLE";
            case STRING, GUID -> "VARCHAR";
        };
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
