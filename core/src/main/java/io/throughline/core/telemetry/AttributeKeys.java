package io.throughline.core.telemetry;

/**
 * The attribute names used in the model. They follow the OpenTelemetry semantic conventions 1.45 where those have a
 * name; names of our own start with {@code throughline.}.
 */
public final class AttributeKeys {

    public static final String SERVICE_NAME = "service.name";
    public static final String SERVICE_VERSION = "service.version";
    public static final String SERVICE_INSTANCE_ID = "service.instance.id";
    public static final String DEPLOYMENT_ENVIRONMENT = "deployment.environment.name";
    public static final String ERROR_TYPE = "error.type";
    public static final String EXCEPTION_TYPE = "exception.type";
    public static final String EXCEPTION_MESSAGE = "exception.message";
    public static final String HTTP_REQUEST_METHOD = "http.request.method";
    public static final String HTTP_ROUTE = "http.route";
    public static final String SERVER_ADDRESS = "server.address";
    public static final String DB_SYSTEM = "db.system.name";
    public static final String DB_NAMESPACE = "db.namespace";
    public static final String DB_QUERY_SUMMARY = "db.query.summary";
    public static final String DB_QUERY_TEXT = "db.query.text";
    public static final String CLOUD_RESOURCE_ID = "cloud.resource_id";
    public static final String CLOUD_REGION = "cloud.region";
    public static final String VCS_REVISION = "vcs.ref.head.revision";

    /** The operation as the vendor names it, for example Application Insights' {@code GET /orders/*}. */
    public static final String OPERATION = "throughline.operation";
    /** The entity that a call went to, as the text form of its id. */
    public static final String TARGET = "throughline.target";
    /** Hash of a query's text, as the database reports it. */
    public static final String QUERY_HASH = "throughline.db.query.hash";
    /** Hash of a query's plan. */
    public static final String PLAN_HASH = "throughline.db.plan.hash";
    /** The vendor's own type of a resource, for example {@code microsoft.web/sites}. */
    public static final String RESOURCE_TYPE = "throughline.resource.type";
    /** The vendor's own name of a metric, where ours differs. */
    public static final String VENDOR_METRIC = "throughline.vendor.metric";

    private AttributeKeys() {}
}
