package io.throughline.sonarcloud.analysis;

import io.throughline.core.http.Paged;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The analyses of projects. */
public final class AnalysesClient {

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public AnalysesClient(SonarCalls calls) {
        this.calls = calls;
    }

    /** Lists the analyses of a project's branch within a span, newest first, lazily. */
    public Paged<SonarAnalysis> list(SonarSpan span) {
        return calls.paged(
                () -> SonarCalls.within(
                        calls.get("list analyses of " + span.project(), "project_analyses/search")
                                .query("project", span.project()),
                        span.branch(),
                        span.from(),
                        span.to()),
                AnalysisPage.class,
                AnalysisPage::analyses,
                AnalysisPage::paging);
    }

    private record AnalysisPage(
            @Nullable Paging paging, @Nullable List<SonarAnalysis> analyses) {}
}
