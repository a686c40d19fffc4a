package io.throughline.azure.logs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Log queries as people write them: with parameters, over several workspaces or a resource, typed rows, statistics.
 *
 * <pre>{@code
 * record Load(String appRoleName, long items, double p95) {}
 *
 * List<Load> loads = client.query(LogsQuery.overWorkspace(workspace, """
 *         AppRequests
 *         | where AppRoleName in (roles)
 *         | summarize Items = sum(ItemCount), P95 = percentilew(DurationMs, ItemCount, 95) by AppRoleName
 *         """, lastHour).parameter("roles", List.of("checkout", "orders")).build()).as(Load.class);
 * }</pre>
 *
 * <p>Thread-safe; calls run on the caller's thread, and count among those that an identity may make at once.
 */
public interface LogsClient {

    /**
     * Runs a query; one request.
     *
     * @return the answer, perhaps only a part: see {@link LogsResult#partial()}
     * @throws io.throughline.core.http.QueryRejectedException if the text is wrong or a table does not exist
     * @throws io.throughline.core.http.PermissionException if the credential may not read the target
     * @throws io.throughline.core.http.ServiceUnavailableException with status 504 if the query ran out of time
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    LogsResult query(LogsQuery query);

    /**
     * Runs a query and hands the rows on while they arrive, so that memory holds some thousand of them at most; one
     * request. Once a row was handed on the call is not repeated.
     *
     * @return the answer without its rows: columns, statistics, and whether it was only a part
     * @throws io.throughline.core.http.SourceException as {@link #query(LogsQuery)}
     */
    LogsResult query(LogsQuery query, RowConsumer rows);

    /**
     * Reads an answer of the service's endpoint for several queries at once. It is being retired: this client never calls
     * it, but reads what others recorded.
     *
     * @return the answers in the service's order
     * @throws IOException if it is no such answer
     */
    default List<BatchedAnswer> readBatch(InputStream answer) throws IOException {
        return BatchedAnswer.read(answer);
    }
}
