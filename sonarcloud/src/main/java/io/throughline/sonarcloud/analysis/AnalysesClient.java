package io.throughline.sonarcloud.analysis;

import io.throughline.core.http.Paged;
import io.throughline.core.http.RestResponse;
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
        return search(span, null);
    }

    /**
     * Lists the analyses that have an event of a category, with all of their events; see {@link #list(SonarSpan)}.
     *
     * @param category {@code VERSION}, {@code QUALITY_GATE}, {@code QUALITY_PROFILE}, {@code DEFINITION_CHANGE}, {@code
     *     OTHER}
     */
    public Paged<SonarAnalysis> list(SonarSpan span, String category) {
        return search(span, category);
    }

    /**
     * Adds an event to an analysis; needs "Administer" on the project. An analysis has one version at most.
     *
     * @param category {@code VERSION} or {@code OTHER}
     * @param name the version, or a short text for people
     */
    public SonarAnalysis.Event createEvent(String analysisKey, String category, String name) {
        String operation = "create event at analysis " + analysisKey;
        RestResponse<Created> response = calls.post(operation, "project_analyses/create_event")
                .form("analysis", analysisKey)
                .form("category", category)
                .form("name", name)
                .fetch(Created.class);
        return calls.required(response.body().event(), operation, response, "/event");
    }

    private Paged<SonarAnalysis> search(SonarSpan span, @Nullable String category) {
        return calls.paged(
                () -> SonarCalls.within(
                                calls.get("list analyses of " + span.project(), "project_analyses/search")
                                        .query("project", span.project()),
                                span.branch(),
                                span.from(),
                                span.to())
                        .queryIfPresent("category", category),
                AnalysisPage.class,
                AnalysisPage::analyses,
                AnalysisPage::paging);
    }

    private record Created(SonarAnalysis.@Nullable Event event) {}

    private record AnalysisPage(
            @Nullable Paging paging, @Nullable List<SonarAnalysis> analyses) {}
}
