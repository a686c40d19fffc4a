package io.throughline.sentry.organization;

import java.util.Objects;

/**
 * An environment that events came from.
 *
 * @param id Sentry's number
 * @param name the name; may be empty, for events that tell none
 */
public record SentryEnvironment(String id, String name) {

    public SentryEnvironment {
        id = id == null ? "" : id;
        Objects.requireNonNull(name, "name");
    }
}
