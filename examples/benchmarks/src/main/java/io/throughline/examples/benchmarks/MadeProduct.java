package io.throughline.examples.benchmarks;

import io.throughline.core.telemetry.AttributeKeys;
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
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.core.telemetry.event.Event;
import io.throughline.core.telemetry.window.TelemetryWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A made week of a product by the minute: services that call the next two in their tier and a database, each with
 * operations, outgoing calls, hosts and errors; the load of days and of the week's end; a fault on a service in eight every
 * day, which its callers feel; deployments, alerts and tickets. The same seed gives the same week.
 */
final class MadeProduct {

    static final int WEEK = 7 * 24 * 60;
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final Instant END = START.plus(Duration.ofMinutes(WEEK));
    /** Services that depend on each other; between such groups there are no calls. */
    static final int GROUP = 8;

    private final long seed;
    private final int services;
    private final List<Entity> entities = new ArrayList<>();
    private final List<EntityMapping> mappings = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();

    MadeProduct(long seed, int services) {
        this.seed = seed;
        this.services = services;
        for (int service = 0; service < services; service++) {
            place(service);
            series.addAll(new MadeService(seed, service).series());
        }
        for (int service = 0; service < services; service++) {
            for (int callee = service + 1; callee <= service + 2; callee++) {
                if (callee < services && callee / GROUP == service / GROUP) {
                    call(role(service), role(callee));
                }
            }
            call(role(service), database(service / GROUP));
        }
    }

    static EntityId role(int service) {
        return new EntityId("azure", "role", "workspace/" + name(service));
    }

    static EntityId project(int service) {
        return new EntityId("sentry", "project", "acme/" + name(service));
    }

    static EntityId host(int service) {
        return new EntityId("azure", "resource", "/subscriptions/s/plans/" + name(service));
    }

    static EntityId database(int group) {
        return new EntityId("azure", "resource", "/subscriptions/s/servers/database-" + group);
    }

    static String name(int service) {
        return "service-" + service;
    }

    static long millisAt(int minute) {
        return START.toEpochMilli() + 60_000L * minute;
    }

    /** Returns the week with so many minutes at its end in focus. */
    TelemetryWindow window(int minutes, int focusMinutes, int events) {
        Instant end = Instant.ofEpochMilli(millisAt(minutes));
        List<Event> happened = new MadeEvents(seed, services, events).events();
        return new TelemetryWindow(
                new TimeWindow(START, end),
                new TimeWindow(end.minus(Duration.ofMinutes(focusMinutes)), end),
                entities,
                minutes == WEEK
                        ? series
                        : series.stream()
                                .map(one -> one.slice(new TimeWindow(START, end)))
                                .toList(),
                happened.stream().filter(event -> event.start().isBefore(end)).toList(),
                dependencies,
                EntityRegistry.of(mappings).resolve(entities, end),
                Completeness.of(List.of(
                        StreamCompleteness.complete("azure/requests", end),
                        StreamCompleteness.complete("sentry/errors", end))));
    }

    private void place(int service) {
        EntityId target = EntityId.service("shop", name(service));
        add(host(service), EntityKind.HOST);
        EntityId app = new EntityId("azure", "resource", "/subscriptions/s/apps/" + name(service));
        entities.add(new Entity(
                app,
                EntityKind.COMPUTE,
                name(service),
                "shop",
                "production",
                Attributes.of("plan", host(service).key()),
                new Provenance("azure/resources", app.key(), null)));
        add(role(service), EntityKind.ROLE);
        add(project(service), EntityKind.ERROR_PROJECT);
        for (EntityId member : List.of(app, role(service), project(service))) {
            mappings.add(EntityMapping.of(target, new EntityMapping.ById(member)));
        }
        if (service % GROUP == 0) {
            add(database(service / GROUP), EntityKind.DATABASE);
        }
    }

    private void add(EntityId id, EntityKind kind) {
        String name = id.key().substring(id.key().lastIndexOf('/') + 1);
        entities.add(new Entity(
                id,
                kind,
                name,
                "shop",
                "production",
                Attributes.empty(),
                new Provenance("azure/resources", id.key(), null)));
    }

    private void call(EntityId caller, EntityId callee) {
        dependencies.add(new Dependency(
                caller,
                callee,
                "http",
                new TimeWindow(START, END),
                100_000,
                0,
                ExponentialHistogram.empty(),
                new Provenance("azure/dependencies", caller + " " + callee, null)));
    }

    /** Returns the name of an operation as an attribute. */
    static Attributes operation(int operation) {
        return Attributes.of(AttributeKeys.OPERATION, "GET /path-" + operation);
    }
}
