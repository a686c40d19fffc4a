package io.throughline.core.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** Where a store is, as its URL says. */
public sealed interface StoreLocation {

    /** A store in this process' memory; it ends with the process. */
    record Memory() implements StoreLocation {}

    /**
     * A DuckDB file that one process owns.
     *
     * @param path the file; it is made if it does not exist, its folder is not
     */
    record File(Path path) implements StoreLocation {
        public File {
            Objects.requireNonNull(path, "path");
            // The driver would take the rest for options, and write to another file than the one named.
            if (path.toString().indexOf(';') >= 0) {
                throw new IllegalArgumentException("the path of a store must not contain ';', was " + path);
            }
        }
    }

    /**
     * Reads a store's URL: {@code jdbc:duckdb:<file>}, or {@code jdbc:duckdb:} for memory.
     *
     * @throws IllegalArgumentException if the URL is of another form; the message says what to write instead and repeats
     *     nothing of the URL that could be a secret
     */
    static StoreLocation parse(String url) {
        String duckdb = "jdbc:duckdb:";
        String lower = url.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "a store on PostgreSQL is not supported by this version;"
                            + " keep the store in a file with jdbc:duckdb:<file> (one process owns the file: let `serve` sync)");
        }
        if (!lower.startsWith(duckdb)) {
            throw new IllegalArgumentException("the URL of a store must be jdbc:duckdb:<file>, or jdbc:duckdb: for a"
                    + " store in memory; this one starts with '" + scheme(url) + "'");
        }
        String file = url.strip().substring(duckdb.length());
        if (file.isEmpty() || file.equals(":memory:")) {
            return new Memory();
        }
        try {
            return new File(Path.of(file));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the URL of the store names no file: " + e.getMessage(), e);
        }
    }

    private static String scheme(String url) {
        int colon = url.indexOf(':', url.startsWith("jdbc:") ? "jdbc:".length() : 0);
        return colon < 0 ? "" : url.substring(0, colon + 1);
    }
}
