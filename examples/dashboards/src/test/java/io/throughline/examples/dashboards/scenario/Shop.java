package io.throughline.examples.dashboards.scenario;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is who: three services with a role, a resource, a Sentry project and a component each, over one database. */
public final class Shop {

    public static final String PRODUCT = "checkout";
    public static final List<String> SERVICES = List.of("checkout-api", "orders", "payments");

    public static final EntityId DATABASE = new EntityId(
            "azure",
            "resource",
            "/subscriptions/0/resourcegroups/rg-shop/providers/microsoft.dbforpostgresql/flexibleservers/psql-orders");
    public static final EntityId JIRA = new EntityId("jira", "project", "acme.atlassian.net/CHK");

    private Shop() {}

    public static EntityId role(String service) {
        return new EntityId("azure", "role", "ws-1/" + service);
    }

    public static EntityId app(String service) {
        return new EntityId(
                "azure",
                "resource",
                "/subscriptions/0/resourcegroups/rg-shop/providers/microsoft.web/sites/app-" + service);
    }

    public static EntityId sentry(String service) {
        return new EntityId("sentry", "project", "acme/" + service);
    }

    public static EntityId sonar(String service) {
        return new EntityId("sonarcloud", "project", "acme/acme_" + service);
    }

    public static EntityId component(String service) {
        return new EntityId("jira", "component", "acme.atlassian.net/CHK/" + service);
    }

    static List<Entity> entities() {
        List<Entity> entities = new ArrayList<>();
        for (String service : SERVICES) {
            entities.add(entity(role(service), EntityKind.ROLE, service, null));
            entities.add(entity(app(service), EntityKind.COMPUTE, "app-" + service, "production"));
            entities.add(entity(sentry(service), EntityKind.ERROR_PROJECT, service, null));
            entities.add(entity(sonar(service), EntityKind.CODE_PROJECT, "acme_" + service, null));
            entities.add(entity(component(service), EntityKind.TRACKER_PROJECT, service, null));
        }
        entities.add(entity(DATABASE, EntityKind.DATABASE, "psql-orders", "production"));
        entities.add(entity(JIRA, EntityKind.TRACKER_PROJECT, "CHK", null));
        return entities;
    }

    private static Entity entity(EntityId id, EntityKind kind, String name, @Nullable String environment) {
        String stream = switch (id.system()) {
            case "azure" -> "azure/resources";
            case "sentry" -> "sentry/issues";
            case "jira" -> "jira/tickets";
            default -> "sonarcloud/analyses";
        };
        return new Entity(
                id, kind, name, PRODUCT, environment, Attributes.empty(), new Provenance(stream, id.key(), null));
    }

    static EntityRegistry.Memberships memberships(List<Entity> entities, Instant at) {
        List<EntityMapping> mappings = new ArrayList<>();
        for (String service : SERVICES) {
            for (EntityId id :
                    List.of(role(service), app(service), sentry(service), sonar(service), component(service))) {
                mappings.add(EntityMapping.of(EntityId.service(PRODUCT, service), new EntityMapping.ById(id)));
            }
        }
        mappings.add(EntityMapping.of(EntityId.product(PRODUCT), new EntityMapping.ById(JIRA)));
        return EntityRegistry.of(mappings).resolve(entities, at);
    }
}
