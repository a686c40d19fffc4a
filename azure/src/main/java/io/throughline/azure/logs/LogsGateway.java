package io.throughline.azure.logs;

import io.throughline.core.telemetry.TimeWindow;

/** Runs queries over a workspace's logs. Thread-safe; one call at a time on the caller's thread. */
public interface LogsGateway {

    /** Rows at which the service cuts an answer. */
    int MOST_ROWS = 500_000;

    /**
     * Runs a query; one request.
     *
     * @param workspace the workspace's GUID, or its ARM id
     * @param span what the service may look at, always sent; rows outside of it are not seen whatever the text says
     * @return the answer, perhaps only a part: see {@link LogsResult#partial()}
     * @throws io.throughline.core.http.QueryRejectedException if the text is wrong or a table does not exist, see {@link
     *     MissingTable}
     * @throws io.throughline.core.http.PermissionException if the credential may not read the workspace
     * @throws io.throughline.core.http.ServiceUnavailableException with status 504 if the query ran out of time
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    LogsResult query(String workspace, KqlQuery query, TimeWindow span);
}
