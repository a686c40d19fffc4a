package io.throughline.examples.cli;

import io.throughline.core.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Instants and lengths of time as options take them. */
final class Times {

    private Times() {}

    /** Reads ISO 8601 instants in UTC. */
    static final class OfInstant implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text + "' is no UTC instant; write 2026-01-31T14:05:00Z");
            }
        }
    }

    /** Reads lengths of time. */
    static final class OfDuration implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            return Durations.parse(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is no length of time; write 30m, 6h, 7d or PT36H"));
        }
    }

    /** Reads either: an instant, or a length back from the end. */
    static final class OfSince implements ITypeConverter<Since> {
        @Override
        public Since convert(String text) {
            Optional<Duration> back = Durations.parse(text);
            return back.isPresent() ? end -> end.minus(back.get()) : fixed(new OfInstant().convert(text));
        }

        private static Since fixed(Instant instant) {
            return end -> instant;
        }
    }

    /** A beginning, given directly or as a length back from the end. */
    @FunctionalInterface
    interface Since {
        Instant before(Instant end);
    }
}
