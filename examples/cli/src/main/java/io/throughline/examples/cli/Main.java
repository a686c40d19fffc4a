package io.throughline.examples.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry of the command line. */
@Command(
        name = "throughline",
        description = {
            "Reads Azure Monitor, Sentry, Jira and SonarCloud, finds what belongs together and what came first.",
            ""
        },
        subcommands = {
            DemoCommand.class,
            CheckCommand.class,
            PlanCommand.class,
            SyncCommand.class,
            StatusCommand.class,
            SetAsideCommand.class,
            StoreCommand.class,
            CorrelateCommand.class,
            ExplainCommand.class,
            WhyNotCommand.class,
            SilenceCommand.class,
            ExportCommand.class,
            RelationsCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            MapCommand.class,
            MappingCommand.class,
            ErrorsCommand.class,
            EvaluateCommand.class,
            ServeCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Begin with:  throughline demo", "", ExitCode.HELP})
public final class Main implements Runnable {

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error, and what the libraries log.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** Returns the command line, for tests and for embedding in another one. */
    public static CommandLine commandLine() {
        Main main = new Main();
        CommandLine line = new CommandLine(main)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, failed, parsed) -> {
                    failed.getErr().println("throughline: " + OneLine.of(failure));
                    if (main.debug) {
                        failure.printStackTrace(failed.getErr());
                    }
                    return ExitCode.of(failure);
                });
        line.setExecutionStrategy(parsed -> {
            Logging.configure(main.debug);
            return new CommandLine.RunLast().execute(parsed);
        });
        return line;
    }

    /** Without a command there is nothing to do; says so. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "name a command; the demo needs nothing else: throughline demo");
    }
}
