package io.throughline.azure.stream;

import io.throughline.azure.metrics.MetricsGateway;
import io.throughline.azure.metrics.MetricsGateway.Answer;
import io.throughline.azure.metrics.MetricsQuery;
import io.throughline.azure.metrics.ResourceMetric;
import io.throughline.azure.resources.AzureResource;
import io.throughline.azure.stream.MetricGroup.Call;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.ResponseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of one read. What is refused is asked for in halves, so that one metric that a resource has not, or one
 * resource that is gone, does not cost the others.
 */
final class MetricsReader {

    /** Calls that the parts of one refused call may take; what is left then counts as refused. */
    private static final int MOST_RETRIES = 40;

    private final MetricsGateway gateway;
    private final Tally tally;
    private final ReadNotes notes;
    private boolean answered;
    private int retries;
    private @Nullable PermissionException refusal;

    MetricsReader(MetricsGateway gateway, Tally tally, ReadNotes notes) {
        this.gateway = gateway;
        this.tally = tally;
        this.notes = notes;
    }

    /** Takes what came of one metric of one resource. */
    interface Receiver {
        void take(AzureResource resource, PlatformMetric metric, Optional<ResourceMetric> values);
    }

    /** Makes a call, and hands over each metric of each resource that was asked for. */
    void read(Call call, Receiver receiver) {
        Map<String, ResourceMetric> came = new HashMap<>();
        retries = -1;
        try {
            ask(call.query(), came);
        } catch (PermissionException e) {
            refusal = e;
            String remedy = e.details().remedy();
            tally.add(
                    "metrics of " + call.query().namespace() + " in "
                            + call.query().region() + " may not be read" + (remedy == null ? "" : ": " + remedy),
                    call.resources().get(0).name());
            return;
        }
        for (AzureResource resource : call.resources()) {
            for (PlatformMetric metric : call.metrics()) {
                receiver.take(
                        resource, metric, Optional.ofNullable(came.get(keyOf(resource.id(), metric.vendorName()))));
            }
        }
    }

    /** Fails as the service did, if it refused whatever was asked for. */
    void requireAny() {
        if (!answered && refusal != null) {
            throw refusal;
        }
    }

    private void ask(MetricsQuery query, Map<String, ResourceMetric> came) {
        ResponseException problem = attempt(query, came);
        if (problem == null) {
            return;
        }
        if (retries >= MOST_RETRIES) {
            refused(query, problem);
            return;
        }
        List<String> names = query.metrics();
        List<String> ids = query.resourceIds();
        boolean gone = problem instanceof NotFoundException;
        if (names.size() > 1 && !gone) {
            ask(query.withMetrics(names.subList(0, names.size() / 2)), came);
            ask(query.withMetrics(names.subList(names.size() / 2, names.size())), came);
        } else if (ids.size() > 1) {
            halves(query, problem, came);
        } else {
            refused(query, problem);
        }
    }

    /** Asks for the halves of the resources, and their halves only as long as one of two was answered. */
    private void halves(MetricsQuery query, ResponseException problem, Map<String, ResourceMetric> came) {
        List<String> ids = query.resourceIds();
        MetricsQuery first = query.withResources(ids.subList(0, ids.size() / 2));
        MetricsQuery second = query.withResources(ids.subList(ids.size() / 2, ids.size()));
        ResponseException inFirst = attempt(first, came);
        ResponseException inSecond = attempt(second, came);
        if (inFirst != null && inSecond != null && !(problem instanceof NotFoundException)) {
            refused(query, problem);
            return;
        }
        for (Map.Entry<MetricsQuery, ResponseException> half : refusedOf(first, inFirst, second, inSecond)) {
            if (half.getKey().resourceIds().size() > 1 && retries < MOST_RETRIES) {
                halves(half.getKey(), half.getValue(), came);
            } else {
                refused(half.getKey(), half.getValue());
            }
        }
    }

    private static List<Map.Entry<MetricsQuery, ResponseException>> refusedOf(
            MetricsQuery first,
            @Nullable ResponseException inFirst,
            MetricsQuery second,
            @Nullable ResponseException inSecond) {
        List<Map.Entry<MetricsQuery, ResponseException>> refused = new ArrayList<>();
        if (inFirst != null) {
            refused.add(Map.entry(first, inFirst));
        }
        if (inSecond != null) {
            refused.add(Map.entry(second, inSecond));
        }
        return refused;
    }

    private @Nullable ResponseException attempt(MetricsQuery query, Map<String, ResourceMetric> came) {
        retries++;
        try {
            Answer answer = gateway.query(query);
            answered = true;
            notes.throttled(answer.throttled());
            answer.notes().forEach(notes::say);
            for (ResourceMetric metric : answer.metrics()) {
                came.put(keyOf(metric.resourceId(), metric.name()), metric);
            }
            return null;
        } catch (QueryRejectedException | NotFoundException e) {
            return e;
        }
    }

    private void refused(MetricsQuery query, ResponseException problem) {
        String id = query.resourceIds().get(0);
        String example = id.substring(id.lastIndexOf('/') + 1);
        answered = true;
        tally.add(
                "metric " + String.join(", ", query.metrics()) + " of " + query.namespace() + " in " + query.region()
                        + " is not to be had: " + problem.details().message(),
                example);
    }

    private static String keyOf(String resourceId, String metric) {
        return AzureResource.keyOf(resourceId) + "#" + metric.toLowerCase(Locale.ROOT);
    }
}
