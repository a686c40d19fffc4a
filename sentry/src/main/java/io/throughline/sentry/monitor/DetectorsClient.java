package io.throughline.sentry.monitor;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;

/** What is watched (detectors) and who is told (workflows). */
public final class DetectorsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public DetectorsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /**
     * Lists detectors.
     *
     * @param projects ids; empty for every project the token may see
     * @param search Sentry's search language, for example {@code type:metric_issue}; empty for all
     */
    public Paged<SentryDetector> list(List<String> projects, String search) {
        return calls.paged(
                () -> calls.get(Operation.LIST_DETECTORS, "detectors/")
                        .query("project", projects)
                        .query("per_page", SentryCalls.LARGEST_PAGE)
                        .queryIfPresent("query", search.isEmpty() ? null : search),
                SentryDetector.class);
    }

    /** Reads one detector. */
    public SentryDetector get(String id) {
        return calls.fetch(calls.get(Operation.GET_DETECTOR, "detectors/{}/", id), SentryDetector.class);
    }

    /** Lists workflows; parameters as for {@link #list}. */
    public Paged<SentryWorkflow> listWorkflows(List<String> projects, String search) {
        return calls.paged(
                () -> calls.get(Operation.LIST_WORKFLOWS, "workflows/")
                        .query("project", projects)
                        .query("per_page", SentryCalls.LARGEST_PAGE)
                        .queryIfPresent("query", search.isEmpty() ? null : search),
                SentryWorkflow.class);
    }

    /** Reads one workflow. */
    public SentryWorkflow getWorkflow(String id) {
        return calls.fetch(calls.get(Operation.GET_WORKFLOW, "workflows/{}/", id), SentryWorkflow.class);
    }
}
