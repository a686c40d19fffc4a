package io.throughline.azure.stream;

import static io.throughline.azure.stream.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.logs.MissingTable;
import io.throughline.azure.logs.SqlQueries;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogPlansTest {

    private static final List<Workspace> WORKSPACES = List.of(
            new Workspace("production", "0f9e8d7c-0000-4000-8000-0000000000bb"),
            new Workspace("test", "0f9e8d7c-0000-4000-8000-0000000000cc"));
    private static final TimeWindow DAYS =
            new TimeWindow(Instant.parse("2026-11-20T06:00:00Z"), Instant.parse("2026-11-22T10:00:00Z"));
    private static final TestTime TIME = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private static final AzureEntities ENTITIES = new AzureEntities(AzureEndpoints.PUBLIC);
    private static final InventoryIndex INVENTORY = new InventoryIndex(List.of());

    private final FakeLogs logs = new FakeLogs();
    private final TableIndex index = new TableIndex(logs, TIME);

    private record Made(String name, Function<LogPlansTest, LogStream> stream) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Made> streams() {
        return Stream.of(
                new Made(
                        QueriesStream.NAME,
                        test -> new QueriesStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        SqlQueriesStream.NAME,
                        test -> new SqlQueriesStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        SqlWaitsStream.NAME,
                        test -> new SqlWaitsStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        SqlEventsStream.NAME,
                        test -> new SqlEventsStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        PostgresqlStream.NAME,
                        test -> new PostgresqlStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        CosmosStream.NAME,
                        test -> new CosmosStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        ContainersStream.NAME,
                        test -> new ContainersStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        MachinesStream.NAME,
                        test -> new MachinesStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index, TIME)),
                new Made(
                        SystemLogsStream.NAME,
                        test -> new SystemLogsStream(WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)),
                new Made(
                        AppServiceLogsStream.NAME,
                        test -> new AppServiceLogsStream(
                                WORKSPACES, test.logs, ENTITIES, () -> INVENTORY, test.index)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void countTheCallsOfTheFirstReadWithEveryTable(Made made) {
        LogStream stream = made.stream().apply(this);

        assertThat(planned(stream)).isEqualTo(made(stream));
        assertThat(logs.asked.size()).as("several reads of each workspace").isGreaterThan(2 * 4);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void countTheCallsOfTheFirstReadWithOneTable(Made made) {
        LogStream stream = made.stream().apply(this);
        logs.on("Usage", List.of(table(stream.table())));

        assertThat(planned(stream)).isEqualTo(made(stream));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void costAWorkspaceWithoutTheirTablesOneLookUpForAllWindows(Made made) {
        LogStream stream = made.stream().apply(this);
        logs.on("Usage", List.of(table("Operation")));

        assertThat(planned(stream)).isEqualTo(made(stream)).isEqualTo(WORKSPACES.size());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void haveARemedyForEachTable(Made made) {
        String unknown = MissingTable.remedy("Nothing_CL");

        assertThat(made.stream().apply(this).tables())
                .isNotEmpty()
                .allSatisfy(table -> assertThat(MissingTable.remedy(table)).isNotEqualTo(unknown));
        assertThat(MissingTable.remedy(SqlQueries.QUERIES)).contains("QueryStoreRuntimeStatistics");
    }

    private long planned(LogStream stream) {
        StreamPlan plan = stream.plan(DAYS, Duration.ofMinutes(15)).orElseThrow();
        logs.asked.clear();
        return plan.firstCalls();
    }

    private long made(MeasuredStream stream) {
        for (Instant from = DAYS.from(); from.isBefore(DAYS.to()); from = from.plus(stream.longestRead())) {
            Instant to = from.plus(stream.longestRead());
            stream.read(new TimeWindow(from, to.isAfter(DAYS.to()) ? DAYS.to() : to), new TelemetryBatch());
        }
        return logs.asked.size();
    }

    private static Map<String, Object> table(String name) {
        return row("DataType", name, "First", "2026-09-01T00:00:00Z");
    }
}
