package io.throughline.core.config;

import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.mapping.Grouping;
import java.util.List;
import java.util.Map;

/**
 * Knows one vendor's part of the configuration and builds its source. Found by {@link java.util.ServiceLoader}, or
 * passed explicitly.
 */
public interface SourceProvider {

    /** Returns the source's id, the top-level key of its section in the configuration. */
    String id();

    /**
     * Reads and checks the vendor's part of the configuration without any call to the vendor. Every problem is reported on
     * the section it is in; the result is only used if there was none.
     */
    ConfiguredSource configure(SourceConfig config);

    /**
     * A vendor's part of the configuration.
     *
     * @param section the top-level section
     * @param targets for each service and product that has one, the vendor's part of its mapping, for example {@code
     *     products.checkout.services.checkout-api.azure}; a list in its place, as in {@code sentry: [checkout-api]}, is short
     *     for a section with the list under {@code projects}
     */
    record SourceConfig(ConfigSection section, Map<EntityId, ConfigSection> targets) {}

    /** A source whose configuration was found good. */
    interface ConfiguredSource {

        /** Returns which of the vendor's entities belong to which services and products. */
        List<EntityMapping> mappings();

        /** Returns how the vendor keeps things together, to suggest what may belong to the same service. */
        default List<Grouping> groupings() {
            return List.of();
        }

        /** Builds the source; no call to the vendor is made before the first read or check. */
        TelemetrySource open(SourceRuntime runtime);
    }
}
