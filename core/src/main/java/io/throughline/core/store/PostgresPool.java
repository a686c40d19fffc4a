package io.throughline.core.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import javax.sql.DataSource;

/** Connections to one database, with a limit. Apart from this class nothing names the pool's types. */
final class PostgresPool implements AutoCloseable {

    private static final int AT_MOST = 8;
    private static final long MILLIS_TO_WAIT = 10_000;

    private final HikariDataSource pool;

    private PostgresPool(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Opens a pool; reaches the server only when a connection is wanted. */
    static PostgresPool open(StoreLocation.Server location) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("throughline");
        config.setJdbcUrl(location.url());
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(AT_MOST);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(MILLIS_TO_WAIT);
        // The first use tells what is wrong, with the driver's own words.
        config.setInitializationFailTimeout(-1);
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "throughline");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        if (location.needsTls()) {
            properties.setProperty("sslmode", "verify-full");
            // The JDK's own trust, rather than the files of libpq.
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        config.setDataSourceProperties(properties);
        return new PostgresPool(new HikariDataSource(config));
    }

    DataSource connections() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
