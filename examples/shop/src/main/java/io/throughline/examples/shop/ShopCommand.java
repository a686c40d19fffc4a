package io.throughline.examples.shop;

import io.throughline.examples.shop.normalise.NormaliseCommand;
import io.throughline.examples.shop.record.RecordCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The recorder's command line. */
@Command(
        name = "shop",
        mixinStandardHelpOptions = true,
        description = "A small real shop that is broken for real, and its recorder.",
        subcommands = {RecordCommand.class, NormaliseCommand.class})
public final class ShopCommand {
    private ShopCommand() {}

    /** Runs the command and exits with its code: 0, 1 when it failed, 2 when it was called wrongly. */
    public static void main(String[] args) {
        CommandLine commandLine = new CommandLine(new ShopCommand());
        commandLine.setExecutionExceptionHandler((exception, command, parsed) -> {
            Throwable cause = exception;
            command.getErr().println(command.getCommandName() + ": " + cause.getMessage());
            while (cause.getCause() != null) {
                cause = cause.getCause();
                command.getErr().println("  because of " + cause);
            }
            return 1;
        });
        System.exit(commandLine.execute(args));
    }
}
