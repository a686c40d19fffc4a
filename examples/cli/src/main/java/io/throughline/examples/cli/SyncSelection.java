package io.throughline.examples.cli;

import io.throughline.correlation.Throughline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which systems and streams a sync is about. */
final class SyncSelection {

    @Parameters(
            paramLabel = "SYSTEM",
            arity = "0..*",
            description = "Systems (azure) or streams (azure/requests) to read, as --only; everything by default.")
    private List<String> systems = List.of();

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Only these systems (azure) or streams (azure/requests).")
    private List<String> only = List.of();

    @Option(names = "--skip-azure", description = "Leave Azure out; results say so.")
    private boolean skipAzure;

    @Option(names = "--skip-sentry", description = "Leave Sentry out; results say so.")
    private boolean skipSentry;

    @Option(names = "--skip-jira", description = "Leave Jira out; results say so.")
    private boolean skipJira;

    @Option(names = "--skip-sonarcloud", description = "Leave SonarCloud out; results say so.")
    private boolean skipSonarcloud;

    /** Returns the names to read, all known; empty means all. */
    Set<String> only(Throughline throughline, CommandSpec spec) {
        Set<String> names = new LinkedHashSet<>(systems);
        names.addAll(only);
        Set<String> configured = new TreeSet<>(throughline.config().sources().keySet());
        List<String> streams = throughline.streams();
        for (String name : names) {
            if (!configured.contains(name) && !streams.contains(name)) {
                String source = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
                List<String> ofSource = streams.stream()
                        .filter(stream -> stream.startsWith(source + "/"))
                        .toList();
                throw new ParameterException(
                        spec.commandLine(),
                        ofSource.isEmpty()
                                ? "'" + name + "' names no configured source; configured are " + configured
                                : "'" + name + "' names no stream; " + source + " has " + ofSource);
            }
        }
        return names;
    }

    /** Returns the systems to leave out. */
    Set<String> skip() {
        List<String> skip = new ArrayList<>();
        if (skipAzure) {
            skip.add("azure");
        }
        if (skipSentry) {
            skip.add("sentry");
        }
        if (skipJira) {
            skip.add("jira");
        }
        if (skipSonarcloud) {
            skip.add("sonarcloud");
        }
        return Set.copyOf(skip);
    }
}
