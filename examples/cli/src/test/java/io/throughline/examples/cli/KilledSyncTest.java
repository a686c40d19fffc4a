package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.core.store.Stores;
import io.throughline.core.store.TelemetryStore;
import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync that is killed anywhere and run again leaves what an uninterrupted one leaves; a second one writes nothing. */
class KilledSyncTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Duration HISTORY = Duration.ofHours(20);

    /** After how many finished streams the process is killed. */
    private static final List<Integer> KILLS =
            Boolean.getBoolean("throughline.thorough") ? List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) : List.of(3, 9);

    @TempDir
    private Path folder;

    @Test
    void endsTheSame() throws IOException, InterruptedException {
        try (Tenant tenant = Tenant.start(TenantConfig.builder("database", NOW).build())) {
            Path whole = tenant.configuration(folder.resolve("whole"));
            Path killed = tenant.configuration(folder.resolve("killed"));

            Cli uninterrupted = sync(tenant, whole);
            for (int streams : KILLS) {
                killAfter(streams, tenant, killed);
            }
            Cli resumed = sync(tenant, killed);
            Cli again = sync(tenant, killed);

            assertThat(uninterrupted.exit()).as(uninterrupted.out()).isZero();
            assertThat(resumed.exit()).as(resumed.out()).isZero();
            assertThat(digest(killed)).isEqualTo(digest(whole));
            assertThat(again.exit()).as(again.out()).isZero();
            assertThat(again.out()).contains("\n0 rows written");
        }
    }

    private static Cli sync(Tenant tenant, Path config) {
        return Cli.run(arguments(tenant, config).toArray());
    }

    private static List<Object> arguments(Tenant tenant, Path config) {
        Instant end = tenant.replayedEnd();
        return List.of("sync", "--config", config, "--since", end.minus(HISTORY), "--until", end);
    }

    private static void killAfter(int streams, Tenant tenant, Path config) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        arguments(tenant, config).forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            int finished = 0;
            for (String line = said.readLine(); line != null && finished < streams; line = said.readLine()) {
                finished += line.matches("  [a-z]+/[a-z-]+: .*") ? 1 : 0;
            }
            process.destroyForcibly().waitFor();
        }
    }

    private static String digest(Path config) {
        try (TelemetryStore store = Stores.open("jdbc:duckdb:" + config.resolveSibling("throughline.duckdb"))) {
            return store.contentDigest();
        }
    }
}
