package io.throughline.azure.metrics;

import java.util.List;

/** Tells which metrics a resource has. Thread-safe; calls run on the caller's thread. */
public interface MetricDefinitions {

    /**
     * Returns the metrics of a resource, in the service's order; one request.
     *
     * @param resourceId the ARM id
     * @throws io.throughline.core.http.NotFoundException if the resource does not exist
     * @throws io.throughline.core.http.PermissionException if the credential may not read its metrics
     * @throws io.throughline.core.http.SourceException if it fails otherwise
     */
    List<MetricDefinition> of(String resourceId);

    /**
     * Returns the namespaces of a resource's metrics: its type, and those of agents and applications that report to it;
     * one request.
     *
     * @param resourceId the ARM id
     * @throws io.throughline.core.http.SourceException if it fails
     */
    List<String> namespacesOf(String resourceId);
}
