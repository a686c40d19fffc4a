package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.examples.tenant.Tenant;
import io.throughline.examples.tenant.TenantConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorded shop's incident: what it rests on, what it is not, what is not told, and how it is handed on. */
class ExplanationsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final String FROM = "2026-11-22T12:30:00Z";
    private static final String TO = "2026-11-22T14:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void tellReasonsAndSilences() throws IOException {
        try (Tenant tenant = Tenant.start(TenantConfig.builder("database", NOW).build())) {
            Path config = tenant.configuration(folder);
            Cli sync = Cli.run("sync", "--config", config, "--since", "8h", "--until", tenant.replayedEnd());
            assertThat(sync.exit()).as(sync.out() + sync.err()).isZero();

            Cli explain = Cli.run(asked(config, "explain", "shop"));
            assertThat(explain.exit()).as(explain.err()).isZero();
            assertThat(explain.out())
                    .containsPattern("incident-[0-9a-f]+: .*probable cause: Release 2\\.8\\.0 of orders-api")
                    .contains("  for: ")
                    .contains("  not: ")
                    .contains("  matches Query with a worse plan at ")
                    .contains("  read: ");
            Matcher id = Pattern.compile("(incident-[0-9a-f]+): ").matcher(explain.out());
            assertThat(id.find()).isTrue();

            Cli json = Cli.run(asked(config, "explain", "shop", id.group(1), "--json"));
            assertThat(json.out()).startsWith("{\"id\":\"" + id.group(1) + "\",\"claim\":");
            Cli unknown = Cli.run(asked(config, "explain", "shop", "incident-0"));
            assertThat(unknown.exit()).isEqualTo(2);
            assertThat(unknown.err()).contains("nothing in this time has the id incident-0");

            Cli whyNot = Cli.run(asked(config, "why-not", "shop", "storefront-api", "inventory-api"));
            assertThat(whyNot.exit()).as(whyNot.err()).isZero();
            assertThat(whyNot.out()).startsWith("No, by the condition ");
            assertThat(Cli.run(asked(config, "why-not", "shop", "nobody", "orders-api", "--json"))
                            .out())
                    .startsWith("{\"linked\":false,\"failed\":\"KNOWN\"");

            Cli silence = Cli.run(asked(config, "silence", "shop"));
            assertThat(silence.out()).contains("outranked: ").contains("(" + id.group(1) + ")");
            assertThat(Cli.run(asked(config, "silence", "shop", "--json")).out())
                    .startsWith("{\"silenced\":[");

            Cli export = Cli.run(asked(config, "export", "shop"));
            assertThat(export.out())
                    .startsWith("# ")
                    .contains("Release 2.8.0 of orders-api")
                    .contains("## Probable causes", "SHOP-243");
            assertThat(Cli.run(asked(config, "export", "shop", id.group(1), "--format", "adf"))
                            .out())
                    .startsWith("{\"version\":1,\"type\":\"doc\"");
            Cli relations = Cli.run(asked(config, "relations", "shop"));
            assertThat(relations.exit()).as(relations.err()).isZero();
            assertThat(relations.out())
                    .contains("Alerts and tickets", "Latency over load", "Cost and use", "Code and run time")
                    .containsPattern("orders-api-failed-requests: \\d of \\d alerts have a ticket");
            Cli before = Cli.run(asked(config, "export", "shop", "--known-at", "2026-11-22T12:00:00Z"));
            assertThat(before.exit()).isEqualTo(2);
            assertThat(before.err()).contains("name one of the incidents of this time; there are []");
        }
    }

    private static Object[] asked(Path config, Object... command) {
        List<Object> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--config", config, "--from", FROM, "--to", TO));
        return all.toArray();
    }
}
