package io.throughline.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The command that newcomers run first. */
class DemoTest {

    private static final String AT = "2026-11-22T18:00:00Z";

    @Test
    void printsTheIncidentWithItsCauseAndEnds() {
        Cli demo = Cli.run("demo", "--once", "--at", AT);

        assertThat(demo.exit()).as(demo.err()).isZero();
        assertThat(demo.out())
                .contains("shop, 2026-11-22 08:05Z to 2026-11-22 14:05Z: 1 incident.")
                .contains("  1. Release 2.8.0 of orders-api")
                .contains("Ruled out")
                .contains("SHOP-243");
    }

    @Test
    void saysWhatAVendorThatCannotBeReachedHides() {
        Cli demo = Cli.run("demo", "--once", "--at", AT, "--dead", "sentry");

        assertThat(demo.exit()).isEqualTo(ExitCode.PARTIAL);
        assertThat(demo.err()).contains("sentry/errors: FAILED").doesNotContain("\tat ");
        assertThat(demo.out()).contains("not complete: sentry/errors is failed").contains("1 incident.");
    }
}
