package io.throughline.core.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** What the library logs through Logback, whatever the level, instead of it being printed. */
final class LoggedLines extends AppenderBase<ILoggingEvent> {

    private final Consumer<String> lines;

    private LoggedLines(Consumer<String> lines) {
        this.lines = lines;
    }

    /** Gives each message to a consumer until it is closed. */
    static AutoCloseable to(Consumer<String> lines) {
        Logger library = (Logger) LoggerFactory.getLogger("io.throughline");
        LoggedLines appender = new LoggedLines(lines);
        Level before = library.getLevel();
        appender.start();
        library.setLevel(Level.TRACE);
        library.setAdditive(false);
        library.addAppender(appender);
        return () -> {
            library.detachAppender(appender);
            library.setAdditive(true);
            library.setLevel(before);
        };
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.accept(event.getFormattedMessage());
        for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            lines.accept(thrown.getClassName() + ": " + thrown.getMessage());
        }
    }
}
