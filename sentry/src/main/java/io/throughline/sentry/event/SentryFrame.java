package io.throughline.sentry.event;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a stack. The values of variables are not read.
 *
 * @param filename the file, or null
 * @param absPath the file's whole path or address, or null
 * @param module the module or class, or null
 * @param function the function, or null
 * @param lineNo the line, or null
 * @param colNo the column, or null
 * @param inApp whether it is the application's own code rather than a library's, or null if not told
 */
public record SentryFrame(
        @Nullable String filename,
        @Nullable String absPath,
        @Nullable String module,
        @Nullable String function,
        @Nullable Integer lineNo,
        @Nullable Integer colNo,
        @Nullable Boolean inApp) {}
