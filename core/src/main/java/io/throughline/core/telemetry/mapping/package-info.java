/**
 * How well the configured mappings fit what was seen: {@link io.throughline.core.telemetry.mapping.MappingReport}. It
 * advises; nothing is joined by it.
 */
@NullMarked
package io.throughline.core.telemetry.mapping;

import org.jspecify.annotations.NullMarked;
