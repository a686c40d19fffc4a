package io.throughline.examples.tenant.azure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What people made of the alerts while the tenant ran: an alert is {@code New} until somebody changes that. Thread-safe. */
final class AlertHistory {

    /** The states that people give an alert. */
    static final Set<String> STATES = Set.of("New", "Acknowledged", "Closed");

    /** A change of state, at a served time. */
    record Change(String from, String to, Instant at, String by, String comments) {}

    private final Map<String, List<Change>> changes = new ConcurrentHashMap<>();

    List<Change> of(String alertId) {
        return List.copyOf(changes.getOrDefault(alertId, List.of()));
    }

    String state(String alertId) {
        List<Change> all = of(alertId);
        return all.isEmpty() ? "New" : all.get(all.size() - 1).to();
    }

    /** Changes a state; to the one that it has is no change. */
    void change(String alertId, String to, Instant at, String by, String comments) {
        changes.compute(alertId, (id, before) -> {
            List<Change> all = new ArrayList<>(before == null ? List.of() : before);
            String from = all.isEmpty() ? "New" : all.get(all.size() - 1).to();
            if (!from.equals(to)) {
                all.add(new Change(from, to, at, by, comments));
            }
            return all;
        });
    }
}
