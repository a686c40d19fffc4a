package io.throughline.azure.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricCatalogueTest {

    @Test
    void knowsEveryTypeThatOneExpects() {
        assertThat(MetricCatalogue.types())
                .contains(
                        "microsoft.compute/virtualmachines",
                        "microsoft.compute/virtualmachinescalesets",
                        "microsoft.web/sites",
                        "microsoft.web/sites/slots",
                        "microsoft.web/serverfarms",
                        "microsoft.containerservice/managedclusters",
                        "microsoft.app/containerapps",
                        "microsoft.containerinstance/containergroups",
                        "microsoft.network/loadbalancers",
                        "microsoft.network/applicationgateways",
                        "microsoft.network/frontdoors",
                        "microsoft.cdn/profiles",
                        "microsoft.network/natgateways",
                        "microsoft.network/virtualnetworkgateways",
                        "microsoft.cache/redis",
                        "microsoft.cache/redisenterprise",
                        "microsoft.servicebus/namespaces",
                        "microsoft.eventhub/namespaces",
                        "microsoft.sql/servers/databases",
                        "microsoft.sql/servers/elasticpools",
                        "microsoft.sql/managedinstances",
                        "microsoft.documentdb/databaseaccounts",
                        "microsoft.dbforpostgresql/flexibleservers",
                        "microsoft.dbformysql/flexibleservers",
                        "microsoft.storage/storageaccounts",
                        "microsoft.keyvault/vaults",
                        "microsoft.insights/components");
        assertThat(MetricCatalogue.types())
                .filteredOn(type -> ResourceKinds.kindOf(type) == EntityKind.OTHER)
                .containsExactly("microsoft.insights/components", "microsoft.keyvault/vaults");
    }

    @Test
    void noTwoSeriesOfAResourceHaveTheSameKey() {
        for (String type : MetricCatalogue.types()) {
            Set<String> keys = new HashSet<>();
            for (PlatformMetric metric : MetricCatalogue.of(type)) {
                metric.aggregations()
                        .forEach(aggregation -> assertThat(
                                        keys.add(metric.nameOf(aggregation) + " " + metric.kindOf(aggregation)))
                                .as(type + " " + metric.label() + " " + aggregation)
                                .isTrue());
            }
        }
    }

    @Test
    void oneNameHasOneUnitWhateverTheType() {
        for (String type : MetricCatalogue.types()) {
            for (PlatformMetric metric : MetricCatalogue.of(type)) {
                for (String other : MetricCatalogue.types()) {
                    assertThat(MetricCatalogue.of(other))
                            .filteredOn(one -> one.name().equals(metric.name()))
                            .extracting(one -> one.unit().unit())
                            .as(metric.name() + " of " + type + " and " + other)
                            .allMatch(metric.unit().unit()::equals);
                }
            }
        }
    }

    @Test
    void everyStepDividesTheHourAndEverySplitIsBounded() {
        for (String type : MetricCatalogue.types()) {
            assertThat(MetricCatalogue.of(type)).isNotEmpty().allSatisfy(metric -> {
                assertThat(Duration.ofHours(1).toMillis() % metric.step().toMillis())
                        .isZero();
                assertThat(metric.name()).matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)+");
                if (metric.split() != null) {
                    assertThat(metric.split().most()).isBetween(1, 100);
                }
            });
        }
    }

    @Test
    void theNamesThatOthersRelyOnStay() {
        assertThat(series("microsoft.web/serverfarms", "CpuPercentage"))
                .contains(Metrics.CPU_UTILIZATION + " GAUGE 1", Metrics.CPU_UTILIZATION + " MAXIMUM 1");
        assertThat(series("microsoft.web/sites", "Http5xx")).contains("azure.app.requests.5xx DELTA {request}");
        assertThat(series("microsoft.web/sites", "HttpResponseTime")).contains("azure.app.response.time GAUGE s");
        assertThat(series("microsoft.dbforpostgresql/flexibleservers", "active_connections"))
                .containsExactly(Metrics.CONNECTIONS_ACTIVE + " GAUGE {connection}");
        assertThat(series("microsoft.dbforpostgresql/flexibleservers", "iops"))
                .containsExactly("azure.db.io.rate GAUGE {operation_per_second}");
        assertThat(series("microsoft.sql/servers/databases", "deadlock"))
                .containsExactly("azure.db.deadlocks DELTA {deadlock}");
    }

    @Test
    void unitsAreThoseOfTheModel() {
        assertThat(ModelUnit.parse("Percent")).isEqualTo(new ModelUnit(Unit.ONE, 0.01, "Percent"));
        assertThat(ModelUnit.parse("Count request").unit()).isEqualTo(Unit.REQUESTS);
        assertThat(ModelUnit.parse("CountPerSecond operation").unit().code()).isEqualTo("{operation}/s");
        assertThat(ModelUnit.parse("=1e-6*s")).isEqualTo(new ModelUnit(Unit.SECONDS, 1e-6, null));
        assertThat(ModelUnit.parse("Seconds").scaleOf("MilliSeconds")).contains(1e-3);
        assertThat(ModelUnit.parse("Percent").scaleOf("Count")).contains(0.01);
        assertThat(ModelUnit.parse("Bytes").scaleOf("Furlongs")).contains(1.0);
        assertThat(ModelUnit.parse("Bytes").scaleOf("Percent")).isEqualTo(Optional.empty());
        assertThat(ModelUnit.parse("Count request").scaleOf("Percent")).isEqualTo(Optional.empty());
    }

    @Test
    void dimensionsHaveOpenTelemetrysNameOrTheirOwn() {
        assertThat(MetricSplit.keyOf("EntityName")).isEqualTo("messaging.destination.name");
        assertThat(MetricSplit.keyOf("PartitionKeyRangeId")).isEqualTo("azure.dimension.partitionkeyrangeid");
    }

    private static List<String> series(String type, String vendorName) {
        return MetricCatalogue.of(type).stream()
                .filter(metric -> metric.vendorName().equals(vendorName) && metric.split() == null)
                .flatMap(metric -> metric.aggregations().stream().map(aggregation -> {
                    SeriesKind kind = metric.kindOf(aggregation);
                    return metric.nameOf(aggregation) + " " + kind + " "
                            + metric.unit().unit();
                }))
                .toList();
    }
}
