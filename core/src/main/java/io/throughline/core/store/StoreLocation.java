package io.throughline.core.store;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
     * A schema of a PostgreSQL database, which several processes share.
     *
     * @param url the driver's address, {@code jdbc:postgresql://<host>[:<port>]/<database>[?…]}, without a password
     * @param user the role, or null for the one that the driver takes by itself
     * @param password its password, or null if it needs none; never shown
     * @param schema the schema that holds the store, made if it is not there: lower-case letters, digits, underscores
     */
    record Server(
            String url, @Nullable String user, @Nullable String password, String schema) implements StoreLocation {

        /** The schema unless another is named. */
        public static final String DEFAULT_SCHEMA = "throughline";

        private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
        private static final Pattern LOOPBACK =
                Pattern.compile("jdbc:postgresql:(//(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?/.*|[^/].*)");

        public Server {
            url = url.strip();
            if (!url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException("the URL of a shared store must begin with jdbc:postgresql:");
            }
            String options = url.toLowerCase(Locale.ROOT);
            if (options.matches(".*[?&]password=.*") || options.matches("jdbc:postgresql:[^?]*@.*")) {
                throw new IllegalArgumentException("the URL of the store must not hold the password;"
                        + " write store.password: ${env:…} or ${file:…} instead");
            }
            checkedSchema(schema);
        }

        /** Returns where it is, for people: without options, user and password. */
        public String place() {
            int options = url.indexOf('?');
            return (options < 0 ? url : url.substring(0, options)) + " (schema " + schema + ")";
        }

        /** Tells whether the connection leaves this machine and the URL says nothing of TLS: then it is required. */
        boolean needsTls() {
            String lower = url.toLowerCase(Locale.ROOT);
            return !LOOPBACK.matcher(lower).matches() && !lower.contains("sslmode=") && !lower.contains("ssl=");
        }

        static String checkedSchema(String name) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("the schema of a store is named by lower-case letters, digits and"
                        + " underscores, at most 63, was '" + name + "'");
            }
            return name;
        }

        @Override
        public String toString() {
            return "Server[" + place() + "]";
        }
    }

    /**
     * Reads a store's URL: {@code jdbc:duckdb:<file>}, {@code jdbc:duckdb:} for memory, or {@code jdbc:postgresql:…}.
     *
     * @throws IllegalArgumentException if the URL is of another form; the message says what to write instead and repeats
     *     nothing of the URL that could be a secret
     */
    static StoreLocation parse(String url) {
        String duckdb = "jdbc:duckdb:";
        String lower = url.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) {
            return new Server(url, null, null, Server.DEFAULT_SCHEMA);
        }
        if (!lower.startsWith(duckdb)) {
            throw new IllegalArgumentException("the URL of a store must be jdbc:duckdb:<file>,"
                    + " jdbc:postgresql://<host>/<database>, or jdbc:duckdb: for a store in memory; this one starts with '"
                    + scheme(url) + "'");
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
