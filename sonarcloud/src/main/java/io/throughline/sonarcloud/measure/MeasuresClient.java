package io.throughline.sonarcloud.measure;

import io.throughline.core.http.Page;
import io.throughline.core.http.Paged;
import io.throughline.core.http.RestCall;
import io.throughline.core.http.RestResponse;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.UnsupportedByEditionException;
import io.throughline.sonarcloud.internal.Paging;
import io.throughline.sonarcloud.internal.SonarCalls;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is measured: metrics, values now and their history. */
public final class MeasuresClient {

    private static final int HISTORY_PAGE_SIZE = 1_000;
    private static final int MOST_OF_TREE = 15;
    private static final int MOST_PROJECTS = 100;

    private final SonarCalls calls;

    /** Creates the group; the façade does. */
    public MeasuresClient(SonarCalls calls) {
        this.calls = calls;
    }

    /**
     * Returns what a project or another component measures now. Metrics without a value are left out.
     *
     * @param metrics keys; a single one that the server does not know fails the whole call ({@link #known})
     */
    public List<SonarMeasure> get(String component, Collection<String> metrics) {
        return get(component, null, metrics).measures();
    }

    /**
     * Returns what a component measures now on a branch, and since when code is new.
     *
     * @param branch the branch, or null for the main one
     * @param metrics keys, as for {@link #get(String, Collection)}
     */
    public SonarMeasures get(String component, @Nullable String branch, Collection<String> metrics) {
        return measured(component, "branch", branch, metrics);
    }

    /** Returns what a component measures in a pull request. */
    public SonarMeasures getInPullRequest(String component, String pullRequest, Collection<String> metrics) {
        return measured(component, "pullRequest", pullRequest, metrics);
    }

    private SonarMeasures measured(
            String component, String parameter, @Nullable String value, Collection<String> metrics) {
        String operation = "get measures of " + component;
        RestResponse<Measured> response = calls.get(operation, "measures/component")
                .query("component", component)
                .query("metricKeys", String.join(",", metrics))
                .queryIfPresent(parameter, value)
                .query("additionalFields", calls.newCodeField())
                .fetch(Measured.class);
        MeasuredComponent found = calls.required(response.body().component(), operation, response, "/component");
        return new SonarMeasures(
                component, SonarCalls.present(found.measures()), response.body().newCode());
    }

    /**
     * Lists what the files below a component measure now, lazily. The server gives at most 10,000 of them.
     *
     * @param branch the branch, or null for the main one
     * @param metrics at most 15 keys
     */
    public Paged<SonarMeasures> listByFile(String component, @Nullable String branch, Collection<String> metrics) {
        if (metrics.isEmpty() || metrics.size() > MOST_OF_TREE) {
            throw new IllegalArgumentException(
                    "metrics must be 1 to " + MOST_OF_TREE + " keys, were " + metrics.size());
        }
        return calls.paged(
                () -> calls.get("list measures of files of " + component, "measures/component_tree")
                        .query("component", component)
                        .queryIfPresent("branch", branch)
                        .query("metricKeys", String.join(",", metrics))
                        .query("strategy", "leaves"),
                TreePage.class,
                TreePage::plain,
                TreePage::paging);
    }

    /**
     * Returns what several projects measure now, by key; in one call for each 100 of them. Projects that cannot be browsed
     * are left out.
     *
     * @throws UnsupportedByEditionException on Cloud, whose published interface does not have it
     */
    public Map<String, SonarMeasures> search(Collection<String> projects, Collection<String> metrics) {
        String operation = "search measures";
        if (calls.isCloud()) {
            throw new UnsupportedByEditionException(operation, calls.edition(), "get the measures of each project");
        }
        Map<String, List<SonarMeasure>> found = new LinkedHashMap<>();
        List<String> keys = projects.stream().distinct().toList();
        for (int from = 0; from < keys.size(); from += MOST_PROJECTS) {
            List<String> some = keys.subList(from, Math.min(keys.size(), from + MOST_PROJECTS));
            SearchPage page = calls.get(operation, "measures/search")
                    .query("projectKeys", String.join(",", some))
                    .query("metricKeys", String.join(",", metrics))
                    .fetch(SearchPage.class)
                    .body();
            for (Searched measure : SonarCalls.present(page.measures())) {
                found.computeIfAbsent(measure.component(), key -> new ArrayList<>())
                        .add(measure.plain());
            }
        }
        Map<String, SonarMeasures> measures = new LinkedHashMap<>();
        found.forEach((key, values) -> measures.put(key, new SonarMeasures(key, values, null)));
        return measures;
    }

    /** Returns which of some metrics the server knows, in the order given. */
    public List<String> known(Collection<String> metrics) {
        Set<String> keys = new HashSet<>();
        listMetrics().forEach(metric -> keys.add(metric.key()));
        return metrics.stream().filter(keys::contains).toList();
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

    private record Searched(
            String component,
            String metric,
            @Nullable String value,
            SonarMeasure.@Nullable Period period,
            @Nullable List<SonarMeasure.Period> periods) {

        SonarMeasure plain() {
            return new SonarMeasure(metric, value, period, SonarCalls.present(periods));
        }
    }

    private record SearchPage(@Nullable List<Searched> measures) {}

    private record HistoryPage(
            @Nullable Paging paging, @Nullable List<SonarHistory> measures) {}

    /** The one list that has its paging at the top. */
    private record MetricPage(
            @Nullable List<SonarMetric> metrics,
            @Nullable Integer total,
            @Nullable Integer p,
            @Nullable Integer ps) {}

    private record Measured(
            @Nullable MeasuredComponent component,
            @Nullable SonarPeriod period,
            @Nullable List<SonarPeriod> periods) {

        @Nullable
        SonarPeriod newCode() {
            return period != null
                    ? period
                    : SonarCalls.present(periods).stream().findFirst().orElse(null);
        }
    }

    private record MeasuredComponent(
            @Nullable String key, @Nullable List<SonarMeasure> measures) {

        SonarMeasures plain() {
            return new SonarMeasures(key == null ? "" : key, SonarCalls.present(measures), null);
        }
    }

    private record TreePage(
            @Nullable Paging paging, @Nullable List<MeasuredComponent> components) {

        List<SonarMeasures> plain() {
            return SonarCalls.present(components).stream()
                    .map(MeasuredComponent::plain)
                    .toList();
        }
    }
}
