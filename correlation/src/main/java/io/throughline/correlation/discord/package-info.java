/**
 * Shapes a series never showed before. {@link io.throughline.correlation.discord.Discords} searches a series whose
 * beginning is known to be normal for its discord: the stretch that is farthest from every earlier one. It looks only
 * back, so what it says of a row does not change when later rows arrive.
 */
@NullMarked
package io.throughline.correlation.discord;

import org.jspecify.annotations.NullMarked;
