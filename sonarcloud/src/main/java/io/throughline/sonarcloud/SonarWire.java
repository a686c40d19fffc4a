package io.throughline.sonarcloud;

import io.throughline.sonarcloud.analysis.SonarAnalysis;
import io.throughline.sonarcloud.gate.SonarGateStatus;
import io.throughline.sonarcloud.measure.SonarHistory;
import io.throughline.sonarcloud.measure.SonarMeasure;
import io.throughline.sonarcloud.measure.SonarMetric;
import io.throughline.sonarcloud.project.SonarProject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies of the API that only carry what callers are given. */
final class SonarWire {

    private SonarWire() {}

    /** Where a page is. Counted from one. */
    record Paging(
            @Nullable Integer pageIndex,
            @Nullable Integer pageSize,
            @Nullable Integer total) {}

    record Validation(@Nullable Boolean valid) {}

    record ProjectPage(@Nullable Paging paging, @Nullable List<SonarProject> components) {}

    record Shown(@Nullable SonarProject component) {}

    record AnalysisPage(@Nullable Paging paging, @Nullable List<SonarAnalysis> analyses) {}

    record HistoryPage(@Nullable Paging paging, @Nullable List<SonarHistory> measures) {}

    /** The one list that has its paging at the top. */
    record MetricPage(
            @Nullable List<SonarMetric> metrics,
            @Nullable Integer total,
            @Nullable Integer p,
            @Nullable Integer ps) {}

    record Measured(@Nullable MeasuredComponent component) {}

    record MeasuredComponent(@Nullable List<SonarMeasure> measures) {}

    record Gate(@Nullable SonarGateStatus projectStatus) {}
}
