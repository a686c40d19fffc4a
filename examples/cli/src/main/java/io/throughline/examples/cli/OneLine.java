package io.throughline.examples.cli;

import java.util.Objects;

/** Failures as one line for people. */
final class OneLine {

    private OneLine() {}

    static String of(Throwable failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return of(message);
    }

    static String of(String message) {
        return message.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
