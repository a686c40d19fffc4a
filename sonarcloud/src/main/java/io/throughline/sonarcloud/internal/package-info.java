/**
 * How calls reach the server; not for use outside of this module. {@link io.throughline.sonarcloud.internal.SonarCalls}
 * makes and pages them.
 */
@NullMarked
package io.throughline.sonarcloud.internal;

import org.jspecify.annotations.NullMarked;
