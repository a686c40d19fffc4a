package io.throughline.core.config;

import io.throughline.core.store.StoreLocation;
import java.util.Locale;
import java.util.Optional;

/** Reads where the store is: {@code store.url}, and for a server {@code user}, {@code password} and {@code schema}. */
final class StoreSection {

    private static final String DEFAULT_URL = "jdbc:duckdb:throughline.duckdb";

    private StoreSection() {}

    /** Returns the place; where something is wrong with it, that is a problem of the section, and the result is memory. */
    static StoreLocation read(ConfigSection store) {
        String url = store.text("url").orElse(DEFAULT_URL);
        Optional<String> user = store.text("user");
        Optional<Secret> password = store.secret("password");
        Optional<String> schema = store.text("schema");
        boolean hasPassword = store.has("password");
        store.rejectUnknownKeys();
        if (url.strip().toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
            try {
                return new StoreLocation.Server(
                        url,
                        user.orElse(null),
                        password.map(Secret::reveal).orElse(null),
                        schema.orElse(StoreLocation.Server.DEFAULT_SCHEMA));
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                boolean ofSchema = message.startsWith("the schema");
                store.problem(
                        ofSchema ? "schema" : "url",
                        message,
                        ofSchema ? "write for example throughline" : "write jdbc:postgresql://<host>/<database>");
                return new StoreLocation.Memory();
            }
        }
        if (user.isPresent() || hasPassword || schema.isPresent()) {
            store.problem(
                    user.isPresent() ? "user" : hasPassword ? "password" : "schema",
                    "is for PostgreSQL only; a file has neither roles nor schemas",
                    "remove it, or write url: jdbc:postgresql://<host>/<database>");
        }
        try {
            return StoreLocation.parse(url);
        } catch (IllegalArgumentException e) {
            store.problem(
                    "url",
                    String.valueOf(e.getMessage()),
                    "write jdbc:duckdb:<file> or jdbc:postgresql://<host>/<database>");
            return new StoreLocation.Memory();
        }
    }
}
