package io.throughline.correlation.topology;

import static io.throughline.core.testkit.Telemetry.hour;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.ExponentialHistogram;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.topology.MapDifference.Changed;
import io.throughline.correlation.topology.MapDifference.Figure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationMapTest {

    private static final EntityId SERVICE = EntityId.service("shop", "orders-api");
    private static final Entity ORDERS = entity("role", "ws/orders", EntityKind.ROLE);
    private static final Entity ORDERS_SITE = entity("resource", "/sites/app-orders", EntityKind.COMPUTE);
    private static final Entity FRONT = entity("role", "ws/front", EntityKind.ROLE);
    private static final Entity FRONT_SITE = entity("resource", "/sites/app-front", EntityKind.COMPUTE);
    private static final Entity DATABASE = entity("resource", "/servers/sql", EntityKind.DATABASE);
    private static final Entity QUEUE = entity("external", "servicebus/orders", EntityKind.MESSAGING);
    private static final List<Entity> ENTITIES = List.of(ORDERS, ORDERS_SITE, FRONT, FRONT_SITE, DATABASE, QUEUE);

    private final List<Dependency> dependencies = new ArrayList<>();

    @Test
    void whatIsMappedToOneServiceIsOneNodeAndARoleIsOneWithTheResourceItRunsIn() {
        call(FRONT, ORDERS, 0, 600, 6, 0.1);
        call(ORDERS, DATABASE, 0, 1200, 0, 0.01);
        call(FRONT, FRONT_SITE, 0, 600, 0, Dependency.HOSTED_BY, ExponentialHistogram.empty());

        ApplicationMap map = ApplicationMap.of(window());

        assertThat(map.nodes()).extracting(MapNode::id).containsExactlyInAnyOrder(FRONT.id(), SERVICE, DATABASE.id());
        assertThat(node(map, SERVICE).members()).containsExactlyInAnyOrder(ORDERS.id(), ORDERS_SITE.id());
        assertThat(node(map, FRONT.id()).members()).containsExactlyInAnyOrder(FRONT.id(), FRONT_SITE.id());
        MapEdge edge = map.edges().get(0);
        assertThat(edge.caller()).isEqualTo(FRONT.id());
        assertThat(edge.callee()).isEqualTo(SERVICE);
        assertThat(edge.calls()).isEqualTo(600);
        assertThat(edge.failureRatio()).isEqualTo(0.01);
        assertThat(edge.latency().quantile(0.95)).isCloseTo(0.1, within(0.0022));
        assertThat(node(map, SERVICE).calls()).isEqualTo(600);
    }

    @Test
    void aResourceThatSeveralRolesRunInIsNotOneWithAnyOfThem() {
        Entity other = entity("role", "ws/jobs", EntityKind.ROLE);
        call(FRONT, FRONT_SITE, 0, 600, 0, Dependency.HOSTED_BY, ExponentialHistogram.empty());
        call(other, FRONT_SITE, 0, 600, 0, Dependency.HOSTED_BY, ExponentialHistogram.empty());
        call(FRONT, ORDERS, 0, 10, 0, 0.1);

        ApplicationMap map = ApplicationMap.of(window());

        assertThat(node(map, FRONT.id()).members()).containsExactly(FRONT.id());
    }

    @Test
    void messagesGoThroughTheQueueToItsConsumer() {
        call(FRONT, QUEUE, 0, 100, 0, "servicebus", ExponentialHistogram.empty());
        call(QUEUE, ORDERS, 0, 98, 2, "servicebus", ExponentialHistogram.empty());

        ApplicationMap map = ApplicationMap.of(window());

        assertThat(map.edges())
                .extracting(edge -> edge.caller() + ">" + edge.callee())
                .containsExactlyInAnyOrder(FRONT.id() + ">" + QUEUE.id(), QUEUE.id() + ">" + SERVICE);
    }

    @Test
    void anEdgeSaysWhenAndHowSteadilyItWasSeen() {
        call(FRONT, ORDERS, 1, 10, 0, 0.1);
        call(FRONT, ORDERS, 3, 10, 0, 0.1);

        MapEdge edge = ApplicationMap.of(window()).edges().get(0);

        assertThat(edge.firstSeen()).isEqualTo(hour(1).from());
        assertThat(edge.lastSeen()).isEqualTo(hour(3).to());
        assertThat(edge.presence()).isEqualTo(2 / 6.0);
    }

    @Test
    void twoMomentsCanBeCompared() {
        for (int hour = 0; hour < 6; hour++) {
            boolean late = hour >= 3;
            call(FRONT, ORDERS, hour, 600, late ? 90 : 3, 0.1);
            call(ORDERS, DATABASE, hour, 1200, 0, late ? 2.0 : 0.01);
            if (late) {
                call(FRONT, QUEUE, hour, 100, 0, 0.02);
            }
        }
        call(ORDERS, QUEUE, 0, 2, 0, 0.02);
        ApplicationMap map = ApplicationMap.of(window());

        MapDifference difference = map.at(hours(0, 3)).diff(map.at(hours(3, 6)));

        assertThat(difference.appeared()).singleElement().satisfies(found -> {
            assertThat(found.edge().callee()).isEqualTo(QUEUE.id());
            assertThat(found.expected()).isEqualTo(300);
            assertThat(found.telling()).isTrue();
        });
        assertThat(difference.vanished())
                .singleElement()
                .satisfies(found -> assertThat(found.telling())
                        .as("two calls in three hours may well stay away")
                        .isFalse());
        assertThat(difference.changed())
                .extracting(Changed::figure)
                .containsExactlyInAnyOrder(Figure.FAILURE_RATIO, Figure.SLOW_RATIO);
        assertThat(difference.changed())
                .allSatisfy(change -> assertThat(change.qValue()).isLessThan(0.05));
        assertThat(difference.tested()).isEqualTo(6);
    }

    @Test
    void fewCallsThatDifferByChanceAreNotAChange() {
        call(FRONT, ORDERS, 0, 12, 0, 0.1);
        call(FRONT, ORDERS, 3, 9, 1, 0.1);
        ApplicationMap map = ApplicationMap.of(window());

        assertThat(map.at(hours(0, 3)).diff(map.at(hours(3, 6))).changed()).isEmpty();
    }

    @Test
    void theSameWindowGivesTheSameTextWhateverTheOrder() {
        for (int hour = 0; hour < 6; hour++) {
            call(FRONT, ORDERS, hour, 600 + hour, 3, 0.1 + hour * 0.03);
            call(ORDERS, DATABASE, hour, 1200, 0, 0.013);
        }
        String text = ApplicationMap.of(window()).toJson();

        Collections.reverse(dependencies);

        assertThat(ApplicationMap.of(window()).toJson()).isEqualTo(text).contains("\"presence\":1", "\"p95\":");
    }

    @Test
    void anIntervalOutsideOfTheWindowIsRefused() {
        call(FRONT, ORDERS, 0, 12, 0, 0.1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApplicationMap.of(window()).at(hours(5, 7)))
                .withMessageContaining("must lie within");
    }

    private static MapNode node(ApplicationMap map, EntityId id) {
        return map.nodes().stream()
                .filter(node -> node.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void call(Entity caller, Entity callee, int hour, long calls, long failures, double seconds) {
        ExponentialHistogram latency =
                ExponentialHistogram.builder().record(seconds, calls).build();
        call(caller, callee, hour, calls, failures, "http", latency);
    }

    private void call(
            Entity caller,
            Entity callee,
            int hour,
            long calls,
            long failures,
            String protocol,
            ExponentialHistogram latency) {
        dependencies.add(new Dependency(
                caller.id(),
                callee.id(),
                protocol,
                hour(hour),
                calls,
                failures,
                latency,
                new Provenance("azure/dependencies", caller.id() + ">" + callee.id() + ">" + hour, null)));
    }

    private TelemetryWindow window() {
        EntityRegistry registry = EntityRegistry.of(List.of(
                EntityMapping.of(SERVICE, new EntityMapping.ById(ORDERS.id())),
                EntityMapping.of(SERVICE, new EntityMapping.ById(ORDERS_SITE.id()))));
        TimeWindow span = hours(0, 6);
        return new TelemetryWindow(
                span,
                span,
                ENTITIES,
                List.of(),
                List.of(),
                dependencies,
                registry.resolve(ENTITIES, span.to()),
                Completeness.none());
    }

    private static TimeWindow hours(int from, int to) {
        return new TimeWindow(hour(from).from(), hour(to).from());
    }

    private static Entity entity(String type, String key, EntityKind kind) {
        EntityId id = new EntityId("azure", type, key);
        return new Entity(
                id,
                kind,
                key.substring(key.lastIndexOf('/') + 1),
                null,
                "production",
                Attributes.empty(),
                new Provenance("azure/resources", key, null));
    }
}
