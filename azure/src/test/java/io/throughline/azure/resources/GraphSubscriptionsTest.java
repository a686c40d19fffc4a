package io.throughline.azure.resources;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.azure.AzureStub;
import io.throughline.azure.resources.ResourceGraphGateway.Inventory;
import io.throughline.azure.resources.SubscriptionDirectory.Selected;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphSubscriptionsTest {

    private static final String PATH = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    private static AzureStub azure;

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
    }

    @Test
    void readsMoreThanAThousandSubscriptionsInGroupsOfThreeHundred() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(containing("resourcecontainers"))
                        .willReturn(okJson(page("\"$skipToken\":\"next\",", rows(0, 1000, "Enabled")))));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(containing("\"$skipToken\":\"next\""))
                        .willReturn(okJson(page("", rows(1000, 1250, "Enabled")))));
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(containing("project id, name, type, location"))
                        .willReturn(okJson(page("", ""))));
        AzureScope scope = AzureScope.builder(new SubscriptionSelection(List.of(), List.of(), true, List.of(id(7))))
                .build()
                .lookingUp(azure.client().directory(), azure.time());

        Inventory inventory = azure.client().resources().list(scope);

        assertThat(scope.subscriptions()).hasSize(1249).doesNotContain(id(7));
        assertThat(inventory.calls()).isEqualTo(5);
        azure.server().verify(5, postRequestedFor(urlEqualTo(PATH)).withRequestBody(containing("\"subscriptions\":[")));
        azure.server().verify(2, postRequestedFor(urlEqualTo(PATH)).withRequestBody(containing("resourcecontainers")));
    }

    @Test
    void asksForManagementGroupsAndTellsWhatIsDisabled() {
        azure.server()
                .stubFor(post(urlEqualTo(PATH))
                        .withRequestBody(containing("\"managementGroups\":[\"shop\"]"))
                        .willReturn(okJson(page("", rows(0, 2, "Enabled") + "," + rows(2, 3, "Disabled")))));

        Selected selected = azure.client()
                .directory()
                .select(new SubscriptionSelection(List.of(), List.of("shop"), false, List.of()));

        assertThat(selected.ids()).containsExactly(id(0), id(1));
        assertThat(selected.notes()).singleElement().asString().contains("sub-2", "is Disabled and is not read");
    }

    @Test
    void tellsWhatANamedSubscriptionLostAndReadsTheRest() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(page("", rows(0, 1, "Enabled")))));

        Selected selected = azure.client().directory().select(SubscriptionSelection.of(List.of(id(0), id(1))));

        assertThat(selected.ids()).containsExactly(id(0));
        assertThat(selected.notes())
                .singleElement()
                .asString()
                .contains(id(1) + " cannot be seen", "grant Reader on /subscriptions/" + id(1));
    }

    @Test
    void looksUpAgainAfterAWhile() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(page("", rows(0, 1, "Enabled")))));
        AzureScope scope = AzureScope.builder(new SubscriptionSelection(List.of(), List.of(), true, List.of()))
                .build()
                .lookingUp(azure.client().directory(), azure.time());

        scope.subscriptions();
        scope.subscriptions();
        azure.server().verify(1, postRequestedFor(urlEqualTo(PATH)));

        azure.time().advance(Duration.ofMinutes(10));
        scope.subscriptions();
        azure.server().verify(2, postRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void tellsSubscriptionsApartByNameInTheQuery() {
        azure.server().stubFor(post(urlEqualTo(PATH)).willReturn(okJson(page("", rows(0, 3, "Enabled")))));
        AzureScope scope = AzureScope.builder(SubscriptionSelection.of(List.of(id(0), id(1), id(2))))
                .environments(new EnvironmentRules(
                        null,
                        Map.of(),
                        Map.of("SUB-1", "staging", id(2), "test"),
                        Map.of(),
                        Map.of(),
                        new TreeSet<>(List.of("production"))))
                .build()
                .lookingUp(azure.client().directory(), azure.time());

        assertThat(new ScopeQueries(scope).resources().text())
                .contains("subscriptionId in~ (\"" + id(1) + "\"), \"staging\"")
                .contains("subscriptionId in~ (\"" + id(2) + "\"), \"test\"");
    }

    @Test
    void whatOnlyAnIdIsKnownOfIsReadIfARuleSaysSo() {
        AzureScope scope = AzureScope.builder(SubscriptionSelection.of(List.of(id(0))))
                .exclude(List.of(new Glob("*-sandbox")))
                .environments(new EnvironmentRules(
                        "environment",
                        Map.of(new Glob("rg-*-prod"), "production", new Glob("rg-*-stg"), "staging"),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        new TreeSet<>(List.of("production"))))
                .build();
        String groups = "/subscriptions/" + id(0) + "/resourceGroups/";

        assertThat(scope.hasUnlisted(groups + "rg-a-prod/providers/x/y/gone", key -> false))
                .isTrue();
        assertThat(scope.hasUnlisted(groups + "rg-a-stg/providers/x/y/gone", key -> false))
                .isFalse();
        assertThat(scope.hasUnlisted(groups + "rg-a/providers/x/y/gone", key -> false))
                .as("the filter by tag may have left it out")
                .isFalse();
        assertThat(scope.hasUnlisted(
                        groups + "rg-a/providers/x/y/s/blobServices/default", key -> key.endsWith("/x/y/s")))
                .as("a part of what is listed")
                .isTrue();
        assertThat(scope.hasUnlisted("/subscriptions/" + id(0), key -> false)).isTrue();
        assertThat(scope.hasUnlisted(groups + "rg-sandbox/providers/x/y/gone", key -> false))
                .isFalse();
    }

    private static String id(int i) {
        return String.format(java.util.Locale.ROOT, "00000000-0000-4000-8000-%012d", i);
    }

    private static String rows(int from, int to, String state) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        "{\"id\":\"/subscriptions/%1$s\",\"subscriptionId\":\"%1$s\",\"name\":\"sub-%2$d\",\"state\":\"%3$s\"}"
                                .formatted(id(i), i, state))
                .collect(Collectors.joining(","));
    }

    private static String page(String token, String rows) {
        return "{\"totalRecords\":1,\"count\":1," + token + "\"data\":[" + rows
                + "],\"facets\":[],\"resultTruncated\":\"false\"}";
    }
}
