package io.throughline.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    void saysThatPostgreSqlIsNotThereYetAndWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreLocation.parse("jdbc:postgresql://db/x?user=u&password=hunter2"))
                .withMessageContaining("not supported by this version")
                .withMessageContaining("jdbc:duckdb:<file>")
                .withMessageNotContaining("hunter2");
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
