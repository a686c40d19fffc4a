package io.throughline.core.tracker;

import java.util.regex.Pattern;

/** What the keys of tickets, comments and links look like: something that every tracker can store and search as it is. */
final class TicketKeys {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private TicketKeys() {}

    static String check(String key, String what) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("the key of a " + what
                    + " must be 1 to 100 of a-z, 0-9, '.', '_', '-', beginning with a letter or digit, was '" + key
                    + "'");
        }
        return key;
    }
}
