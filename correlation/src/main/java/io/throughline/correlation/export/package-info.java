/**
 * Incidents to hand on: as Markdown, as canonical JSON, and as Atlassian's document format. Whatever characters a vendor's
 * titles have, they come out as text. Entry point: {@link io.throughline.correlation.export.IncidentExport}. Reads no clock,
 * does no input or output.
 */
@NullMarked
package io.throughline.correlation.export;

import org.jspecify.annotations.NullMarked;
