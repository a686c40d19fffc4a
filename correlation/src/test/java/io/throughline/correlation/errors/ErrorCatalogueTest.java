package io.throughline.correlation.errors;

import static io.throughline.core.testkit.Telemetry.NOON;
import static io.throughline.core.testkit.Telemetry.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Completeness;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import io.throughline.core.telemetry.Metrics;
import io.throughline.core.telemetry.NumberSeries;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.SeriesKey;
import io.throughline.core.telemetry.SeriesKind;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.Unit;
import io.throughline.core.telemetry.event.ErrorIssue;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Severity;
import io.throughline.core.telemetry.window.TelemetryWindow;
import io.throughline.correlation.errors.ErrorCatalogue.Total;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorCatalogueTest {

    private static final EntityId SERVICE = EntityId.service("shop", "orders-api");
    private static final Entity ROLE = entity("azure", "role", EntityKind.ROLE);
    private static final Entity PROJECT = entity("sentry", "project", EntityKind.ERROR_PROJECT);

    private final List<Series> series = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    @Test
    void whatBothReportIsOneEntryAndCountsOnce() {
        counted(ROLE, "java.sql.SQLTransientConnectionException", 30, 70);
        counted(PROJECT, null, 25, 60);
        issue("ORDERS-4F", "SQLTransientConnectionException");

        ErrorCatalogue catalogue = ErrorCatalogue.of(window());

        assertThat(catalogue.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.node()).isEqualTo(SERVICE);
            assertThat(entry.type()).isEqualTo("SQLTransientConnectionException");
            assertThat(entry.fullTypes()).containsExactly("java.sql.SQLTransientConnectionException");
            assertThat(entry.counted()).isEqualTo(100);
            assertThat(entry.issues()).extracting(ErrorIssue::key).containsExactly("ORDERS-4F");
            assertThat(entry.seenByBoth()).isTrue();
        });
        assertThat(catalogue.totals()).containsEntry(SERVICE, new Total(100, 85, 100, 100));
    }

    @Test
    void whatOnlyOneReportsLeavesTheTotalBetweenBounds() {
        counted(ROLE, "java.io.IOException", 10);
        counted(PROJECT, null, 7);
        issue("ORDERS-9A", "OutOfStock");

        ErrorCatalogue catalogue = ErrorCatalogue.of(window());

        assertThat(catalogue.entries()).extracting(ErrorEntry::type).containsExactly("IOException", "OutOfStock");
        assertThat(catalogue.entries()).noneMatch(ErrorEntry::seenByBoth);
        assertThat(catalogue.totals()).containsEntry(SERVICE, new Total(10, 7, 10, 17));
    }

    @Test
    void whatLiesOutsideOfTheFocusDoesNotCount() {
        series.add(NumberSeries.of(
                key(ROLE, "java.io.IOException"),
                Duration.ofMinutes(1),
                new long[] {hour(-1).from().toEpochMilli()},
                new double[] {5}));

        assertThat(ErrorCatalogue.of(window()).entries()).isEmpty();
    }

    private void counted(Entity entity, @org.jspecify.annotations.Nullable String type, double... values) {
        long[] times = new long[values.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = NOON.plusSeconds(60L * i).toEpochMilli();
        }
        series.add(NumberSeries.of(key(entity, type), Duration.ofMinutes(1), times, values));
    }

    private static SeriesKey key(Entity entity, @org.jspecify.annotations.Nullable String type) {
        Attributes attributes =
                Attributes.builder().put(AttributeKeys.EXCEPTION_TYPE, type).build();
        return new SeriesKey(entity.id(), Metrics.ERROR_COUNT, Unit.ERRORS, SeriesKind.DELTA, attributes);
    }

    private void issue(String key, String type) {
        events.add(new ErrorIssue(
                new EventHeader(
                        PROJECT.id(),
                        "production",
                        NOON.plusSeconds(60),
                        NOON.plusSeconds(300),
                        type,
                        Attributes.empty(),
                        new Provenance("sentry/issues", key, null)),
                key,
                type,
                null,
                null,
                Severity.ERROR,
                "unresolved",
                85,
                null,
                null,
                null));
    }

    private TelemetryWindow window() {
        List<Entity> entities = List.of(ROLE, PROJECT);
        EntityRegistry registry = EntityRegistry.of(List.of(
                EntityMapping.of(SERVICE, new EntityMapping.ById(ROLE.id())),
                EntityMapping.of(SERVICE, new EntityMapping.ById(PROJECT.id()))));
        TimeWindow span = new TimeWindow(hour(-1).from(), hour(0).to());
        return new TelemetryWindow(
                span,
                hour(0),
                entities,
                series,
                events,
                List.of(),
                registry.resolve(entities, span.to()),
                Completeness.none());
    }

    private static Entity entity(String system, String type, EntityKind kind) {
        return new Entity(
                new EntityId(system, type, "orders"),
                kind,
                "orders",
                null,
                "production",
                Attributes.empty(),
                new Provenance(system + "/things", "orders", null));
    }
}
