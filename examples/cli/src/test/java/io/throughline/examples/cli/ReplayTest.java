package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded shop's incident, told again, and rules held against its tickets. */
class ReplayTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String FROM = "2026-11-22T12:30:00Z";
    private static final String TO = "2026-11-22T14:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void tellsWhatWouldHaveBeenSaidAndHowARuleWouldHaveServed() throws IOException {
        Path rules = Files.writeString(folder.resolve("rules.yaml"), """
                rules:
                  - name: failing
                    when: { departure: { signal: ERRORS, direction: UP } }
                    says: requests fail more than they use to
                """);
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), "rules: [{ name: a, says: b, when: { evnet: { kind: ALERT } } }]");
        try (Tenant tenant = Tenant.start(TenantConfig.builder("database", NOW).build())) {
            Path config = tenant.configuration(folder);
            Instant end = tenant.replayedEnd();
            Cli sync = Cli.run("sync", "--config", config, "--since", "8h", "--until", end);
            assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();

            Cli replay = Cli.run(asked("replay", config, "--hindsight", "--rules", rules));
            Cli again = Cli.run(asked("replay", config, "--hindsight", "--rules", rules, "--json"));
            Cli backtest = Cli.run(asked("backtest", config, "--hindsight", "--rule", rules));
            Cli then = Cli.run(asked("backtest", config, "--rule", rules, "--json"));
            Cli refused = Cli.run("replay", "shop", "--config", config, "--rules", wrong);
            Cli missing = Cli.run("replay", "shop", "--config", config, "--rules", folder.resolve("none.yaml"));
            Cli unknown = Cli.run("replay", "shpo", "--config", config);
            Cli correlate = Cli.run(
                    "correlate", "--product", "shop", "--config", config, "--from", FROM, "--to", TO, "--rules", rules);

            assertThat(replay.exit()).as(replay.err()).isZero();
            assertThat(replay.out())
                    .startsWith("shop, " + FROM + " to " + TO + ", every PT30M, in hindsight: 1 incident")
                    .containsPattern(
                            "2026-11-22T13:30:00Z  first told: orders-api: .* cause: Release 2.8.0 of orders-api")
                    .containsPattern(
                            "2026-11-22T13:30:00Z  rule failing on shop-example/orders-api: requests fail more")
                    .containsPattern("2026-11-22T14:00:00Z  recovering: orders-api");
            assertThat(again.out())
                    .startsWith("{\"range\":")
                    .contains("\"occasion\":\"FIRST\"", "\"rule\":\"failing\"");
            assertThat(backtest.exit()).as(backtest.err()).isZero();
            assertThat(backtest.out())
                    .contains("precision 1.00", "recall    1.00", "1 of 1 tickets were found", "lead      median PT2M")
                    .containsPattern("2026-11-22T13:32:00Z  ticket SHOP-243: .* found, lead PT2M");
            // All was read after it happened: at the time nothing was known.
            assertThat(then.exit()).isEqualTo(ExitCode.PARTIAL);
            assertThat(then.out()).contains("ask in hindsight", "\"firings\":[]", "\"value\":null");
            assertThat(refused.exit()).isEqualTo(ExitCode.USAGE_OR_CONFIGURATION);
            assertThat(refused.err()).contains("rules[0].when.evnet: is not known here; did you mean 'event'?");
            assertThat(missing.exit()).isEqualTo(ExitCode.USAGE_OR_CONFIGURATION);
            assertThat(missing.err()).contains("none.yaml: file: cannot be read");
            assertThat(unknown.err()).contains("product 'shpo' is not configured; configured are [shop]");
            assertThat(correlate.out()).contains("RULES", "failing on orders-api: requests fail more than they use to");
        }
    }

    private static Object[] asked(String command, Path config, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of(command, "shop", "--config", config, "--from", FROM, "--to", TO, "--step", "30m"));
        words.addAll(List.of(more));
        return words.toArray();
    }
}
