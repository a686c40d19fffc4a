package io.throughline.azure.cloud;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where a cloud's services answer and what tokens for them are called. Addresses carry no trailing slash. Inventory,
 * health, alerts, the activity log, advice and cost all answer at Resource Manager.
 *
 * @param authority the Entra authority, {@code https://login.microsoftonline.com}
 * @param resourceManager Azure Resource Manager
 * @param logs the Log Analytics query API, without the version
 * @param metrics the metrics data plane; {@code {region}} in it stands for the region of the resources asked about
 * @param resourceManagerScope scope of tokens for Resource Manager
 * @param logsScope scope of tokens for the query API
 * @param metricsScope scope of tokens for the metrics data plane
 * @param portal the cloud's portal, for links
 * @param custom whether any address differs from the cloud's own
 */
public record AzureEndpoints(
        URI authority,
        URI resourceManager,
        URI logs,
        String metrics,
        String resourceManagerScope,
        String logsScope,
        String metricsScope,
        URI portal,
        boolean custom) {

    private static final String REGION = "{region}";
    private static final Set<String> ENTRA = Set.of(
            "login.microsoftonline.com",
            "login.windows.net",
            "login.microsoftonline.us",
            "login.chinacloudapi.cn",
            "login.partner.microsoftonline.cn");

    /** The public cloud. */
    public static final AzureEndpoints PUBLIC = own(
            "https://login.microsoftonline.com",
            "https://management.azure.com",
            "https://api.loganalytics.azure.com",
            "https://{region}.metrics.monitor.azure.com",
            "https://api.loganalytics.io",
            "https://metrics.monitor.azure.com",
            "https://portal.azure.com");

    /** The cloud of the United States' government. */
    public static final AzureEndpoints US_GOVERNMENT = own(
            "https://login.microsoftonline.us",
            "https://management.usgovcloudapi.net",
            "https://api.loganalytics.us",
            "https://{region}.metrics.monitor.azure.us",
            "https://api.loganalytics.us",
            "https://metrics.monitor.azure.us",
            "https://portal.azure.us");

    /** The cloud in China. */
    public static final AzureEndpoints CHINA = own(
            "https://login.chinacloudapi.cn",
            "https://management.chinacloudapi.cn",
            "https://api.loganalytics.azure.cn",
            "https://{region}.metrics.monitor.azure.cn",
            "https://api.loganalytics.azure.cn",
            "https://metrics.monitor.azure.cn",
            "https://portal.azure.cn");

    public AzureEndpoints {
        requireHttps(authority, "authority");
        requireHttps(resourceManager, "resourceManager");
        requireHttps(logs, "logs");
        requireHttps(URI.create(metrics.replace(REGION, "region")), "metrics");
        Objects.requireNonNull(resourceManagerScope, "resourceManagerScope");
        Objects.requireNonNull(logsScope, "logsScope");
        Objects.requireNonNull(metricsScope, "metricsScope");
        Objects.requireNonNull(portal, "portal");
    }

    /** Returns the same with another Entra authority. */
    public AzureEndpoints withAuthority(URI other) {
        return new AzureEndpoints(
                other, resourceManager, logs, metrics, resourceManagerScope, logsScope, metricsScope, portal, true);
    }

    /** Returns the same with another Resource Manager; tokens keep their scope. */
    public AzureEndpoints withResourceManager(URI other) {
        return new AzureEndpoints(
                authority, other, logs, metrics, resourceManagerScope, logsScope, metricsScope, portal, true);
    }

    /** Returns the same with another query API; tokens keep their scope. */
    public AzureEndpoints withLogs(URI other) {
        return new AzureEndpoints(
                authority,
                resourceManager,
                other,
                metrics,
                resourceManagerScope,
                logsScope,
                metricsScope,
                portal,
                true);
    }

    /** Returns the same with another metrics data plane, which may contain {@code {region}}; tokens keep their scope. */
    public AzureEndpoints withMetrics(String other) {
        return new AzureEndpoints(
                authority, resourceManager, logs, other, resourceManagerScope, logsScope, metricsScope, portal, true);
    }

    /** Tells whether the authority is none of Entra's own, so that Entra must not be asked whether it is one. */
    public boolean customAuthority() {
        return !ENTRA.contains(authority.getHost().toLowerCase(Locale.ROOT)) || authority.getPort() != -1;
    }

    /** Returns the metrics data plane of a region, by its short name such as {@code westeurope}. */
    public String metricsOf(String region) {
        if (!region.matches("[A-Za-z0-9-]+")) {
            throw new IllegalArgumentException("region must be a short name such as westeurope, was '" + region + "'");
        }
        return metrics.replace(REGION, region);
    }

    /** Returns the portal's page of a resource. */
    public URI pageOf(String armId) {
        return URI.create(portal + "/#resource" + armId.replace(" ", "%20"));
    }

    private static AzureEndpoints own(
            String authority,
            String resourceManager,
            String logs,
            String metrics,
            String logsAudience,
            String metricsAudience,
            String portal) {
        return new AzureEndpoints(
                URI.create(authority),
                URI.create(resourceManager),
                URI.create(logs),
                metrics,
                resourceManager + "/.default",
                logsAudience + "/.default",
                metricsAudience + "/.default",
                URI.create(portal),
                false);
    }

    private static void requireHttps(URI address, String name) {
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    name + " must be an https address, because tokens are sent to it, was " + address);
        }
    }
}
