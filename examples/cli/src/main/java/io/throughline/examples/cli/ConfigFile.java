package io.throughline.examples.cli;

import io.throughline.core.config.ThroughlineConfig;
import io.throughline.correlation.Throughline;
import io.throughline.correlation.rule.Rules;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The option that names the configuration, shared by the commands that need one. */
final class ConfigFile {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "throughline.yaml",
            description = "The YAML configuration (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // set by picocli, which knows the default
    private Path file;

    Throughline open() {
        return Throughline.open(load());
    }

    Throughline open(Rules rules) {
        return Throughline.open(load(), Clock.systemUTC(), rules);
    }

    ThroughlineConfig load() {
        return ThroughlineConfig.load(file);
    }
}
