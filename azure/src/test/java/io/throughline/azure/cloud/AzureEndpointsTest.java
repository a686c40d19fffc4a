package io.throughline.azure.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AzureEndpointsTest {

    private static final String SITE = "/subscriptions/s/resourceGroups/r g/providers/Microsoft.Web/sites/x";

    @Test
    void eachCloudStaysAmongItsOwnHosts() {
        assertHosts(AzureEndpoints.PUBLIC, "management.azure.com", "api.loganalytics.azure.com", "monitor.azure.com");
        assertHosts(
                AzureEndpoints.US_GOVERNMENT,
                "management.usgovcloudapi.net",
                "api.loganalytics.us",
                "monitor.azure.us");
        assertHosts(
                AzureEndpoints.CHINA, "management.chinacloudapi.cn", "api.loganalytics.azure.cn", "monitor.azure.cn");
        assertThat(AzureEndpoints.CHINA.pageOf(SITE))
                .hasToString("https://portal.azure.cn/#resource" + SITE.replace(" ", "%20"));
        assertThat(AzureEndpoints.US_GOVERNMENT.portal()).hasHost("portal.azure.us");
    }

    private static void assertHosts(AzureEndpoints cloud, String resourceManager, String logs, String metrics) {
        assertThat(cloud.resourceManager()).hasHost(resourceManager);
        assertThat(cloud.logs()).hasHost(logs);
        assertThat(cloud.metricsOf("chinanorth3")).isEqualTo("https://chinanorth3.metrics." + metrics);
        assertThat(cloud.resourceManagerScope()).isEqualTo("https://" + resourceManager + "/.default");
        assertThat(cloud.metricsScope()).isEqualTo("https://metrics." + metrics + "/.default");
        assertThat(cloud.custom()).isFalse();
        assertThat(cloud.customAuthority()).isFalse();
    }

    @Test
    void anotherAddressKeepsTheScopeSoThatTokensStayThoseOfTheService() {
        AzureEndpoints own = AzureEndpoints.CHINA
                .withLogs(URI.create("https://logs.proxy.example"))
                .withResourceManager(URI.create("https://arm.proxy.example"))
                .withMetrics("https://{region}.metrics.proxy.example");

        assertThat(own.logsScope()).isEqualTo(AzureEndpoints.CHINA.logsScope());
        assertThat(own.resourceManagerScope()).isEqualTo(AzureEndpoints.CHINA.resourceManagerScope());
        assertThat(own.metricsOf("chinaeast2")).isEqualTo("https://chinaeast2.metrics.proxy.example");
        assertThat(own.customAuthority()).isFalse();
    }

    @Test
    void aRegionCannotLeadToAnotherHost() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> AzureEndpoints.PUBLIC.metricsOf("evil.example/"));
    }
}
