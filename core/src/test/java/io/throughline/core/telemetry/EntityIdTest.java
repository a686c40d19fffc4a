package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityIdTest {

    @Test
    void isTheSameHoweverItWasSpelled() {
        EntityId spelled = new EntityId("Azure", "Resource", " /Subscriptions/S/resourceGroups/RG/Sites/API ");

        assertThat(spelled)
                .isEqualTo(new EntityId("azure", "resource", "/subscriptions/s/resourcegroups/rg/sites/api"));
        assertThat(spelled).hasToString("throughline:azure:resource:/subscriptions/s/resourcegroups/rg/sites/api");
    }

    @Test
    void doesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));

            assertThat(new EntityId("JIRA", "COMPONENT", "INVOICING").key()).isEqualTo("invoicing");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throughline:azure:external:http/host:443",
                "throughline:jira:component:acme.atlassian.net/chk/pay: ments",
                "throughline:sentry:project:acme/checkout-api"
            })
    void readsItsTextFormBack(String urn) {
        assertThat(EntityId.parse(urn)).hasToString(urn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "throughline:azure:resource",
                "throughline:azure:resource:",
                "throughline:azure:resource: ",
                "other:azure:resource:x",
                "throughline:az ure:resource:x",
                "throughline::resource:x",
                "throughline:azure:res_ource:x"
            })
    void refusesOtherTexts(String urn) {
        assertThatIllegalArgumentException().isThrownBy(() -> EntityId.parse(urn));
    }

    @Test
    void namesServicesWithinTheirProduct() {
        assertThat(EntityId.service("Checkout", "api")).hasToString("throughline:throughline:service:checkout/api");
        assertThat(EntityId.product("Checkout")).hasToString("throughline:throughline:product:checkout");
    }

    @Test
    void ordersBySystemTypeAndKey() {
        EntityId first = new EntityId("azure", "role", "z");
        EntityId second = new EntityId("azure-x", "role", "a");
        EntityId third = new EntityId("azure-x", "role", "b");

        assertThat(java.util.stream.Stream.of(third, second, first).sorted()).containsExactly(first, second, third);
    }
}
