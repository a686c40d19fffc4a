package io.throughline.examples.evaluation.tasks;

import java.util.List;

/** Ranks for each case what a fault may have begun at. The format is told by files and columns that hold no answer. */
final class RootCauseTask implements Task {

    private final EvaluationRequest request;

    RootCauseTask(EvaluationRequest request) {
        this.request = request;
    }

    @Override
    public String header() {
        return request.has(EvaluationOption.QUIET) ? "window,incident" : "case,rank,candidate";
    }

    @Override
    public List<Part> parts(DataFolder folder) {
        boolean graph;
        boolean rows;
        try (CsvTable cases = folder.list("cases", "case")) {
            graph = cases.has("target_node");
            rows = cases.has("inject_row");
        }
        if (graph) {
            return new AnswerCases(folder, request).parts();
        }
        if (folder.has("alerts")) {
            return new AlertCases(folder, request).parts();
        }
        if (folder.has("pod_metrics")) {
            return new PodCases(folder, request).parts();
        }
        if (rows) {
            return new TableCases(folder, request).parts();
        }
        throw new EvaluationException(
                folder.path() + " is in no format that is known: cases.csv has a column"
                        + " target_node or inject_row, or there is a file alerts.csv or pod_metrics.csv; see examples/evaluation/README.md");
    }

    /** Refuses an option that a format has no answer to. */
    static void refuse(EvaluationRequest request, EvaluationOption option, String why) {
        if (request.has(option)) {
            throw new EvaluationException(option.label() + " cannot be had of " + request.input() + ": " + why);
        }
    }
}
