package io.throughline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityRegistryTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final EntityId API = EntityId.service("checkout", "api");
    private static final EntityId CHECKOUT = EntityId.product("checkout");

    private final Entity role = entity("azure", "role", "ws/checkout-api", "Checkout-API", null);
    private final Entity app = entity("azure", "resource", "/sites/app-1", "app-1", "Checkout");
    private final Entity project = entity("sentry", "project", "acme/checkout-api", "checkout-api", null);

    @Test
    void joinsByNameOnlyWithinTheSystemAndType() {
        EntityRegistry registry = EntityRegistry.of(
                List.of(EntityMapping.of(API, new EntityMapping.ByName("azure", "role", "checkout-api"))));

        EntityRegistry.Memberships memberships = registry.resolve(List.of(role, app, project), NOW);

        assertThat(memberships.membersOf(API)).containsExactly(role.id());
        assertThat(memberships.targetsOf(role.id())).containsExactly(API);
        assertThat(memberships.targetsOf(project.id())).isEmpty();
    }

    @Test
    void neverJoinsWhatIsNotMapped() {
        EntityRegistry.Memberships memberships = EntityRegistry.of(List.of()).resolve(List.of(role, project), NOW);

        assertThat(memberships.targets()).isEmpty();
        assertThat(memberships.members()).isEmpty();
    }

    @Test
    void joinsByIdByAttributeAndByTheStartOfAName() {
        EntityRegistry registry = EntityRegistry.of(List.of(
                EntityMapping.of(API, new EntityMapping.ById(project.id())),
                EntityMapping.of(API, new EntityMapping.ByName("azure", null, "checkout-*")),
                EntityMapping.of(CHECKOUT, new EntityMapping.ByAttribute("azure", "tag.product", "checkout"))));

        EntityRegistry.Memberships memberships = registry.resolve(List.of(role, app, project), NOW);

        assertThat(memberships.membersOf(API)).containsExactly(role.id(), project.id());
        assertThat(memberships.membersOf(CHECKOUT)).containsExactly(app.id());
    }

    @Test
    void letsAnEntityBelongToSeveral() {
        EntityMapping.Selector selector = new EntityMapping.ById(role.id());
        EntityRegistry registry =
                EntityRegistry.of(List.of(EntityMapping.of(API, selector), EntityMapping.of(CHECKOUT, selector)));

        assertThat(registry.resolve(List.of(role), NOW).targetsOf(role.id())).containsExactly(CHECKOUT, API);
    }

    @Test
    void joinsFromTheInstantOnFromWhichAMappingHolds() {
        EntityMapping mapping = new EntityMapping(API, new EntityMapping.ById(role.id()), NOW);
        EntityRegistry registry = EntityRegistry.of(List.of(mapping));

        assertThat(registry.resolve(List.of(role), NOW.minusNanos(1)).membersOf(API))
                .isEmpty();
        assertThat(registry.resolve(List.of(role), NOW).membersOf(API)).containsExactly(role.id());
    }

    @Test
    void showsAServiceWhoseEntitiesWereNotSeen() {
        EntityRegistry registry = EntityRegistry.of(List.of(EntityMapping.of(API, new EntityMapping.ById(role.id()))));

        EntityRegistry.Memberships memberships = registry.resolve(List.of(), NOW);

        assertThat(memberships.members()).containsOnlyKeys(API);
        assertThat(memberships.membersOf(API)).isEmpty();
    }

    private static Entity entity(String system, String type, String key, String name, @Nullable String product) {
        return new Entity(
                new EntityId(system, type, key),
                EntityKind.OTHER,
                name,
                product,
                null,
                Attributes.builder().put("tag.product", product).build(),
                new Provenance(system + "/inventory", key, null));
    }
}
