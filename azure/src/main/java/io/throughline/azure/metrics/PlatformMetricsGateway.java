package io.throughline.azure.metrics;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.http.TransportFailure.Phase;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the batch interface, and Resource Manager resource by resource where that one is not to be had: the credential has
 * no right on the whole subscription, or there is no host for the region, as for resources without one. Which of the two
 * is decided once for each subscription and region, as soon as the other has answered. Windows of more than thirty days
 * are asked for in pieces.
 */
public final class PlatformMetricsGateway implements MetricsGateway {

    private final MetricsGateway batch;
    private final MetricsGateway single;
    private final Map<Place, String> withoutBatch = new ConcurrentHashMap<>();

    /** Creates a gateway over the two interfaces. */
    public PlatformMetricsGateway(MetricsGateway batch, MetricsGateway single) {
        this.batch = batch;
        this.single = single;
    }

    private record Place(String subscription, String region) {

        static Place of(MetricsQuery query) {
            return new Place(query.subscription().toLowerCase(Locale.ROOT), query.region());
        }
    }

    @Override
    public long requestsFor(MetricsQuery query) {
        MetricsGateway used = withoutBatch.containsKey(Place.of(query)) ? single : batch;
        return pieces(query.window()).size() * used.requestsFor(query);
    }

    @Override
    public Answer query(MetricsQuery query) {
        List<Answer> answers = new ArrayList<>();
        for (TimeWindow piece : pieces(query.window())) {
            answers.add(ask(query.withWindow(piece)));
        }
        return answers.size() == 1 ? answers.get(0) : joined(answers);
    }

    private Answer ask(MetricsQuery query) {
        Place place = Place.of(query);
        String reason = withoutBatch.get(place);
        if (reason != null) {
            return noted(single.query(query), reason);
        }
        try {
            return batch.query(query);
        } catch (PermissionException e) {
            return instead(
                    query,
                    "metrics of subscription " + query.subscription() + " in " + query.region()
                            + " are read resource by resource, because the credential has not the role Monitoring Reader"
                            + " on the subscription: that takes as many calls as there are resources",
                    e);
        } catch (TransportException e) {
            if (e.phase() != Phase.CONNECT) {
                throw e;
            }
            return instead(
                    query,
                    "metrics of subscription " + query.subscription() + " in " + query.region()
                            + " are read resource by resource, because the batch interface has no host there",
                    e);
        }
    }

    private Answer instead(MetricsQuery query, String reason, SourceException refusal) {
        Answer answer;
        try {
            answer = single.query(query);
        } catch (QueryRejectedException e) {
            // It may be asked, only not for this.
            withoutBatch.put(Place.of(query), reason);
            throw e;
        } catch (PermissionException | NotFoundException | TransportException e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
        withoutBatch.put(Place.of(query), reason);
        return noted(answer, reason);
    }

    private static Answer noted(Answer answer, String note) {
        List<String> notes = new ArrayList<>(answer.notes());
        notes.add(note);
        return new Answer(answer.metrics(), answer.throttled(), notes);
    }

    private static List<TimeWindow> pieces(TimeWindow window) {
        List<TimeWindow> pieces = new ArrayList<>();
        Instant from = window.from();
        while (from.isBefore(window.to())) {
            Instant end = from.plus(MetricsQuery.LONGEST_WINDOW);
            Instant to = end.isBefore(window.to()) ? end : window.to();
            pieces.add(new TimeWindow(from, to));
            from = to;
        }
        return pieces;
    }

    private static Answer joined(List<Answer> answers) {
        Map<String, ResourceMetric> metrics = new TreeMap<>();
        Set<String> notes = new LinkedHashSet<>();
        boolean throttled = false;
        for (Answer answer : answers) {
            throttled |= answer.throttled();
            notes.addAll(answer.notes());
            for (ResourceMetric metric : answer.metrics()) {
                String key = (metric.resourceId() + "#" + metric.name()).toLowerCase(Locale.ROOT);
                metrics.merge(key, metric, ResourceMetric::followedBy);
            }
        }
        return new Answer(List.copyOf(metrics.values()), throttled, List.copyOf(notes));
    }
}
