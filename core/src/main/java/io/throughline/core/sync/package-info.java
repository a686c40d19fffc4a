/**
 * How telemetry gets from sources into the store. {@link io.throughline.core.sync.SyncEngine} reads every stream of every
 * source, side by side, incrementally; each write and its watermark are one transaction, so that a run that was killed
 * anywhere and is run again ends with the same content. One stream's failure never stops another's.
 *
 * <p>Fresh data goes before back-fill and the more urgent tier before the less urgent one. Each stream is written under a
 * lease of the store, so that of several engines one at a time writes it. {@link io.throughline.core.sync.SyncSchedule}
 * says what is due, to a host that runs the engine when it likes; {@link io.throughline.core.sync.SyncStatus} tells how the
 * streams are doing. A stream that has stopped, although it can be read or because it cannot, becomes an event of the
 * stream {@code throughline/streams}.
 */
@NullMarked
package io.throughline.core.sync;

import org.jspecify.annotations.NullMarked;
