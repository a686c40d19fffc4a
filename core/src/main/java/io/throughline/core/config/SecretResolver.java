package io.throughline.core.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds secrets by reference, in the environment or in a file. */
final class SecretResolver {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");
    private static final long LARGEST_FILE = 64 * 1024;

    private final Function<String, @Nullable String> environment;

    SecretResolver(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    static SecretResolver ofProcess() {
        return new SecretResolver(System::getenv);
    }

    /** Returns the secret, or tells reason and remedy. */
    Optional<Secret> resolve(String reference, BiConsumer<String, String> problem) {
        Matcher matcher = REFERENCE.matcher(reference.strip());
        if (!matcher.matches()) {
            problem.accept(
                    "holds a secret in clear text",
                    "write ${env:NAME} or ${file:PATH} instead, and replace the secret if the file was shared");
            return Optional.empty();
        }
        String name = matcher.group(2).strip();
        String value = matcher.group(1).equals("env") ? ofEnvironment(name, problem) : ofFile(name, problem);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Secret.of(value.strip()));
        } catch (IllegalArgumentException e) {
            problem.accept("leads to something that is no secret: " + e.getMessage(), "mend " + reference.strip());
            return Optional.empty();
        }
    }

    private @Nullable String ofEnvironment(String name, BiConsumer<String, String> problem) {
        String value = environment.apply(name);
        if (value == null) {
            problem.accept("needs the environment variable " + name + ", which is not set", "export " + name + "=…");
        }
        return value;
    }

    private @Nullable String ofFile(String name, BiConsumer<String, String> problem) {
        Path file = Path.of(name);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                problem.accept("refers to a file of more than 64 KiB: " + file, "name the file with only the secret");
                return null;
            }
            return Files.readString(file);
        } catch (IOException e) {
            problem.accept("refers to a file that cannot be read: " + file, "create it, readable by this user");
            return null;
        }
    }
}
