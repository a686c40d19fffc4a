package io.throughline.examples.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps libraries quiet unless somebody wants to hear them: what matters is said by the commands themselves. */
final class Logging {

    private Logging() {}

    static void configure(boolean debug) {
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, debug ? Level.INFO : Level.ERROR);
        level("io.throughline", debug ? Level.DEBUG : Level.WARN);
        // They log each failure with its stack trace; our exceptions say the same in one line.
        level("com.azure", debug ? Level.INFO : Level.OFF);
        level("com.microsoft.aad", debug ? Level.INFO : Level.OFF);
        level("io.javalin", debug ? Level.INFO : Level.OFF);
    }

    private static void level(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
