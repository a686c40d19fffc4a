package io.throughline.core.telemetry.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.AllOf;
import io.throughline.core.telemetry.EntityMapping.ByAttribute;
import io.throughline.core.telemetry.EntityMapping.ByKey;
import io.throughline.core.telemetry.EntityMapping.ByName;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.mapping.MappingReport.Conflict;
import io.throughline.core.telemetry.mapping.MappingReport.Coverage;
import io.throughline.core.telemetry.mapping.MappingReport.Suggestion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MappingReportTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final EntityId API = EntityId.service("shop", "orders-api");
    private static final EntityId WORKER = EntityId.service("shop", "orders-worker");
    private static final EntityId SHOP = EntityId.product("shop");
    private static final Grouping GROUP = new Grouping("resource group", entity -> {
        int at = entity.id().key().indexOf('/');
        return at > 0 ? Optional.of(entity.id().key().substring(0, at)) : Optional.empty();
    });

    private final List<EntityMapping> mappings = new ArrayList<>();
    private final List<Entity> entities = new ArrayList<>();
    private final List<Dependency> calls = new ArrayList<>();

    @Test
    void countsWhatIsMappedByType() {
        entity("role", "rg/orders-api", "orders-api", Attributes.empty());
        entity("role", "rg/other", "other", Attributes.empty());
        entity("resource", "rg/app", "app", Attributes.of(AttributeKeys.RESOURCE_TYPE, "microsoft.web/sites"));
        map(API, new ByName("azure", "role", "orders-*"));
        map(SHOP, new ByName("azure", "resource", "a*p"));

        MappingReport report = report();

        assertThat(report.coverage())
                .containsExactly(
                        new Coverage("azure", "microsoft.web/sites", 1, 1), new Coverage("azure", "role", 1, 2));
        assertThat(report.mapped()).isEqualTo(2);
        assertThat(report.total()).isEqualTo(3);
    }

    @Test
    void listsWhatTwoServicesClaimButNotAServiceWithItsProduct() {
        entity("role", "rg/orders-api", "orders-api", Attributes.empty());
        entity("role", "rg/both", "both", Attributes.empty());
        map(SHOP, new ByKey("azure", "role", "rg/*"));
        map(API, new ByName("azure", "role", "orders-api"));
        map(API, new ByName("azure", "role", "both"));
        map(WORKER, new ByName("azure", "role", "BOTH"));

        assertThat(report().conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.name()).isEqualTo("both");
            assertThat(conflict.targets()).containsExactlyInAnyOrder(SHOP, API, WORKER);
        });
        assertThat(report().conflicts()).extracting(Conflict::name).doesNotContain("orders-api");
    }

    @Test
    void listsSelectorsThatChooseNothingWithWhatIsNear() {
        entity("role", "rg/orders-api", "orders-api", Attributes.empty());
        entity("resource", "rg/app", "app", Attributes.of("tag.product", "shop"));
        map(API, new ByName("azure", "role", "order-api"));
        map(SHOP, new ByAttribute("azure", "tag.product", "shopp"));
        mappings.add(
                new EntityMapping(WORKER, new ByName("azure", "role", "not yet valid"), NOW.plus(Duration.ofDays(1))));

        assertThat(report().orphans())
                .extracting(orphan -> orphan.mapping().target() + " " + orphan.nearMisses())
                .containsExactly(API + " [orders-api]", SHOP + " [shop]");
    }

    @Test
    void suggestsByNameTagGroupAndNeighbourhoodAndSaysWhy() {
        entity("role", "rg-o/orders-api", "orders-api", Attributes.empty());
        entity("role", "rg-o/second", "second", Attributes.empty());
        Entity resource = entity("resource", "rg-o/1", "app-orders-api-prod", Attributes.empty());
        Entity database = entity("resource", "rg-db/1", "psql-x", Attributes.of("tag.service", "Orders-API"));
        Entity queue = entity("resource", "rg-q/1", "sb-1", Attributes.empty());
        Entity stranger = entity("resource", "rg-z/1", "elsewhere", Attributes.empty());
        map(API, new ByName("azure", "role", "orders-api"));
        map(API, new ByName("azure", "role", "second"));
        map(WORKER, new ByName("azure", "role", "orders-worker"));
        call(entities.get(0), queue);

        List<Suggestion> suggestions = report().suggestions();

        assertThat(suggestions).extracting(Suggestion::target).containsOnly(API);
        assertThat(suggestions)
                .extracting(Suggestion::entity)
                .containsExactly(resource.id(), database.id(), queue.id())
                .doesNotContain(stranger.id());
        assertThat(suggestions.get(0).reasons())
                .containsExactly(
                        "its name is that of orders-api",
                        "2 of its resource group rg-o belong to it, and none to another");
        assertThat(suggestions.get(1).reasons()).containsExactly("its tag service is Orders-API");
        assertThat(suggestions.get(2).reasons()).containsExactly("it is called only by what belongs to it");
    }

    @Test
    void doesNotSuggestByANeighbourhoodThatIsShared() {
        entity("role", "rg/orders-api", "orders-api", Attributes.empty());
        entity("role", "rg/orders-worker", "orders-worker", Attributes.empty());
        Entity shared = entity("resource", "rg/1", "sb-1", Attributes.empty());
        map(API, new ByName("azure", "role", "orders-api"));
        map(WORKER, new ByName("azure", "role", "orders-worker"));
        call(entities.get(0), shared);
        call(entities.get(1), shared);

        assertThat(report().suggestions()).isEmpty();
    }

    @Test
    void allPartsMustHoldAndStarsStandForAnyText() {
        Entity both = entity("resource", "rg/1", "app-orders-1", Attributes.of("tag.a", "x", "tag.b", "Y"));
        Entity one = entity("resource", "rg/2", "orders-2", Attributes.of("tag.a", "x", "tag.b", "z"));

        AllOf selector =
                new AllOf(List.of(new ByAttribute("azure", "tag.a", "X"), new ByAttribute("azure", "tag.b", "y")));

        assertThat(selector.matches(both)).isTrue();
        assertThat(selector.matches(one)).isFalse();
        assertThat(new ByName("azure", null, "*orders*").matches(both)).isTrue();
        assertThat(new ByName("azure", null, "app*app*").matches(both)).isFalse();
        assertThat(new ByName("azure", null, "*-2").matches(one)).isTrue();
        assertThat(new ByName("azure", null, "orders-2*orders-2").matches(one)).isFalse();
        assertThat(new ByKey("azure", "resource", "RG/*").matches(one)).isTrue();
        assertThat(new ByKey("azure", "role", "rg/*").matches(one)).isFalse();
    }

    private MappingReport report() {
        return MappingReport.of(EntityRegistry.of(mappings), entities, calls, List.of(GROUP), NOW);
    }

    private void map(EntityId target, EntityMapping.Selector selector) {
        mappings.add(EntityMapping.of(target, selector));
    }

    private Entity entity(String type, String key, String name, Attributes attributes) {
        Entity entity = new Entity(
                new EntityId("azure", type, key),
                EntityKind.OTHER,
                name,
                null,
                null,
                attributes,
                new Provenance("azure/resources", key, null));
        entities.add(entity);
        return entity;
    }

    private void call(Entity caller, Entity callee) {
        calls.add(new Dependency(
                caller.id(),
                callee.id(),
                "http",
                TimeWindow.endingAt(NOW, Duration.ofMinutes(5)),
                1,
                0,
                ExponentialHistogram.empty(),
                new Provenance("azure/dependencies", caller.id() + ">" + callee.id(), null)));
    }
}
