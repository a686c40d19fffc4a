package io.throughline.core.source;

import io.throughline.core.telemetry.Dependency;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.Series;
import io.throughline.core.telemetry.event.Event;

/** Takes what a stream reads. Points of one series may come in several pieces, as long as no time comes twice. */
public interface TelemetrySink {

    /** Takes an entity; the last one of an id counts. */
    void entity(Entity entity);

    /** Takes a series or a piece of one. */
    void series(Series series);

    /** Takes an event; the last one of an id counts. */
    void event(Event event);

    /** Takes an edge. */
    void dependency(Dependency dependency);

    /** Takes a record that cannot be understood, so that it is told of instead of lost; the others go on. */
    void setAside(SetAside record);
}
