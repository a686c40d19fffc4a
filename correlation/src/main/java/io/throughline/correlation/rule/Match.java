package io.throughline.correlation.rule;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What met the first condition on one entity without a pause, and the company it has. Grows. */
final class Match {

    private final List<Sighting> anchors = new ArrayList<>();
    private final List<Sighting> company;

    Match(List<Sighting> company) {
        this.company = company;
    }

    void add(Sighting anchor) {
        anchors.add(anchor);
    }

    boolean isOverBefore(Instant instant) {
        return anchors.stream()
                .allMatch(anchor -> anchor.end() != null && anchor.end().isBefore(instant));
    }

    Firing firing(Rule rule) {
        Sighting anchor = anchors.get(0);
        TreeSet<EntityId> entities = new TreeSet<>();
        Map<String, Sighting> evidence = new TreeMap<>();
        Instant from = anchor.earliest();
        Instant met =
                anchors.stream().map(Sighting::met).min(Instant::compareTo).orElseThrow();
        Instant to = Instant.MIN;
        boolean over = true;
        List<Sighting> all = new ArrayList<>(anchors);
        all.addAll(company);
        for (Sighting sighting : all) {
            entities.add(sighting.entity());
            evidence.put(sighting.id(), sighting);
            from = sighting.earliest().isBefore(from) ? sighting.earliest() : from;
            Instant end = sighting.end();
            over &= end != null;
            to = end != null && end.isAfter(to) ? end : to;
        }
        for (Sighting sighting : company) {
            met = sighting.met().isAfter(met) ? sighting.met() : met;
        }
        return new Firing(
                Ids.of("firing", rule.name(), anchor.entity(), anchor.id()),
                rule.name(),
                rule.then(),
                rule.says(),
                rule.severity(),
                anchor.entity(),
                List.copyOf(entities),
                from,
                met,
                over ? to : null,
                List.copyOf(evidence.values()));
    }
}
