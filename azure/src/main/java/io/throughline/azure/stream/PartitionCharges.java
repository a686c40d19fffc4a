package io.throughline.azure.stream;

import io.throughline.azure.logs.Largest;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Request units by physical partition. In each hour the hottest of a collection are told apart, the rest make up one;
 * the hottest's share is of all.
 */
final class PartitionCharges {

    static final Unit REQUEST_UNITS = Unit.counting("request_unit");
    static final String CHARGE = "azure.cosmosdb.partition.request.charge";
    static final String HOTTEST_SHARE = "azure.cosmosdb.partition.hottest.share";
    static final String PARTITION = "azure.cosmosdb.partition_key_range.id";

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_PARTITIONS = 50;

    private final SortedMap<Hour, SortedMap<String, SortedMap<Instant, Double>>> charges = new TreeMap<>();

    private record Hour(EntityId account, Attributes collection, Instant start) implements Comparable<Hour> {
        @Override
        public int compareTo(Hour other) {
            return Comparator.comparing(Hour::account)
                    .thenComparing(Hour::collection)
                    .thenComparing(Hour::start)
                    .compare(this, other);
        }
    }

    void add(EntityId account, Attributes collection, String partition, Instant step, double charge) {
        if (Double.isFinite(charge) && charge > 0) {
            Hour hour =
                    new Hour(account, collection, TimeWindow.onGrid(step, HOUR).from());
            charges.computeIfAbsent(hour, any -> new TreeMap<>())
                    .computeIfAbsent(partition, any -> new TreeMap<>())
                    .merge(step, charge, Double::sum);
        }
    }

    void putInto(PointSeries points) {
        charges.forEach((hour, partitions) -> {
            Set<String> hottest = hottest(partitions);
            SortedMap<Instant, Double> sums = new TreeMap<>();
            SortedMap<Instant, Double> highest = new TreeMap<>();
            partitions.forEach((partition, steps) -> steps.forEach((step, charge) -> {
                sums.merge(step, charge, Double::sum);
                highest.merge(step, charge, Math::max);
                String named = hottest.contains(partition) ? partition : Largest.OTHER;
                Attributes attributes =
                        hour.collection().toBuilder().put(PARTITION, named).build();
                points.amount(hour.account(), CHARGE, REQUEST_UNITS, attributes, step, charge);
            }));
            SeriesKey share =
                    new SeriesKey(hour.account(), HOTTEST_SHARE, Unit.ONE, SeriesKind.RATIO, hour.collection());
            sums.forEach((step, sum) -> points.point(share, step, highest.getOrDefault(step, 0.0) / sum));
        });
    }

    private static Set<String> hottest(SortedMap<String, SortedMap<Instant, Double>> partitions) {
        Set<String> hottest = new HashSet<>();
        partitions.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, SortedMap<Instant, Double>> entry) ->
                                -entry.getValue().values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .sum())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_PARTITIONS)
                .forEach(entry -> hottest.add(entry.getKey()));
        return hottest;
    }
}
