package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MissingDriverTest {

    @Test
    void namesTheArtifactToAdd() throws Exception {
        URL[] core = {DuckDbStore.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader bare = new URLClassLoader(core, new WithoutDriver())) {
            Class<?> store = bare.loadClass(DuckDbStore.class.getName());

            assertThat(store.getClassLoader()).isSameAs(bare);
            assertThatThrownBy(() -> store.getMethod("inMemory").invoke(null))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .satisfies(e -> assertThat(e.getClass().getName()).isEqualTo(StoreException.class.getName()))
                    .hasMessageContaining("org.duckdb:duckdb_jdbc");
        }
    }

    @Test
    void namesDriverAndPoolOfASharedStore() throws Exception {
        URL[] core = {DuckDbStore.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader bare = new URLClassLoader(core, new WithoutDriver())) {
            Class<?> stores = bare.loadClass(Stores.class.getName());

            assertThatThrownBy(
                            () -> stores.getMethod("open", String.class).invoke(null, "jdbc:postgresql://localhost/x"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .satisfies(e -> assertThat(e.getClass().getName()).isEqualTo(StoreException.class.getName()))
                    .hasMessageContaining("org.postgresql:postgresql")
                    .hasMessageContaining("com.zaxxer:HikariCP");
        }
    }

    /** Knows the other libraries, but neither the driver nor Throughline itself. */
    private static final class WithoutDriver extends ClassLoader {

        private WithoutDriver() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.duckdb.")
                    || name.startsWith("org.postgresql.")
                    || name.startsWith("com.zaxxer.hikari.")
                    || name.startsWith("io.throughline.")) {
                throw new ClassNotFoundException(name);
            }
            return LoggerFactory.class.getClassLoader().loadClass(name);
        }
    }
}
