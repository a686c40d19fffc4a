package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricDefinitions;
import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.stream.MetricGroup.Call;
import io.throughline.azure.stream.MetricSelections.Kind;
import io.throughline.core.source.MeasuredStream;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.source.TelemetrySink;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Platform metrics of the inventory's resources, at steps from a minute to an hour: one call for up to fifty resources of
 * a region and type.
 */
final class MetricsStream implements MeasuredStream {

    static final String NAME = "azure/metrics";

    private static final Duration GRID = Duration.ofHours(1);
    private static final Duration LONGEST_READ = Duration.ofHours(6);
    /** The last points are still revised for a while. */
    private static final Duration LATENESS = Duration.ofMinutes(15);

    private static final Duration DELAY = Duration.ofMinutes(3);

    private final MetricsGateway gateway;
    private final MetricSelections selections;
    private final Supplier<InventoryIndex> inventory;

    MetricsStream(
            MetricsGateway gateway, MetricDefinitions definitions, Supplier<InventoryIndex> inventory, Clock clock) {
        this.gateway = gateway;
        this.selections = new MetricSelections(definitions, clock);
        this.inventory = inventory;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Duration grid() {
        return GRID;
    }

    @Override
    public Duration longestRead() {
        return LONGEST_READ;
    }

    @Override
    public Duration lateness() {
        return LATENESS;
    }

    /**
     * Returns what reading takes. To know it, the definitions of each type and kind are asked for, as a read would: these
     * calls are told in a note, not counted.
     */
    @Override
    public Optional<StreamPlan> plan(TimeWindow horizon, Duration every) {
        Map<Kind, List<AzureResource>> kinds = kinds();
        List<String> notes = new ArrayList<>(coverage(kinds));
        List<String> reads = new ArrayList<>();
        for (Map.Entry<Kind, List<AzureResource>> entry : kinds.entrySet()) {
            Kind kind = entry.getKey();
            MetricSelection selection = selections.of(kind, entry.getValue());
            String label = kind.kind().isEmpty() ? kind.type() : kind.type() + " (" + kind.kind() + ")";
            if (!selection.metrics().isEmpty()) {
                reads.add(label + ": "
                        + selection.metrics().stream()
                                .map(PlatformMetric::label)
                                .collect(Collectors.joining(", ")));
            }
            if (!selection.notOffered().isEmpty()) {
                notes.add(label + " does not offer " + String.join(", ", selection.notOffered()));
            }
            notes.addAll(selection.notes());
        }
        if (!kinds.isEmpty()) {
            notes.add("beside these calls, " + kinds.size()
                    + " a day ask which metrics there are, one for each type and" + " kind of resource");
        }
        List<MetricGroup> groups = groups(kinds, new ArrayList<>());
        Duration whole = horizon.alignedTo(GRID).length();
        long reading = whole.toMillis() / LONGEST_READ.toMillis() * callsFor(groups, LONGEST_READ);
        Duration rest = Duration.ofMillis(whole.toMillis() % LONGEST_READ.toMillis());
        if (!rest.isZero()) {
            reading += callsFor(groups, rest);
        }
        double syncsPerHour = GRID.toMillis() / (double) every.toMillis();
        return Optional.of(
                new StreamPlan(NAME, reads, DELAY, LATENESS, reading, syncsPerHour * callsFor(groups, GRID), notes));
    }

    @Override
    public StreamCompleteness read(TimeWindow window, TelemetrySink sink) {
        ReadNotes notes = new ReadNotes(NAME);
        Map<Kind, List<AzureResource>> kinds = kinds();
        if (kinds.isEmpty()) {
            notes.say("the inventory has no resource of the types whose metrics are read: "
                    + String.join(", ", MetricCatalogue.types()));
        }
        List<String> selected = new ArrayList<>();
        List<MetricGroup> groups = groups(kinds, selected);
        selected.forEach(notes::say);
        MetricArrivals arrivals = new MetricArrivals();
        Tally tally = new Tally();
        MetricsReader reader = new MetricsReader(gateway, tally, notes);
        MetricSeries series = new MetricSeries(window, sink, tally);
        for (MetricGroup group : groups) {
            for (Call call : group.calls(window)) {
                reader.read(call, (resource, metric, values) -> {
                    boolean sample = values.isPresent() && series.deliver(resource, metric, values.get());
                    arrivals.note(resource, metric, sample);
                });
            }
        }
        reader.requireAny();
        tally.tell(notes);
        arrivals.tell(notes);
        return notes.completeness(window.to());
    }

    private Map<Kind, List<AzureResource>> kinds() {
        return inventory.get().resources().stream()
                .filter(resource -> !MetricCatalogue.of(resource.type()).isEmpty())
                .collect(Collectors.groupingBy(Kind::of, TreeMap::new, Collectors.toList()));
    }

    /** Resources that have the same metrics go together, of whatever kind they are. */
    private List<MetricGroup> groups(Map<Kind, List<AzureResource>> kinds, List<String> notes) {
        record Place(String type, String subscription, String region) implements Comparable<Place> {
            @Override
            public int compareTo(Place other) {
                int order = type.compareTo(other.type);
                order = order != 0 ? order : subscription.compareTo(other.subscription);
                return order != 0 ? order : region.compareTo(other.region);
            }
        }
        Map<Place, Map<List<PlatformMetric>, List<AzureResource>>> places = new TreeMap<>();
        kinds.forEach((kind, resources) -> {
            MetricSelection selection = selections.of(kind, resources);
            notes.addAll(selection.notes());
            if (selection.metrics().isEmpty()) {
                notes.add(kind.type() + " " + kind.kind() + " has none of the metrics that are read");
                return;
            }
            for (AzureResource resource : resources) {
                Place place = new Place(
                        resource.type(), resource.subscriptionId().toLowerCase(Locale.ROOT), resource.location());
                places.computeIfAbsent(place, key -> new LinkedHashMap<>())
                        .computeIfAbsent(selection.metrics(), key -> new ArrayList<>())
                        .add(resource);
            }
        });
        List<MetricGroup> groups = new ArrayList<>();
        places.forEach((place, sets) -> sets.forEach((metrics, resources) ->
                groups.add(new MetricGroup(place.type(), place.subscription(), place.region(), metrics, resources))));
        return groups;
    }

    private long callsFor(List<MetricGroup> groups, Duration length) {
        TimeWindow window = new TimeWindow(Instant.EPOCH, Instant.EPOCH.plus(length));
        return groups.stream()
                .flatMap(group -> group.calls(window).stream())
                .mapToLong(call -> gateway.requestsFor(call.query()))
                .sum();
    }

    /** How many resources have metrics that are read, by type. */
    private List<String> coverage(Map<Kind, List<AzureResource>> kinds) {
        List<AzureResource> all = inventory.get().resources();
        long covered = kinds.values().stream().mapToLong(List::size).sum();
        Map<String, Long> with = all.stream()
                .filter(resource -> !MetricCatalogue.of(resource.type()).isEmpty())
                .collect(Collectors.groupingBy(AzureResource::type, TreeMap::new, Collectors.counting()));
        Map<String, Long> without = all.stream()
                .filter(resource -> MetricCatalogue.of(resource.type()).isEmpty())
                .collect(Collectors.groupingBy(AzureResource::type, TreeMap::new, Collectors.counting()));
        List<String> notes = new ArrayList<>();
        notes.add("coverage: metrics are read of " + covered + " of " + all.size() + " resources" + listed(with));
        if (!without.isEmpty()) {
            notes.add("coverage: no metrics are read of" + listed(without).replaceFirst("^:", ""));
        }
        return notes;
    }

    private static String listed(Map<String, Long> types) {
        return types.isEmpty()
                ? ""
                : types.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", ", ": ", ""));
    }
}
