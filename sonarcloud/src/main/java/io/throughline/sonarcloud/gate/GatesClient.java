package io.throughline.sonarcloud.gate;

import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.SonarCalls;
import org.jspecify.annotations.Nullable;

/** The verdicts of quality gates. */
public final class GatesClient {

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public GatesClient(SonarCalls calls) {
        this.calls = calls;
    }

    /** Returns the quality gate's verdict on a project as it is now. */
    public SonarGateStatus getStatus(String project) {
        return status("get quality gate of " + project, "projectKey", project);
    }

    /** Returns the quality gate's verdict at an analysis. */
    public SonarGateStatus getStatusAt(String analysisKey) {
        return status("get quality gate at analysis " + analysisKey, "analysisId", analysisKey);
    }

    private SonarGateStatus status(String operation, String parameter, String value) {
        RestResponse<Gate> response = calls.get(operation, "qualitygates/project_status")
                .query(parameter, value)
                .fetch(Gate.class);
        return calls.required(response.body().projectStatus(), operation, response, "/projectStatus");
    }

    private record Gate(@Nullable SonarGateStatus projectStatus) {}
}
