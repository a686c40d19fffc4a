/** Cron monitors with their check-ins, and detectors and workflows (Sentry's alerts). */
@NullMarked
package io.throughline.sentry.monitor;

import org.jspecify.annotations.NullMarked;
