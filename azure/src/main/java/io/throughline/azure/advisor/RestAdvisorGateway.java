package io.throughline.azure.advisor;

import com.azure.core.http.HttpPipeline;
import io.throughline.azure.cloud.AzureEndpoints;
import io.throughline.azure.internal.ArmCalls;
import io.throughline.azure.internal.AzureCall;
import io.throughline.azure.internal.AzureFailures;
import io.throughline.azure.internal.JsonPart;
import io.throughline.azure.paging.AzurePages;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Azure Advisor over the pipeline for Resource Manager, api-version 2023-01-01. */
public final class RestAdvisorGateway implements AdvisorGateway {

    private static final String PROVIDER = "/providers/Microsoft.Advisor/recommendations";

    private final ArmCalls calls;

    /** Creates a gateway over the pipeline for Resource Manager. */
    public RestAdvisorGateway(HttpPipeline pipeline, AzureEndpoints endpoints, AzureFailures failures) {
        this.calls = new ArmCalls(pipeline, endpoints, failures);
    }

    @Override
    public AzurePages<Recommendation> list(String subscription) {
        return pages(subscription, null);
    }

    @Override
    public AzurePages<Recommendation> list(String subscription, Category category) {
        return pages(subscription, category);
    }

    private AzurePages<Recommendation> pages(String subscription, @Nullable Category category) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("api-version", "2023-01-01");
        if (category != null) {
            parameters.put("$filter", "Category eq '" + category.word() + "'");
        }
        String scope = "/subscriptions/" + subscription;
        return calls.list(
                calls.address(scope + PROVIDER, parameters),
                new AzureCall(
                        "list Advisor's recommendations of subscription " + subscription,
                        "grant the role Reader on " + scope,
                        "check the subscription's id"),
                RestAdvisorGateway::recommendation);
    }

    private static Recommendation recommendation(JsonPart item) {
        String id = item.requiredText("id");
        JsonPart properties = item.part("properties");
        JsonPart description = properties.part("shortDescription");
        String told = properties.part("resourceMetadata").text("resourceId");
        int cut = id.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDER.toLowerCase(Locale.ROOT));
        return new Recommendation(
                id,
                item.text("name", id.substring(id.lastIndexOf('/') + 1)),
                told != null ? told : cut > 0 ? id.substring(0, cut) : id,
                properties.requiredText("category"),
                properties.text("impact", "unknown"),
                properties.text("impactedField"),
                properties.text("impactedValue"),
                properties.text("risk"),
                description.text("problem"),
                description.text("solution"),
                properties.text("description"),
                properties.text("potentialBenefits"),
                properties.text("learnMoreLink"),
                properties.text("recommendationTypeId"),
                properties.instantIfAny("lastUpdated"),
                properties.texts("extendedProperties"));
    }
}
