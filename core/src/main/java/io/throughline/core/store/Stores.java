package io.throughline.core.store;

/** Opens stores by their URL. */
public final class Stores {

    private Stores() {}

    /**
     * Opens the store at a URL: {@code jdbc:duckdb:<file>}, or {@code jdbc:duckdb:} for one in memory.
     *
     * @throws IllegalArgumentException if the URL is of another form
     * @throws StoreHeldException if another process holds the file
     * @throws StoreException if the store cannot be opened
     */
    public static TelemetryStore open(String url) {
        StoreLocation location = StoreLocation.parse(url);
        return location instanceof StoreLocation.File file ? DuckDbStore.open(file.path()) : DuckDbStore.inMemory();
    }
}
