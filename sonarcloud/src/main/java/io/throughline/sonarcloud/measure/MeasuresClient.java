package io.throughline.sonarcloud.measure;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is measured: metrics, values now and their history. */
public final class MeasuresClient {

    private static final int HISTORY_PAGE_SIZE = 1_000;

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public MeasuresClient(SonarCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns what a project or another component measures now. Metrics without a value are left out.
     *
     * @param metrics keys; a single one that the server does not know fails the whole call
     */
    public List<SonarMeasure> get(String component, Collection<String> metrics) {
        String operation = "get measures of " + component;
        RestResponse<Measured> response = calls.get(operation, "measures/component")
                .query("component", component)
                .query("metricKeys", String.join(",", metrics))
                .fetch(Measured.class);
        return SonarCalls.present(calls.required(response.body().component(), operation, response, "/component")
                .measures());
    }

    /**
     * Lists the values of metrics at the analyses of a project's branch within a span, lazily. Each page has an item for
     * each metric with a part of its history, oldest first; so the same metric comes once a page.
     *
     * @param metrics keys, all of which the server must know ({@link #listMetrics})
     */
    public Paged<SonarHistory> listHistory(SonarSpan span, Collection<String> metrics) {
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics must not be empty");
        }
        return Paged.of(token -> {
            RestCall call = SonarCalls.within(
                    calls.get("list measures of " + span.project(), "measures/search_history")
                            .query("component", span.project()),
                    span.branch(),
                    span.from(),
                    span.to());
            call.query("metrics", String.join(",", metrics));
            HistoryPage page = SonarCalls.page(call, token, HISTORY_PAGE_SIZE)
                    .fetch(HistoryPage.class)
                    .body();
            // The total counts analyses, of which a page has one size; not the items, which are metrics.
            return new Page<>(
                    SonarCalls.present(page.measures()),
                    SonarCalls.next(page.paging(), token, HISTORY_PAGE_SIZE),
                    SonarCalls.total(page.paging()));
        });
    }

    /** Lists the metrics that the server knows, lazily. */
    public Paged<SonarMetric> listMetrics() {
        return calls.paged(
                () -> calls.get("list metrics", "metrics/search"),
                MetricPage.class,
                MetricPage::metrics,
                page -> new Paging(page.p(), page.ps(), page.total()));
    }

    private record HistoryPage(
            @Nullable Paging paging, @Nullable List<SonarHistory> measures) {}

    /** The one list that has its paging at the top. */
    private record MetricPage(
            @Nullable List<SonarMetric> metrics,
            @Nullable Integer total,
            @Nullable Integer p,
            @Nullable Integer ps) {}

    private record Measured(@Nullable MeasuredComponent component) {}

    private record MeasuredComponent(@Nullable List<SonarMeasure> measures) {}
}
