package io.throughline.examples.shop.chassis;

import java.net.http.HttpClient;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Resources as the system properties of the process name them. */
record ConfiguredResources(HttpClient client, @Nullable DataSource pool) implements Resources {
    @Override
    public DataSource database() {
        DataSource source = pool;
        if (source == null) {
            throw new IllegalStateException("this service runs without a database: shop.db.url is not set");
        }
        return source;
    }

    @Override
    public Upstream upstream(String name) {
        String base = System.getProperty("shop.upstream." + name);
        if (base == null) {
            throw new IllegalArgumentException("no upstream " + name + ": shop.upstream." + name + " is not set");
        }
        return new Upstream(client, base, Duration.ofMillis(Long.getLong("shop.upstreamTimeoutMs", 30_000)));
    }
}
