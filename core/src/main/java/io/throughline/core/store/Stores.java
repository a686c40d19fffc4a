package io.throughline.core.store;

/** Opens stores by where they are. */
public final class Stores {

    private Stores() {}

    /**
     * Opens the store at a URL: {@code jdbc:duckdb:<file>}, {@code jdbc:duckdb:} for one in memory, or {@code
     * jdbc:postgresql:…}.
     *
     * @throws IllegalArgumentException if the URL is of another form
     * @throws StoreHeldException if another process holds the file
     * @throws StoreException if the store cannot be opened
     */
    public static TelemetryStore open(String url) {
        return open(StoreLocation.parse(url));
    }

    /**
     * Opens the store at a place.
     *
     * @throws StoreHeldException if another process holds the file
     * @throws StoreException if the store cannot be opened
     */
    public static TelemetryStore open(StoreLocation location) {
        if (location instanceof StoreLocation.Server server) {
            return PostgresStore.open(server);
        }
        return location instanceof StoreLocation.File file ? DuckDbStore.open(file.path()) : DuckDbStore.inMemory();
    }
}
