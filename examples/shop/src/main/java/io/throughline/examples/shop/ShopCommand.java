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

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new ShopCommand()).execute(args));
    }
}
