package io.throughline.examples.tenant.azure;

import io.throughline.examples.tenant.azure.kql.Catalog;
import io.throughline.examples.tenant.azure.kql.Column;
import io.throughline.examples.tenant.azure.kql.KustoType;
import io.throughline.examples.tenant.azure.kql.Relation;
import io.throughline.examples.tenant.azure.kql.Sql;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The workspace's tables as one query sees them: inside its timespan, and only what has arrived by now. The filter is put on
 * the recorded times, before they are moved, so that whole row groups of the files are skipped.
 */
final class LogsCatalog implements Catalog {

    private final Manifest manifest;
    private final Replay replay;
    private final ComputedTables computed;
    private final Timespan timespan;

    LogsCatalog(Manifest manifest, Replay replay, ComputedTables computed, Timespan timespan) {
        this.manifest = manifest;
        this.replay = replay;
        this.computed = computed;
        this.timespan = timespan;
    }

    @Override
    public Optional<Relation> table(String name) {
        return LogsTable.named(name).map(this::relation);
    }

    private Relation relation(LogsTable table) {
        Optional<String> view = table.source().view();
        view.ifPresent(computed::provide);
        List<Column> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        add(columns, expressions, "TenantId", KustoType.STRING, Sql.text(manifest.workspaceId()));
        add(columns, expressions, "TimeGenerated", KustoType.DATETIME, moved("TimeGenerated"));
        for (LogsTable.Field field : table.fields()) {
            add(columns, expressions, field.name(), field.type(), value(field));
        }
        add(columns, expressions, "SourceSystem", KustoType.STRING, Sql.text("Azure"));
        add(columns, expressions, "Type", KustoType.STRING, Sql.text(table.wire()));
        add(columns, expressions, "_ResourceId", KustoType.STRING, view.isEmpty() ? "''" : resource(table));
        add(columns, expressions, "_SubscriptionId", KustoType.STRING, Sql.text(manifest.subscription()));
        add(columns, expressions, "_TimeReceived", KustoType.DATETIME, moved("IngestedAt"));
        add(columns, expressions, "_ItemId", KustoType.STRING, view.isEmpty() ? "''" : itemId(table));
        add(columns, expressions, "_IsBillable", KustoType.STRING, Sql.text(table.isBillable() ? "True" : "False"));
        String size = table.isBillable() && view.isPresent() ? ComputedTables.SIZE : "CAST(0 AS DOUBLE)";
        add(columns, expressions, "_BilledSize", KustoType.REAL, size);
        String sql = "SELECT " + String.join(", ", expressions) + ", " + moved("IngestedAt") + " AS "
                + Relation.INGESTION
                + " FROM " + view.orElse("(SELECT NULL::TIMESTAMP AS TimeGenerated, NULL::TIMESTAMP AS IngestedAt)")
                + " AS row"
                + " WHERE TimeGenerated >= " + Sql.timestamp(recorded(timespan.from()))
                + " AND TimeGenerated <= " + Sql.timestamp(recorded(timespan.to()))
                + " AND IngestedAt <= " + Sql.timestamp(replay.recordedNow());
        return new Relation(sql, columns, true);
    }

    private static void add(List<Column> columns, List<String> expressions, String name, KustoType type, String sql) {
        columns.add(Column.of(name, type));
        expressions.add(sql + " AS " + Sql.name(name));
    }

    private String value(LogsTable.Field field) {
        if (field.source().isEmpty()) {
            return field.type() == KustoType.STRING
                    ? "''"
                    : "CAST(NULL AS " + field.type().sql() + ")";
        }
        String source = field.source().get();
        return switch (field.type()) {
            case STRING -> "coalesce(" + Sql.name(source) + ", '')";
            case DATETIME -> moved(source);
            case INT -> "TRY_CAST(" + Sql.name(source) + " AS INTEGER)";
            case DYNAMIC -> "TRY_CAST(" + Sql.name(source) + " AS JSON)";
            case REAL -> "CAST(" + Sql.name(source) + " AS DOUBLE)";
            case BOOL, GUID, LONG, TIMESPAN -> Sql.name(source);
        };
    }

    private String moved(String column) {
        return "(" + Sql.name(column) + " + INTERVAL " + replay.shift().toDays() + " DAY)";
    }

    private Instant recorded(Instant served) {
        return replay.recorded(served);
    }

    /** Of telemetry the Application Insights component of its role, of query statistics the database; lower case. */
    private String resource(LogsTable table) {
        if (table == LogsTable.AZURE_ACTIVITY) {
            return "lower(ResourceId)";
        }
        if (table == LogsTable.USAGE) {
            return Sql.text(manifest.workspaceArmId().toLowerCase(Locale.ROOT));
        }
        if (!table.isOfApplication()) {
            return Sql.text(manifest.databaseArmId().toLowerCase(Locale.ROOT));
        }
        StringBuilder cases = new StringBuilder();
        for (RecordedService service : manifest.services()) {
            if (service.componentArmId() != null) {
                cases.append(" WHEN ").append(Sql.text(service.role())).append(" THEN ");
                cases.append(Sql.text(service.componentArmId().toLowerCase(Locale.ROOT)));
            }
        }
        return cases.isEmpty() ? "''" : "CASE \"AppRoleName\"" + cases + " ELSE '' END";
    }

    private static String itemId(LogsTable table) {
        if (table == LogsTable.AZURE_ACTIVITY) {
            return "EventDataId";
        }
        if (table == LogsTable.USAGE) {
            return "md5(concat(DataType, CAST(\"TimeGenerated\" AS VARCHAR)))";
        }
        LogsSource source = table.source();
        String key = source.has("Id")
                ? "\"Id\""
                : source.has("QueryId")
                        ? "\"QueryId\" || CAST(\"PlanId\" AS VARCHAR)"
                        : source.has("Name")
                                ? "\"Name\" || \"AppRoleInstance\" || \"Properties\""
                                : "\"AppRoleInstance\"";
        String operation = source.has("OperationId") ? "\"OperationId\"" : "''";
        return "md5(concat(" + operation + ", " + key + ", CAST(\"TimeGenerated\" AS VARCHAR)))";
    }
}
