package io.throughline.examples.cli;

import io.throughline.core.sync.StreamStatus;
import io.throughline.core.sync.SyncStatus;
import io.throughline.core.telemetry.StreamCompleteness.State;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How every stream is doing. */
@Command(
        name = "status",
        description = {
            "Tells how every stream is doing, from what is stored: how old against how old it may be, what is next, what",
            "failed or fell silent. Calls no vendor.",
            "Ends with 3 if something is overdue, silent or was never read: fit for a heartbeat probe."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  throughline status --config throughline.yaml",
            "  throughline status --json || page-somebody",
            "",
            ExitCode.HELP
        })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--json", description = "Print one object: streams, coverage, gaps, store, healthy.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Instant now = Clock.systemUTC().instant();
        try (Throughline throughline = config.open()) {
            SyncStatus status = throughline.status();
            StoreText store = StoreText.of(throughline);
            boolean healthy = status.streams().stream().noneMatch(StatusCommand::needsSomebody);
            StatusText text = new StatusText(status, store, now);
            if (json) {
                out.println(JsonText.of(text.json(healthy)));
            } else {
                text.print(out, Terminal.width(spec));
            }
            return healthy ? ExitCode.WELL : ExitCode.PARTIAL;
        }
    }

    /** Tells whether a stream has stopped: a single failure that is tried again does not count. */
    static boolean needsSomebody(StreamStatus stream) {
        boolean never = stream.tier() != null
                && (stream.succeededAt() == null || stream.completeness().state() == State.NEVER_READ);
        return stream.overdue() || stream.silentSince() != null || never;
    }
}
