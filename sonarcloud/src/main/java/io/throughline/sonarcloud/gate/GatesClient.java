package io.throughline.sonarcloud.gate;

import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.List;
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

    /** Returns the quality gate's verdict on a branch as it is now. */
    public SonarGateStatus getStatusOfBranch(String project, String branch) {
        return status("get quality gate of " + project, "projectKey", project, "branch", branch);
    }

    /** Returns the quality gate's verdict on a pull request as it is now. */
    public SonarGateStatus getStatusOfPullRequest(String project, String pullRequest) {
        return status("get quality gate of " + project, "projectKey", project, "pullRequest", pullRequest);
    }

    /** Lists the quality gates that can be chosen. */
    public List<SonarGate> list() {
        return SonarCalls.present(calls.getInOrganization("list quality gates", "qualitygates/list")
                .fetch(Gates.class)
                .body()
                .qualitygates());
    }

    private SonarGateStatus status(String operation, String... parameters) {
        RestCall call = calls.get(operation, "qualitygates/project_status");
        for (int at = 0; at < parameters.length; at += 2) {
            call.query(parameters[at], parameters[at + 1]);
        }
        RestResponse<Gate> response = call.fetch(Gate.class);
        return calls.required(response.body().projectStatus(), operation, response, "/projectStatus");
    }

    private record Gates(@Nullable List<SonarGate> qualitygates) {}

    private record Gate(@Nullable SonarGateStatus projectStatus) {}
}
