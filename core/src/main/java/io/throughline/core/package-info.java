/**
 * The ground of Throughline. In reading order: {@link io.throughline.core.telemetry} (the model), {@link
 * io.throughline.core.source} (what a source implements), {@link io.throughline.core.http} (the kit that handwritten
 * clients share) and {@link io.throughline.core.webhook}, {@link io.throughline.core.config} (one YAML file), {@link io.throughline.core.store} (where telemetry
 * is kept), {@link io.throughline.core.sync} (how it gets there) and {@link io.throughline.core.view} (what is kept
 * ready to be looked at).
 */
@NullMarked
package io.throughline.core;

import org.jspecify.annotations.NullMarked;
