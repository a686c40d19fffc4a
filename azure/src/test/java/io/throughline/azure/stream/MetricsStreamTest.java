package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricDefinition;
import io.throughline.azure.metrics.MetricDefinitions;
import io.throughline.azure.metrics.MetricsGateway.Answer;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetryBatch;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.testkit.TestTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricsStreamTest {

    private static final String SUBSCRIPTION = "5b1c2d3e-0000-4000-8000-0000000000aa";
    private static final TimeWindow HOUR =
            new TimeWindow(Instant.parse("2026-11-22T10:00:00Z"), Instant.parse("2026-11-22T11:00:00Z"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<MetricsQuery> asked = new ArrayList<>();
    private final List<String> defined = new ArrayList<>();
    private final TestTime time = TestTime.at(Instant.parse("2026-11-22T12:00:00Z"));
    private final AzureResource database = resource("Microsoft.DBforPostgreSQL/flexibleServers", "db", null);
    private final AzureResource plan = resource("Microsoft.Web/serverfarms", "plan", "linux");
    private final TelemetryBatch batch = new TelemetryBatch();

    private Map<String, List<MetricDefinition>> definitions = new TreeMap<>();
    private Function<MetricsQuery, Answer> service = query -> new Answer(List.of(), false);

    @Test
    void valuesAreScaledAndNamedAsHere() {
        service = query -> new Answer(
                List.of(metric(
                        database.id().toUpperCase(java.util.Locale.ROOT),
                        "CPU_Percent",
                        "Percent",
                        series(
                                Map.of(),
                                point("2026-11-22T09:59:00Z", 99.0),
                                point("2026-11-22T10:00:00Z", 50.0),
                                point("2026-11-22T10:01:00Z", null),
                                point("2026-11-22T10:02:00Z", 75.0)))),
                false);
        define("db", definition("cpu_percent", "Percent"));

        read(database);

        assertThat(batch.series()).singleElement().satisfies(series -> {
            assertThat(series.key().entity()).isEqualTo(new EntityId("azure", "resource", database.key()));
            assertThat(series.key().metric()).isEqualTo(Metrics.CPU_UTILIZATION);
            assertThat(series.key().unit()).isEqualTo(Unit.ONE);
            assertThat(series.step()).contains(MINUTE);
            // The point outside of the window and the one without a sample are left out.
            assertThat(((NumberSeries) series).values()).containsExactly(0.5, 0.75);
        });
        assertThat(asked).allSatisfy(query -> assertThat(query.region()).isEqualTo("westeurope"));
    }

    @Test
    void onlyWhatTheDefinitionsOfferIsAskedFor() {
        AzureResource dtu = resource("Microsoft.Sql/servers/databases", "dtu", "v12.0,user");
        AzureResource core = resource("Microsoft.Sql/servers/databases", "core", "v12.0,user,vcore");
        define("dtu", definition("cpu_percent", "Percent"), definition("dtu_consumption_percent", "Percent"));
        define("core", definition("cpu_percent", "Percent"), definition("cpu_used", "Count"));

        read(dtu, core);

        assertThat(asked)
                .extracting(query -> last(query.resourceIds().get(0)) + " " + query.metrics())
                .containsExactlyInAnyOrder(
                        "dtu [cpu_percent, dtu_consumption_percent]", "core [cpu_percent, cpu_used]");
    }

    @Test
    void definitionsAreAskedOnceForEachTypeAndKind() {
        List<AzureResource> plans = IntStream.range(0, 120)
                .mapToObj(i -> resource("Microsoft.Web/serverfarms", "plan-" + i, "linux"))
                .toList();
        define("plan-0", definition("CpuPercentage", "Percent"));
        MetricsStream stream = stream(plans.toArray(AzureResource[]::new));

        stream.read(HOUR, batch);
        stream.read(HOUR, batch);

        assertThat(defined).containsExactly("plan-0");
        assertThat(asked).extracting(query -> query.resourceIds().size()).containsExactly(40, 40, 40, 40, 40, 40);
        time.advance(Duration.ofHours(25));
        stream.read(HOUR, batch);
        assertThat(defined).containsExactly("plan-0", "plan-0");
    }

    @Test
    void aResourceThatIsGoneDoesNotHideTheDefinitionsOfItsKind() {
        define("plan-2", definition("CpuPercentage", "Percent"));

        StreamCompleteness completeness = read(
                resource("Microsoft.Web/serverfarms", "plan-1", "linux"),
                resource("Microsoft.Web/serverfarms", "plan-2", "linux"));

        assertThat(defined).containsExactly("plan-1", "plan-2");
        assertThat(completeness.notes()).noneMatch(note -> note.contains("could not be asked"));
    }

    @Test
    void withoutDefinitionsTheUsualMetricsAreTriedAndThatIsSaid() {
        StreamCompleteness completeness = read(plan);

        assertThat(asked).singleElement().satisfies(query -> {
            assertThat(query.metrics()).contains("CpuPercentage", "MemoryPercentage");
            assertThat(query.filter()).isNull();
        });
        assertThat(completeness.notes()).anyMatch(note -> note.contains("could not be asked"));
    }

    @Test
    void aCoarserStepIsTakenIfItIsTheNearestAndSaid() {
        define("plan", definition("CpuPercentage", "Percent", List.of("Instance"), "PT5M", "PT1H", "P1D"));

        StreamCompleteness completeness = read(plan);

        assertThat(asked).extracting(MetricsQuery::step).containsOnly(Duration.ofMinutes(5));
        assertThat(completeness.notes())
                .anyMatch(note ->
                        note.contains("CpuPercentage") && note.contains("by PT5M, because PT1M is not offered"));
    }

    @Test
    void whatIsOnlyOfferedByMoreThanAnHourIsLeftOutAndSaid() {
        define("plan", definition("CpuPercentage", "Percent", List.of(), "PT6H", "P1D"));

        StreamCompleteness completeness = read(plan);

        assertThat(asked).isEmpty();
        assertThat(completeness.notes()).anyMatch(note -> note.contains("left out: its finest points are PT6H"));
    }

    @Test
    void averageAndMaximumAreSeriesOfTheirOwn() {
        define("plan", definition("CpuPercentage", "Percent"));
        service = query -> new Answer(
                List.of(metric(
                        plan.id(),
                        "CpuPercentage",
                        "Percent",
                        series(
                                Map.of(),
                                new ResourceMetric.Point(
                                        Instant.parse("2026-11-22T10:00:00Z"), 40.0, null, 90.0, null, null)))),
                false);

        read(plan);

        assertThat(asked.get(0).aggregations())
                .containsExactlyInAnyOrder(MetricAggregation.AVERAGE, MetricAggregation.MAXIMUM);
        assertThat(batch.series())
                .extracting(series -> series.key().kind() + " " + ((NumberSeries) series).valueAt(0))
                .containsExactlyInAnyOrder("GAUGE 0.4", "MAXIMUM 0.9");
    }

    @Test
    void aSplitMetricIsAskedForWithItsFilterAndATopAndComesWithDimensions() {
        define("plan", definition("CpuPercentage", "Percent", List.of("Instance"), "PT1M", "PT5M", "PT1H"));
        service = query -> query.filter() == null
                ? new Answer(List.of(), false)
                : new Answer(
                        List.of(metric(
                                plan.id(),
                                "CpuPercentage",
                                "Percent",
                                series(Map.of("instance", "vm-1"), point("2026-11-22T10:00:00Z", 99.0)),
                                series(Map.of("instance", "vm-2"), point("2026-11-22T10:00:00Z", 12.0)))),
                        false);

        read(plan);

        assertThat(asked)
                .filteredOn(query -> query.filter() != null)
                .singleElement()
                .satisfies(query -> {
                    assertThat(query.filter()).isEqualTo("Instance eq '*'");
                    assertThat(query.top()).isEqualTo(31);
                    assertThat(query.orderBy()).isEqualTo("average desc");
                    assertThat(query.step()).isEqualTo(Duration.ofMinutes(5));
                });
        assertThat(batch.series())
                .extracting(series -> series.key().metric() + " "
                        + series.key().attributes().text("service.instance.id").orElse("") + " "
                        + ((NumberSeries) series).valueAt(0))
                .containsExactlyInAnyOrder(
                        "azure.plan.instance.cpu.utilization vm-1 0.99",
                        "azure.plan.instance.cpu.utilization vm-2 0.12");
    }

    @Test
    void ofMoreSeriesThanAreKeptTheHighestAreAndThatIsSaidOnce() {
        define("plan", definition("CpuPercentage", "Percent", List.of("Instance"), "PT5M"));
        service = query -> query.filter() == null
                ? new Answer(List.of(), false)
                : new Answer(
                        List.of(metric(
                                plan.id(),
                                "CpuPercentage",
                                "Percent",
                                IntStream.range(0, query.top())
                                        .mapToObj(i -> series(
                                                Map.of("Instance", "vm-" + i),
                                                point("2026-11-22T10:00:00Z", (double) i)))
                                        .toArray(ResourceMetric.Series[]::new))),
                        false);

        StreamCompleteness completeness = read(plan);

        assertThat(batch.series()).hasSize(30);
        assertThat(batch.series())
                .noneMatch(series -> series.key().attributes().equals(Attributes.of("service.instance.id", "vm-0")));
        assertThat(completeness.notes())
                .filteredOn(note -> note.contains("more than 30 series"))
                .singleElement()
                .satisfies(note -> assertThat(note).contains("highest average", "plan"));
        assertThat(completeness.state()).isEqualTo(StreamCompleteness.State.COMPLETE);
    }

    @Test
    void anAnswerThatWasNotSplitIsNotTakenForOne() {
        define("plan", definition("CpuPercentage", "Percent", List.of("Instance"), "PT5M"));
        service = query -> new Answer(
                List.of(metric(
                        plan.id(), "CpuPercentage", "Percent", series(Map.of(), point("2026-11-22T10:00:00Z", 50.0)))),
                false);

        StreamCompleteness completeness = read(plan);

        assertThat(batch.series()).extracting(series -> series.key().metric()).containsOnly(Metrics.CPU_UTILIZATION);
        assertThat(completeness.notes()).anyMatch(note -> note.contains("came without the dimension"));
    }

    @Test
    void throttledRequestsOfADocumentDatabaseAreFilteredByTheirStatus() {
        AzureResource cosmos = resource("Microsoft.DocumentDB/databaseAccounts", "docs", null);
        define(
                "docs",
                definition(
                        "TotalRequests",
                        "Count",
                        List.of("StatusCode", "DatabaseName", "CollectionName"),
                        "PT1M",
                        "PT5M"),
                definition(
                        "NormalizedRUConsumption",
                        "Percent",
                        List.of("CollectionName", "PartitionKeyRangeId"),
                        "PT1M",
                        "PT5M"));

        read(cosmos);

        assertThat(asked)
                .extracting(MetricsQuery::filter)
                .containsExactlyInAnyOrder(
                        null,
                        "StatusCode eq '429'",
                        "StatusCode eq '429' and DatabaseName eq '*' and CollectionName eq '*'",
                        "PartitionKeyRangeId eq '*' and CollectionName eq '*'");
    }

    @Test
    void aUnitThatContradictsTheCatalogueIsLeftOutAndSaid() {
        define("db", definition("storage_used", "Bytes"), definition("longest_query_time_sec", "MilliSeconds"));
        service = query -> new Answer(
                List.of(
                        metric(
                                database.id(),
                                "storage_used",
                                "Percent",
                                series(Map.of(), point("2026-11-22T10:00:00Z", 7.0))),
                        metric(
                                database.id(),
                                "longest_query_time_sec",
                                "MilliSeconds",
                                series(
                                        Map.of(),
                                        new ResourceMetric.Point(
                                                Instant.parse("2026-11-22T10:00:00Z"),
                                                null,
                                                null,
                                                1500.0,
                                                null,
                                                null)))),
                false);

        StreamCompleteness completeness = read(database);

        assertThat(batch.series()).singleElement().satisfies(series -> {
            assertThat(series.key().metric()).isEqualTo("azure.db.query.longest");
            assertThat(series.key().kind()).isEqualTo(SeriesKind.MAXIMUM);
            assertThat(((NumberSeries) series).values()).containsExactly(1.5);
        });
        assertThat(completeness.notes())
                .anyMatch(note -> note.contains("storage_used") && note.contains("came in Percent"));
    }

    @Test
    void whatIsRefusedIsAskedForWithoutThatWhichATypeDoesNotHave() {
        service = query -> {
            if (query.metrics().contains("iops")) {
                throw rejected("Failed to find metric iops");
            }
            return new Answer(
                    query.metrics().contains("cpu_percent")
                            ? List.of(metric(
                                    database.id(),
                                    "cpu_percent",
                                    "Percent",
                                    series(Map.of(), point("2026-11-22T10:00:00Z", 50.0))))
                            : List.of(),
                    true);
        };

        StreamCompleteness completeness = read(database);

        assertThat(batch.series()).hasSize(1);
        assertThat(completeness.throttled()).isTrue();
        assertThat(completeness.notes())
                .anyMatch(note -> note.contains("metric iops") && note.contains("Failed to find metric"))
                .anyMatch(note ->
                        note.contains("no sample") && note.contains("memory_percent") && !note.contains("cpu_percent"))
                .anyMatch(note -> note.contains("deadlocks") && note.contains("metrics.collector_database_activity"));
    }

    @Test
    void aResourceThatIsGoneDoesNotCostTheOthers() {
        List<AzureResource> plans = IntStream.range(0, 8)
                .mapToObj(i -> resource("Microsoft.Web/serverfarms", "plan-" + i, "linux"))
                .toList();
        define("plan-0", definition("CpuPercentage", "Percent"));
        service = query -> {
            if (query.resourceIds().stream().anyMatch(id -> id.endsWith("plan-5"))) {
                throw new NotFoundException(call(), details(404, "ResourceNotFound", "plan-5 was not found"));
            }
            return new Answer(
                    query.resourceIds().stream()
                            .map(id -> metric(
                                    id,
                                    "CpuPercentage",
                                    "Percent",
                                    series(Map.of(), point("2026-11-22T10:00:00Z", 50.0))))
                            .toList(),
                    false);
        };

        StreamCompleteness completeness = read(plans.toArray(AzureResource[]::new));

        assertThat(batch.series()).hasSize(7);
        assertThat(completeness.notes()).anyMatch(note -> note.contains("plan-5 was not found"));
    }

    @Test
    void whatIsRefusedAsAWholeDoesNotTakeCallsWithoutEnd() {
        List<AzureResource> plans = IntStream.range(0, 50)
                .mapToObj(i -> resource("Microsoft.Web/serverfarms", "plan-" + i, "linux"))
                .toList();
        define("plan-0", definition("CpuPercentage", "Percent"));
        service = query -> {
            throw new NotFoundException(call(), details(404, "NotFound", "nothing here"));
        };

        StreamCompleteness completeness = read(plans.toArray(AzureResource[]::new));

        assertThat(asked).hasSizeLessThan(50);
        assertThat(completeness.notes()).anyMatch(note -> note.contains("nothing here"));
    }

    @Test
    void aSubscriptionThatMayNotBeReadIsSaidAndTheRestIsRead() {
        AzureResource other = new AzureResource(
                "/subscriptions/other/resourceGroups/rg/providers/Microsoft.Web/serverfarms/foreign",
                "foreign",
                "Microsoft.Web/serverfarms",
                "westeurope",
                "rg",
                "other",
                "linux",
                new TreeMap<>(),
                null,
                null,
                null);
        define("plan", definition("CpuPercentage", "Percent"));
        service = query -> {
            if (query.subscription().equals("other")) {
                throw new PermissionException(call(), details(403, "AuthorizationFailed", "no"));
            }
            return new Answer(
                    List.of(metric(
                            plan.id(),
                            "CpuPercentage",
                            "Percent",
                            series(Map.of(), point("2026-11-22T10:00:00Z", 50.0)))),
                    false,
                    List.of("read resource by resource"));
        };

        StreamCompleteness completeness = read(plan, other);

        assertThat(batch.series()).hasSize(1);
        assertThat(completeness.notes())
                .contains("read resource by resource")
                .anyMatch(note -> note.contains("may not be read: grant it"));
        assertThatExceptionOfType(PermissionException.class)
                .isThrownBy(() -> stream(other).read(HOUR, new TelemetryBatch()));
    }

    @Test
    void aMetricThatSomeResourcesLackSaysWhatSwitchesItOn() {
        AzureResource agent = resource("Microsoft.Compute/virtualMachines", "vm-agent", null);
        AzureResource bare = resource("Microsoft.Compute/virtualMachines", "vm-bare", null);
        define("vm-agent", definition("Percentage CPU", "Percent"), definition("Available Memory Bytes", "Bytes"));
        service = query -> new Answer(
                Stream.of(
                                metric(
                                        agent.id(),
                                        "Percentage CPU",
                                        "Percent",
                                        series(Map.of(), point("2026-11-22T10:00:00Z", 5.0))),
                                metric(
                                        bare.id(),
                                        "Percentage CPU",
                                        "Percent",
                                        series(Map.of(), point("2026-11-22T10:00:00Z", 5.0))),
                                metric(
                                        agent.id(),
                                        "Available Memory Bytes",
                                        "Bytes",
                                        series(Map.of(), point("2026-11-22T10:00:00Z", 1e9))))
                        .toList(),
                false);

        StreamCompleteness completeness = read(agent, bare);

        assertThat(completeness.notes())
                .anyMatch(note -> note.contains("Available Memory Bytes came of 1 of 2") && note.contains("VM agent"));
    }

    @Test
    void thePlanTellsCallsCoverageAndDefinitionsAndMakesNoCallForMetrics() {
        define(
                "plan",
                definition("CpuPercentage", "Percent", List.of("Instance"), "PT1M", "PT5M"),
                definition("TcpEstablished", "Count"));
        TimeWindow horizon =
                new TimeWindow(Instant.parse("2026-11-22T00:30:00Z"), Instant.parse("2026-11-22T13:30:00Z"));
        MetricsStream stream = stream(plan, resource("Microsoft.Network/dnsZones", "zone", null));

        StreamPlan told = stream.plan(horizon, Duration.ofMinutes(5)).orElseThrow();

        assertThat(asked).isEmpty();
        assertThat(defined).containsExactly("plan");
        // 14 hours on the grid: two reads of six hours and one of two, each with a call for whole and for split
        // metrics.
        assertThat(told.firstCalls()).isEqualTo(6);
        assertThat(told.callsPerHour()).isEqualTo(24);
        assertThat(told.reads()).singleElement().asString().contains("CpuPercentage", "TcpEstablished");
        assertThat(told.notes())
                .anyMatch(note -> note.contains("metrics are read of 1 of 2 resources: 1 microsoft.web/serverfarms"))
                .anyMatch(note -> note.contains("no metrics are read of 1 microsoft.network/dnszones"))
                .anyMatch(note -> note.contains("does not offer") && note.contains("MemoryPercentage"))
                .anyMatch(note -> note.contains("1 a day ask which metrics there are"));
        for (TimeWindow window : List.of(
                new TimeWindow(Instant.parse("2026-11-22T00:00:00Z"), Instant.parse("2026-11-22T06:00:00Z")),
                new TimeWindow(Instant.parse("2026-11-22T06:00:00Z"), Instant.parse("2026-11-22T12:00:00Z")),
                new TimeWindow(Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-22T14:00:00Z")))) {
            stream.read(window, batch);
        }
        assertThat(asked).hasSize((int) told.firstCalls());
    }

    private StreamCompleteness read(AzureResource... resources) {
        return stream(resources).read(HOUR, batch);
    }

    private MetricsStream stream(AzureResource... resources) {
        InventoryIndex inventory = new InventoryIndex(List.of(resources));
        MetricDefinitions offered = new MetricDefinitions() {
            @Override
            public List<MetricDefinition> of(String resourceId) {
                defined.add(last(resourceId));
                List<MetricDefinition> known = definitions.get(last(resourceId));
                if (known == null) {
                    throw new NotFoundException(call(), details(404, "ResourceNotFound", "gone"));
                }
                return known;
            }

            @Override
            public List<String> namespacesOf(String resourceId) {
                return List.of();
            }
        };
        return new MetricsStream(
                query -> {
                    asked.add(query);
                    return service.apply(query);
                },
                offered,
                () -> inventory,
                time);
    }

    private void define(String resource, MetricDefinition... offered) {
        definitions = new TreeMap<>(definitions);
        definitions.put(resource, List.of(offered));
    }

    private static MetricDefinition definition(String name, String unit) {
        return definition(name, unit, List.of(), "PT1M", "PT5M", "PT1H");
    }

    private static MetricDefinition definition(String name, String unit, List<String> dimensions, String... grains) {
        return new MetricDefinition(
                name,
                null,
                unit,
                null,
                EnumSet.allOf(MetricAggregation.class),
                Arrays.stream(grains)
                        .map(grain -> grain.equals("P1D") ? Duration.ofDays(1) : Duration.parse(grain))
                        .map(step -> new MetricDefinition.Grain(step, Duration.ofDays(93)))
                        .toList(),
                dimensions,
                false,
                null);
    }

    private static ResourceMetric metric(String id, String name, String unit, ResourceMetric.Series... series) {
        return new ResourceMetric(id, name, unit, null, List.of(series));
    }

    private static ResourceMetric.Series series(Map<String, String> dimensions, ResourceMetric.Point... points) {
        return new ResourceMetric.Series(new TreeMap<>(dimensions), List.of(points));
    }

    private static ResourceMetric.Point point(String at, @Nullable Double average) {
        return new ResourceMetric.Point(Instant.parse(at), average, null, null, null, null);
    }

    private static QueryRejectedException rejected(String message) {
        return new QueryRejectedException(call(), details(400, "BadRequest", message));
    }

    private static CallInfo call() {
        return new CallInfo("azure", "read metrics", null, null, 1, Duration.ZERO);
    }

    private static ErrorDetails details(int status, String code, String message) {
        return new ErrorDetails(status, code, message, null, status == 403 ? "grant it" : null, "");
    }

    private static String last(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static AzureResource resource(String type, String name, @Nullable String kind) {
        return new AzureResource(
                "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-shop/providers/" + type + "/" + name,
                name,
                type,
                "West Europe",
                "rg-shop",
                SUBSCRIPTION,
                kind,
                new TreeMap<>(),
                null,
                null,
                null);
    }
}
