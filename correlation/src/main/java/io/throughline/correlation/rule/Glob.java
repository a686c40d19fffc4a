package io.throughline.correlation.rule;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Texts with {@code *} for any characters, compared whatever their case. */
final class Glob {

    private final String @Nullable [] parts;

    private Glob(String @Nullable [] parts) {
        this.parts = parts;
    }

    /** Returns the pattern, or one that takes everything if there is none. */
    static Glob of(@Nullable String pattern) {
        return new Glob(
                pattern == null ? null : pattern.toLowerCase(Locale.ROOT).split("\\*", -1));
    }

    /** Tells whether a text fits; nothing fits a pattern if there is no text. */
    boolean fits(@Nullable String text) {
        if (parts == null) {
            return true;
        }
        if (text == null) {
            return false;
        }
        String rest = text.toLowerCase(Locale.ROOT);
        if (parts.length == 1) {
            return rest.equals(parts[0]);
        }
        String last = parts[parts.length - 1];
        if (!rest.startsWith(parts[0])) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = rest.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return rest.length() - last.length() >= at && rest.endsWith(last);
    }
}
