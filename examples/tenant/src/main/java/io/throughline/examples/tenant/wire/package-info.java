/**
 * HTTPS on loopback, as far as four vendors' protocols need it: {@link io.throughline.examples.tenant.wire.WireServer}
 * serves {@link io.throughline.examples.tenant.wire.Routes} with a certificate made at start
 * ({@link io.throughline.examples.tenant.wire.LoopbackCertificate}). What is said on the wire belongs to the vendors'
 * packages.
 */
@NullMarked
package io.throughline.examples.tenant.wire;

import org.jspecify.annotations.NullMarked;
