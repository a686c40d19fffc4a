package io.throughline.azure.advisor;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.azure.AzureStub;
import io.throughline.azure.advisor.AdvisorGateway.Category;
import io.throughline.core.http.MalformedResponseException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdvisorGatewayTest {

    private static final String PATH =
            "/subscriptions/" + AzureStub.SUBSCRIPTION + "/providers/Microsoft.Advisor/recommendations";

    private static AzureStub azure;
    private AdvisorGateway advisor;

    @BeforeAll
    static void start() {
        azure = AzureStub.start();
    }

    @AfterAll
    static void stop() {
        azure.close();
    }

    @BeforeEach
    void fresh() {
        azure.reset();
        advisor = azure.client().advisor();
    }

    @Test
    void readsSavingsExactlyAndInTheirCurrency() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(okJson("{\"value\":[" + item("Cost", """
                            "annualSavingsAmount":"1234.567","savingsAmount":"102.88","savingsCurrency":"EUR","term":"P1Y","lookbackPeriod":"30"
                            """) + ","
                                + item("Cost", "\"annualSavingsAmount\":\"a lot\",\"savingsCurrency\":\"EUR\"") + ","
                                + item("Cost", "\"annualSavingsAmount\":\"5\"") + "],\"nextLink\":\"" + azure.address()
                                + "/more\"}")));
        azure.server()
                .stubFor(get(urlMatching("/more")).willReturn(okJson("{\"value\":[" + item("Security", "") + "]}")));

        List<Recommendation> all = advisor.list(AzureStub.SUBSCRIPTION).toList();

        assertThat(all).hasSize(4);
        assertThat(all.get(0).savings())
                .contains(new Recommendation.Savings(
                        new BigDecimal("1234.567"), new BigDecimal("102.88"), "EUR", "P1Y", 30));
        // No amount, or no currency, is no money; what was said is still there.
        assertThat(all.get(1).savings()).isEmpty();
        assertThat(all.get(1).properties()).containsEntry("annualSavingsAmount", "a lot");
        assertThat(all.get(2).savings()).isEmpty();
        assertThat(all.get(3).category()).isEqualTo("Security");
        assertThat(all.get(3).resourceId())
                .isEqualTo("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/a");
        azure.server().verify(getRequestedFor(urlPathEqualTo(PATH)).withQueryParam("$filter", absent()));
    }

    @Test
    void asksForOneCategory() {
        azure.server().stubFor(get(urlPathEqualTo(PATH)).willReturn(okJson("{\"value\":[]}")));

        for (Category category : Category.values()) {
            assertThat(advisor.list(AzureStub.SUBSCRIPTION, category).toList()).isEmpty();
            azure.server()
                    .verify(getRequestedFor(urlPathEqualTo(PATH))
                            .withQueryParam("$filter", equalTo("Category eq '" + category.word() + "'")));
        }
    }

    @Test
    void namesThePlaceOfWhatIsMissing() {
        azure.server()
                .stubFor(get(urlPathEqualTo(PATH))
                        .willReturn(okJson("{\"value\":[{\"id\":\"/x\",\"properties\":{}}]}")));

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> advisor.list(AzureStub.SUBSCRIPTION).toList())
                .withMessageContaining("/value/0/properties/category");
    }

    private static String item(String category, String extended) {
        return """
            {"id":"/subscriptions/s/resourceGroups/rg/providers/Microsoft.Web/sites/a/providers/microsoft.advisor/recommendations/r","name":"r",
             "properties":{"category":"%s","impact":"High","extendedProperties":{%s},"lastUpdated":"not a time"}}\
            """.formatted(category, extended);
    }
}
