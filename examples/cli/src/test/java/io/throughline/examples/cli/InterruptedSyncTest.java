package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C: the sync ends, tells what it has done, and leaves a store that the next one goes on with. */
@DisabledOnOs(OS.WINDOWS)
class InterruptedSyncTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void tellsWhatWasDoneAndCanGoOn() throws IOException, InterruptedException {
        assumeThat(ignoresInterrupts())
                .as("SIGINT is ignored here and so in every child (started in the background by a shell?)")
                .isFalse();
        try (Tenant tenant = Tenant.start(
                TenantConfig.builder("database", NOW).throttled(false).build())) {
            Path file = tenant.configuration(folder);
            List<Object> arguments = List.of(
                    "sync", "--config", file, "--since", "20h", "--until", tenant.replayedEnd(), "azure", "jira");

            List<String> said = interrupted(arguments);

            assertThat(said.get(said.size() - 1)).isEqualTo("exit 130");
            assertThat(said)
                    .anyMatch(line -> line.matches("SYSTEM +STATE +ROWS .*"))
                    .anyMatch(line -> line.startsWith("throughline: interrupted; what was stored stays"));
            Cli rest = Cli.run(arguments.toArray());
            assertThat(rest.exit()).as(rest.out()).isZero();
            assertThat(Cli.run(arguments.toArray()).out()).contains("\n0 rows written");
        }
    }

    /** Linux tells the signals that a process ignores as a mask, in which SIGINT is the second bit. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    /** Runs a command in a process of its own and sends it SIGINT once the first stream is done. */
    private static List<String> interrupted(List<Object> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        arguments.forEach(argument -> command.add(argument.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            boolean sent = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.add(line);
                if (!sent && line.matches("  [a-z]+/[a-z-]+: .*")) {
                    sent = true;
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
            }
            said.add("exit " + process.waitFor());
        } finally {
            process.destroyForcibly();
        }
        return said;
    }
}
