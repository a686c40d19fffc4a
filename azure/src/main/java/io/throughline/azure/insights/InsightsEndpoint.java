package io.throughline.azure.insights;

import io.throughline.azure.cloud.AzureEndpoints;
import java.net.URI;
import java.util.Locale;

/**
 * Where the classic interface of a cloud answers, and what tokens for it are called.
 *
 * @param address the address without the version; a custom query API is taken to serve this one too
 * @param scope scope of its tokens
 */
record InsightsEndpoint(URI address, String scope) {

    static InsightsEndpoint of(AzureEndpoints endpoints) {
        String cloud = URI.create(endpoints.logsScope()).getHost().toLowerCase(Locale.ROOT);
        String host = cloud.endsWith(".us")
                ? "https://api.applicationinsights.us"
                : cloud.endsWith(".cn")
                        ? "https://api.applicationinsights.azure.cn"
                        : "https://api.applicationinsights.io";
        boolean own = endpoints.logs().equals(AzureEndpoints.PUBLIC.logs())
                || endpoints.logs().equals(AzureEndpoints.US_GOVERNMENT.logs())
                || endpoints.logs().equals(AzureEndpoints.CHINA.logs());
        return new InsightsEndpoint(own ? URI.create(host) : endpoints.logs(), host + "/.default");
    }
}
