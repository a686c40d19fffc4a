package io.throughline.examples.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version that the build wrote into the manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"throughline " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
