/**
 * What a source implements. A {@link io.throughline.core.config.SourceProvider} knows a vendor's section of the
 * configuration and builds a {@link io.throughline.core.source.TelemetrySource}; the source names its {@link
 * io.throughline.core.source.TelemetryStream streams}, measured or revised, each of which is read into a {@link
 * io.throughline.core.source.TelemetrySink}.
 */
@NullMarked
package io.throughline.core.source;

import org.jspecify.annotations.NullMarked;
