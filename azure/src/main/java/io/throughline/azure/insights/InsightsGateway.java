package io.throughline.azure.insights;

import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsResult;
import io.throughline.core.telemetry.TimeWindow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one application by its id, the GUID under "API access" of its page. Tables and columns have the classic names:
 * {@code requests}, {@code itemCount}. Thread-safe; calls run on the caller's thread.
 */
public interface InsightsGateway {

    /** Events that one call gives at most. */
    int MOST_EVENTS = 500;

    /**
     * Runs a query; one request.
     *
     * @param moreApplications further applications that the text's tables are read from as well
     * @param span what the service may look at
     * @return the answer, perhaps only a part: see {@link LogsResult#partial()}
     * @throws io.throughline.core.http.SourceException if it fails
     */
    LogsResult query(String application, KqlQuery query, List<String> moreApplications, TimeWindow span);

    /**
     * Asks for one metric; one request.
     *
     * @throws io.throughline.core.http.SourceException if it fails
     */
    InsightsMetric metric(String application, InsightsMetric.Query query);

    /**
     * Asks for several metrics at once; one request.
     *
     * @return an answer for each query, in their order; those that failed say why
     * @throws io.throughline.core.http.SourceException if the whole fails
     */
    List<InsightsMetric.Answer> metrics(String application, List<InsightsMetric.Query> queries);

    /**
     * Reads the latest events; one request.
     *
     * @param type the kind of events in the service's words: {@code requests}, {@code traces}, {@code $all}
     * @param filter a condition in OData's words, or null
     * @param most events at most, up to {@value #MOST_EVENTS}
     * @throws io.throughline.core.http.SourceException if it fails
     */
    InsightsEvents events(String application, String type, TimeWindow span, @Nullable String filter, int most);

    /**
     * Reads one event; one request.
     *
     * @throws io.throughline.core.http.SourceException if it fails
     */
    InsightsEvents event(String application, String type, String id, TimeWindow span);
}
