/**
 * One list of errors, whoever saw them: {@link io.throughline.correlation.errors.ErrorCatalogue} lays the exceptions that
 * telemetry counts beside the issues that an error tracker keeps, and counts once what both report.
 */
@NullMarked
package io.throughline.correlation.errors;

import org.jspecify.annotations.NullMarked;
