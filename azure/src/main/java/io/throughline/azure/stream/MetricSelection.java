package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricAggregation;
import io.throughline.azure.metrics.MetricDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which metrics of the catalogue resources of a kind have, at the steps and with the aggregations that they offer.
 *
 * @param metrics what is read
 * @param notOffered labels of what the catalogue has but these resources have not
 * @param notes what is read otherwise than wanted
 */
record MetricSelection(List<PlatformMetric> metrics, List<String> notOffered, List<String> notes) {

    private static final Duration HOUR = Duration.ofHours(1);

    MetricSelection {
        metrics = List.copyOf(metrics);
        notOffered = List.copyOf(notOffered);
        notes = List.copyOf(notes);
    }

    /** Chooses by what the service says that there is. */
    static MetricSelection of(String type, List<MetricDefinition> definitions) {
        Map<String, MetricDefinition> byName = definitions.stream()
                .collect(Collectors.toMap(
                        definition -> definition.name().toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (first, second) -> first));
        List<PlatformMetric> metrics = new ArrayList<>();
        List<String> notOffered = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (PlatformMetric metric : MetricCatalogue.of(type)) {
            MetricDefinition definition = byName.get(metric.vendorName().toLowerCase(Locale.ROOT));
            MetricSplit split = metric.split();
            boolean offered = definition != null
                    && (split == null
                            ? !definition.dimensionRequired()
                            : split.needed().stream().allMatch(definition::splitsBy));
            if (definition == null || !offered) {
                notOffered.add(metric.label());
                continue;
            }
            List<MetricAggregation> aggregations =
                    metric.aggregations().stream().filter(definition::offers).toList();
            if (aggregations.isEmpty()) {
                notes.add("metric " + metric.label() + " of " + type + " is left out: it is not offered as "
                        + words(metric.aggregations()) + ", only as " + words(definition.aggregations()));
                continue;
            }
            Duration step = definition.stepNear(metric.step()).orElse(metric.step());
            if (HOUR.toMillis() % step.toMillis() != 0) {
                notes.add("metric " + metric.label() + " of " + type + " is left out: its finest points are " + step
                        + " wide, and this stream reads by the hour");
                continue;
            }
            if (step.compareTo(metric.step()) > 0) {
                notes.add("metric " + metric.label() + " of " + type + " is read by " + step + ", because "
                        + metric.step() + " is not offered");
            }
            metrics.add(metric.with(aggregations, step));
        }
        return new MetricSelection(metrics, notOffered, notes);
    }

    /** Chooses where the service did not say what there is: all that is read whole, as the catalogue has it. */
    static MetricSelection unseen(String type, String why) {
        List<PlatformMetric> metrics = MetricCatalogue.of(type).stream()
                .filter(metric -> metric.split() == null)
                .toList();
        return new MetricSelection(
                metrics,
                List.of(),
                List.of("which metrics " + type + " has could not be asked (" + why
                        + "): the usual ones are tried, none split by a dimension"));
    }

    private static String words(Iterable<MetricAggregation> aggregations) {
        List<String> words = new ArrayList<>();
        aggregations.forEach(aggregation -> words.add(aggregation.word()));
        return String.join(", ", words);
    }
}
