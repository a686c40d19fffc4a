package io.throughline.examples.cli;

import io.throughline.core.source.SetAside;
import io.throughline.core.store.StreamState;
import io.throughline.correlation.Throughline;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What vendors sent that could not be taken. */
@Command(
        name = "set-aside",
        description = {
            "Lists records of vendors that could not be taken, with the reason. They are kept apart, so that they are",
            "neither lost nor in the way, and go when a later sync reads them well."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example:", "  throughline set-aside --stream jira/tickets --json", "", ExitCode.HELP})
final class SetAsideCommand implements Callable<Integer> {

    @Mixin
    private final ConfigFile config = new ConfigFile();

    @Option(names = "--stream", paramLabel = "NAME", description = "Only of this stream (jira/tickets).")
    private @Nullable String stream;

    @Option(
            names = "--json",
            description = "Print an array with an object for each record: stream, vendorId, time, reason, record.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<SetAside> records = new ArrayList<>();
        try (Throughline throughline = config.open()) {
            TreeSet<String> streams = new TreeSet<>(throughline.streams());
            throughline.store().states().stream().map(StreamState::stream).forEach(streams::add);
            if (stream != null && !streams.contains(stream)) {
                throw new ParameterException(
                        spec.commandLine(), "--stream " + stream + " is not known; there are " + streams);
            }
            for (String name : stream == null ? streams : List.of(stream)) {
                records.addAll(throughline.store().setAside(name));
            }
        }
        if (json) {
            out.println(JsonText.of(records.stream().map(SetAsideCommand::json).toList()));
        } else {
            print(records, out);
        }
        return ExitCode.WELL;
    }

    private void print(List<SetAside> records, PrintWriter out) {
        if (!records.isEmpty()) {
            Table table = new Table("STREAM", "RECORD", "TIME", "REASON");
            records.forEach(record ->
                    table.row(record.stream(), record.vendorId(), record.time(), OneLine.of(record.reason())));
            table.print(out, Terminal.width(spec));
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "%,d records set aside%s%n",
                records.size(),
                records.isEmpty() ? "" : "; --json shows them");
    }

    private static Map<String, @Nullable Object> json(SetAside record) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("stream", record.stream());
        object.put("vendorId", record.vendorId());
        object.put("time", record.time().toString());
        object.put("reason", record.reason());
        object.put("record", record.record());
        return object;
    }
}
