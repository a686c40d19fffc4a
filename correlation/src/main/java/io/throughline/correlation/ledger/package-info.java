/**
 * Follows incidents from report to report: an identity that stays, a state that does not flicker, and what became of what.
 * Entry point: {@link io.throughline.correlation.ledger.IncidentLedger}. Reads no clock, does no input or output.
 */
@NullMarked
package io.throughline.correlation.ledger;

import org.jspecify.annotations.NullMarked;
