package io.throughline.sonarcloud.internal;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first two numbers of a server's version: 9.9, 10.7, 25.12 (Community Build, year and month), 2026.1 (Server). They
 * rise from one scheme to the next.
 */
public record ServerVersion(int major, int minor) implements Comparable<ServerVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?.*");

    /** Reads a version; one that cannot be read is taken for the newest, as future ones will be written. */
    static ServerVersion parse(@Nullable String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return new ServerVersion(Integer.MAX_VALUE, 0);
        }
        String minor = matcher.group(2);
        return new ServerVersion(Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor));
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Comparator.comparingInt(ServerVersion::major)
                .thenComparingInt(ServerVersion::minor)
                .compare(this, other);
    }
}
