package io.throughline.core.telemetry;

/** What sort of thing an entity is. A closed set, so that a {@code switch} over it is checked for completeness. */
public enum EntityKind {
    /** A product of the organization: a group of services. */
    PRODUCT,
    /** A logical service, joined from the vendors' entities by the {@link EntityRegistry}. */
    SERVICE,
    /** A role that reports telemetry (an Application Insights cloud role). */
    ROLE,
    /** Something that runs application code: App Service, function app, container app, virtual machine. */
    COMPUTE,
    /** What compute runs on and shares: an App Service plan, a cluster, a scale set. */
    HOST,
    /** A database, server or instance. */
    DATABASE,
    /** A cache. */
    CACHE,
    /** A queue, topic, event hub or namespace. */
    MESSAGING,
    /** A load balancer, gateway, DNS zone or another part of the network. */
    NETWORK,
    /** A storage account or disk. */
    STORAGE,
    /** A host outside of what was inventoried, seen only as the target of calls. */
    EXTERNAL,
    /** An error-tracking project. */
    ERROR_PROJECT,
    /** A tracker's project or component. */
    TRACKER_PROJECT,
    /** A project under code analysis. */
    CODE_PROJECT,
    /** A resource of a type without a kind of its own here. */
    OTHER
}
