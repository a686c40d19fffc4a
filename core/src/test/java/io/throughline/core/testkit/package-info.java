/**
 * What is published for tests (classifier {@code testkit}), needing only JUnit and core.
 *
 * <ul>
 *   <li>Contracts, each proven by one subclass: {@link io.throughline.core.testkit.TelemetrySourceContract} for a source,
 *       {@link io.throughline.core.testkit.TelemetryStoreContract} for a store, {@link
 *       io.throughline.core.testkit.TrackerContract} for a tracker, {@link io.throughline.core.testkit.ClientFaultContract}
 *       for a client's connection.
 *   <li>The smallest that fulfil them, which are the examples of them and good for tests of what stands above: {@link
 *       io.throughline.core.testkit.ScriptedSource} over a {@link io.throughline.core.testkit.ScriptedVendor}, {@link
 *       io.throughline.core.testkit.InMemoryTelemetryStore}, {@link io.throughline.core.testkit.InMemoryTracker} over a
 *       {@link io.throughline.core.testkit.ScriptedTracker}.
 *   <li>A clock that stands still ({@link io.throughline.core.testkit.TestTime}), scripted answers ({@link
 *       io.throughline.core.testkit.ScriptedTransport}), small pieces of telemetry.
 * </ul>
 */
@NullMarked
package io.throughline.core.testkit;

import org.jspecify.annotations.NullMarked;
