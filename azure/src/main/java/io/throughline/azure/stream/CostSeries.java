package io.throughline.azure.stream;

import io.throughline.azure.cost.Money;
import io.throughline.azure.resources.AzureResource;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the rows of one window into series: one for each resource, group and currency. What it holds grows with the
 * series and their days, not with the bytes that come.
 */
final class CostSeries {

    private final String metric;
    private final String attribute;
    private final TimeWindow window;
    private final LocalDate first;
    private final int length;
    private final TreeMap<String, TreeMap<Group, CostDays>> byResource = new TreeMap<>();
    /** Texts repeat from page to page. */
    private final Map<String, String> keys = new HashMap<>();

    private final Map<Group, Group> groups = new HashMap<>();

    CostSeries(String metric, String attribute, TimeWindow window) {
        this.metric = metric;
        this.attribute = attribute;
        this.window = window;
        this.first = window.from().atZone(ZoneOffset.UTC).toLocalDate();
        this.length = Math.toIntExact(window.length().toDays());
    }

    private record Group(String name, String currency) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            int order = name.compareTo(other.name);
            return order != 0 ? order : currency.compareTo(other.currency);
        }
    }

    /** Returns an ARM id as it is compared. */
    String keyOf(String id) {
        return keys.computeIfAbsent(id, AzureResource::keyOf);
    }

    /** Adds an amount; false if its day lies outside of the window. */
    boolean add(String resourceKey, String group, Money cost, LocalDate day) {
        long at = ChronoUnit.DAYS.between(first, day);
        if (at < 0 || at >= length) {
            return false;
        }
        Group known = groups.computeIfAbsent(new Group(group, cost.currency()), same -> same);
        byResource
                .computeIfAbsent(resourceKey, none -> new TreeMap<>())
                .computeIfAbsent(known, none -> new CostDays(length))
                .add((int) at, cost.amount());
        return true;
    }

    /** Returns the keys of the resources that have a cost. */
    Set<String> resources() {
        return byResource.keySet();
    }

    /** Hands the series over, by resource, group and currency. */
    void deliver(TelemetrySink sink) {
        Map<BitSet, long[]> times = new HashMap<>();
        Map<Group, Attributes> attributes = new HashMap<>();
        byResource.forEach((resource, byGroup) -> {
            EntityId entity = AzureEntities.resourceId(resource);
            byGroup.forEach((group, days) -> sink.series(NumberSeries.owning(
                    new SeriesKey(
                            entity,
                            metric,
                            Unit.money(group.currency()),
                            SeriesKind.DELTA,
                            attributes.computeIfAbsent(group, this::attributes)),
                    CostCalendar.DAY,
                    times.computeIfAbsent(days.days(), some -> CostDays.times(some, window)),
                    days.amounts())));
        });
    }

    private Attributes attributes(Group group) {
        return group.name().isBlank() ? Attributes.empty() : Attributes.of(attribute, group.name());
    }
}
