package io.throughline.examples.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps libraries quiet unless somebody wants to hear them: what matters is said by the commands themselves. */
final class Logging {

    private Logging() {}

    static void configure(boolean debug) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(debug ? Level.INFO : Level.ERROR);
        }
        if (LoggerFactory.getLogger("io.throughline") instanceof Logger own) {
            own.setLevel(debug ? Level.DEBUG : Level.WARN);
        }
    }
}
