package io.throughline.correlation;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.assemble.Session;
import io.throughline.correlation.detect.Episode;
import io.throughline.correlation.detect.EpisodeText;
import io.throughline.correlation.detect.SignalClass;
import io.throughline.correlation.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Says in one line what users met: the service hit worst, its worst latency and its worst errors. */
final class IncidentTitle {

    private IncidentTitle() {}

    static String of(Session session, Topology topology) {
        EntityId node = session.nodes().get(0);
        List<String> parts = new ArrayList<>();
        for (SignalClass signal : List.of(SignalClass.LATENCY, SignalClass.ERRORS)) {
            session.symptoms().stream()
                    .filter(symptom -> symptom.signal() == signal)
                    .filter(symptom -> topology.nodeOf(symptom.entity()).equals(node))
                    .max(Comparator.comparingDouble(
                                    (Episode symptom) -> symptom.effect().ratio())
                            .thenComparing(Episode::id))
                    .ifPresent(symptom -> parts.add(EpisodeText.summary(symptom)));
        }
        long others = session.symptoms().stream()
                .map(symptom -> topology.nodeOf(symptom.entity()))
                .filter(other -> !other.equals(node))
                .distinct()
                .count();
        String more = others == 0 ? "" : " (and " + others + (others == 1 ? " more service)" : " more services)");
        return topology.nameOf(node) + ": " + String.join("; ", parts) + more;
    }
}
