package io.throughline.core.telemetry.mapping;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How alike names are. */
final class Names {

    /** Words that say where or what sort something is, not which. */
    private static final Set<String> EMPTY_WORDS = Set.of(
            "prod",
            "production",
            "prd",
            "stg",
            "stage",
            "staging",
            "dev",
            "test",
            "tst",
            "qa",
            "app",
            "web",
            "rg",
            "func",
            "plan",
            "asp",
            "vm",
            "sql",
            "db",
            "psql",
            "redis",
            "cache",
            "kv",
            "st",
            "weu",
            "neu",
            "eus",
            "wus",
            "01",
            "001",
            "1");

    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Names() {}

    /** Returns the words of a name that tell which thing it is; all of them if none does. */
    static List<String> words(String name) {
        List<String> all = Arrays.stream(BREAK.split(name.toLowerCase(Locale.ROOT), -1))
                .filter(word -> !word.isEmpty())
                .toList();
        List<String> telling =
                all.stream().filter(word -> !EMPTY_WORDS.contains(word)).toList();
        return telling.isEmpty() ? all : telling;
    }

    /** Tells whether the words of a part follow each other in a name. */
    static boolean holds(String name, String part) {
        List<String> words = words(part);
        return !words.isEmpty() && Collections.indexOfSubList(words(name), words) >= 0;
    }

    /** Returns what follows the last slash. */
    static String last(String key) {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    /** Returns the edit distance, letter case ignored. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
