package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:duckdb:", "jdbc:duckdb::memory:", " JDBC:DuckDB: "})
    void knowsMemory(String url) {
        assertThat(StoreLocation.parse(url)).isEqualTo(new StoreLocation.Memory());
    }

    @Test
    void knowsFiles() {
        assertThat(StoreLocation.parse("jdbc:duckdb:data/My Store.duckdb"))
                .isEqualTo(new StoreLocation.File(Path.of("data/My Store.duckdb")));
    }

    @Test
    void knowsServersAndHidesWhatIsSecret() {
        assertThat(StoreLocation.parse("jdbc:postgresql://db/x"))
                .isEqualTo(new StoreLocation.Server("jdbc:postgresql://db/x", null, null, "throughline"));
        assertThat(new StoreLocation.Server("jdbc:postgresql://db/x?a=b", "me", "hunter2", "own").toString())
                .isEqualTo("Server[jdbc:postgresql://db/x (schema own)]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/x?user=u&password=hunter2",
                "jdbc:postgresql://u:hunter2@db/x",
                "jdbc:postgresql://u:hunter2/3@db/x",
                "JDBC:postgresql://db/x?Password=hunter2"
            })
    void refusesAPasswordInTheUrl(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreLocation.parse(url))
                .withMessageContaining("store.password: ${env:")
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Mine", "my-own", "own\"; DROP SCHEMA public; --"})
    void refusesSchemasThatWouldNeedQuotes(String schema) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreLocation.Server("jdbc:postgresql://db/x", null, null, schema))
                .withMessageContaining("lower-case letters");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db.example.org/x, true",
        "jdbc:postgresql://db.example.org/x?sslmode=require, false",
        "jdbc:postgresql://localhost:5433/x, false",
        "jdbc:postgresql://127.0.0.1/x, false",
        "jdbc:postgresql://localhost.example.org/x, true",
        "jdbc:postgresql:x, false"
    })
    void wantsTlsOffThisMachine(String url, boolean tls) {
        assertThat(new StoreLocation.Server(url, null, null, "own").needsTls()).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://u:hunter2@db/x", "store.duckdb", "", "https://u:hunter2@db"})
    void refusesOtherUrlsWithoutRepeatingSecrets(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreLocation.parse(url))
                .withMessageContaining("must be jdbc:duckdb:<file>")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void refusesAPathThatTheDriverWouldSplit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreLocation.parse("jdbc:duckdb:a;access_mode=READ_ONLY"))
                .withMessageContaining("';'");
    }
}
