package io.throughline.azure.stream;

import io.throughline.azure.resources.AzureResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts of which resources which metrics came, to tell what is missing and how to get it. */
final class MetricArrivals {

    private final Map<String, OfType> types = new TreeMap<>();

    private static final class OfType {

        private final Map<PlatformMetric, Set<String>> asked = new LinkedHashMap<>();
        private final Map<PlatformMetric, Set<String>> came = new HashMap<>();
        private final Set<String> running = new HashSet<>();
    }

    /** Notes that a metric of a resource was asked for, and whether a sample came. */
    void note(AzureResource resource, PlatformMetric metric, boolean sample) {
        OfType type = types.computeIfAbsent(resource.type(), key -> new OfType());
        type.asked.computeIfAbsent(metric, key -> new HashSet<>()).add(resource.key());
        if (sample) {
            type.running.add(resource.key());
            type.came.computeIfAbsent(metric, key -> new HashSet<>()).add(resource.key());
        }
    }

    /** Says what is missing. Where nothing came at all, the resources did not run yet, or no more. */
    void tell(ReadNotes notes) {
        types.forEach((type, arrivals) -> {
            Map<String, List<String>> silent = new LinkedHashMap<>();
            arrivals.asked.forEach((metric, resources) -> {
                Set<String> asked = new HashSet<>(resources);
                asked.retainAll(arrivals.running);
                int came = arrivals.came.getOrDefault(metric, Set.of()).size();
                String hint = metric.hint() == null ? "" : metric.hint();
                if (asked.isEmpty() || came == asked.size()) {
                    return;
                } else if (came == 0) {
                    silent.computeIfAbsent(hint, key -> new ArrayList<>()).add(metric.label());
                } else if (!hint.isEmpty()) {
                    notes.say("metric " + metric.label() + " came of " + came + " of " + asked.size() + " " + type
                            + " only: " + hint);
                }
            });
            silent.forEach((hint, labels) -> notes.say("no sample came of these metrics of " + type + ": "
                    + String.join(", ", labels)
                    + (hint.isEmpty()
                            ? "; if they are wanted, see whether the tier offers them and whether they are switched on"
                            : ": " + hint)));
        });
    }
}
