package io.throughline.examples.dashboards.view;

import org.jspecify.annotations.Nullable;

/**
 * A service that is concerned.
 *
 * @param name for people
 * @param page key of its performance view, or null if it has none
 */
public record ServiceName(String name, @Nullable String page) {}
