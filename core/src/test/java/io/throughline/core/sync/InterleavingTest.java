package io.throughline.core.sync;

import static org.assertj.core.api.Assertions.fail;

import io.throughline.core.store.DuckDbStore;
import io.throughline.core.store.PostgresServer;
import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.core.testkit.InMemoryTelemetryStore;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Whatever comes late, twice, corrected or is taken back, over whatever windows and in whatever order it is synced: the
 * store ends as after one ordered pass. {@code -Dthroughline.seed=<n>} repeats one case; {@code
 * -Dthroughline.thorough=true} tries many more.
 */
class InterleavingTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static final boolean THOROUGH = Boolean.getBoolean("throughline.thorough");

    @Test
    void endsAsOneOrderedPassInMemory() {
        check(InMemoryTelemetryStore::new, Integer.getInteger("throughline.cases", THOROUGH ? 20_000 : 250));
    }

    @Test
    void endsAsOneOrderedPassInDuckDb() {
        check(DuckDbStore::inMemory, THOROUGH ? 400 : 2);
    }

    @Test
    void endsAsOneOrderedPassInPostgres() {
        check(() -> Stores.open(SERVER.location(SERVER.freshSchema())), THOROUGH ? 100 : 1);
    }

    private static void check(Supplier<TelemetryStore> stores, int cases) {
        Long only = Long.getLong("throughline.seed");
        for (long seed = only == null ? 1 : only; seed <= (only == null ? cases : only); seed++) {
            SyncScript script = SyncScript.draw(seed);
            String difference = outcome(stores, script, script.length());
            if (!difference.isEmpty()) {
                explain(stores, script, seed);
            }
        }
    }

    /** Fails with the shortest beginning of the script that ends wrongly as well. */
    private static void explain(Supplier<TelemetryStore> stores, SyncScript script, long seed) {
        for (int count = 0; count <= script.length(); count++) {
            String difference = script.mayEndAfter(count) ? outcome(stores, script, count) : "";
            if (!difference.isEmpty()) {
                fail("seed " + seed + ", first " + count + " of " + script.length() + " steps:" + script.describe(count)
                        + "\n" + difference);
            }
        }
        fail("seed " + seed + " failed once and not again");
    }

    private static String outcome(Supplier<TelemetryStore> stores, SyncScript script, int count) {
        try (TelemetryStore store = stores.get()) {
            return script.outcome(store, count);
        }
    }
}
