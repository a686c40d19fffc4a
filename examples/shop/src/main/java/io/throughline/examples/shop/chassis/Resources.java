package io.throughline.examples.shop.chassis;

import javax.sql.DataSource;

/** What the chassis gives a product to work with. */
public interface Resources {
    /**
     * The bounded pool of database connections of this service.
     *
     * @throws IllegalStateException if the service runs without a database
     */
    DataSource database();

    /**
     * A caller of another service.
     *
     * @param name configured name, such as {@code orders-api}
     * @throws IllegalArgumentException if no service of this name is configured
     */
    Upstream upstream(String name);
}
