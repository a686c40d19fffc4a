package io.throughline.examples.cli;

import java.time.Duration;

/** Lengths of time for people, in their largest unit. */
final class Ages {

    private Ages() {}

    static String of(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200
                ? seconds / 60 + " min"
                : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
    }
}
