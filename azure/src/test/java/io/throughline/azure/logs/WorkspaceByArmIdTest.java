package io.throughline.azure.logs;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.AzureStub;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkspaceByArmIdTest {

    private static final String ARM_ID = "/subscriptions/" + AzureStub.SUBSCRIPTION
            + "/resourcegroups/rg/providers/microsoft.operationalinsights/workspaces/logs";

    @Test
    void isAskedUnderItsOwnPath() {
        try (AzureStub azure = AzureStub.start()) {
            azure.server()
                    .stubFor(post(urlEqualTo("/v1" + ARM_ID + "/query"))
                            .willReturn(
                                    okJson("{\"tables\":[{\"name\":\"PrimaryResult\",\"columns\":[{\"name\":\"Items\","
                                            + "\"type\":\"long\"}],\"rows\":[[7]]}]}")));

            LogsTable table = azure.client()
                    .logs()
                    .query(
                            ARM_ID,
                            KqlQuery.table("AppRequests"),
                            TimeWindow.endingAt(AzureStub.NOW, Duration.ofHours(1)))
                    .table();

            assertThat(table.row(0).whole("Items")).hasValue(7);
        }
    }
}
