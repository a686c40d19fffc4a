package io.throughline.examples.cli;

import io.throughline.core.config.ConfigException;
import io.throughline.core.config.ConfigProblem;
import io.throughline.correlation.rule.Rules;
import io.throughline.correlation.rule.text.RuleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The file of rules that an option names. */
final class RuleFile {

    private RuleFile() {}

    /** Reads it; no rules if none is named. */
    static Rules load(@Nullable Path file) {
        if (file == null) {
            return Rules.none();
        }
        String text;
        try {
            text = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            ConfigProblem problem =
                    new ConfigProblem("file", "cannot be read as text in UTF-8", "name a readable file of rules");
            throw new ConfigException(file.toString(), List.of(problem));
        }
        return RuleText.parse(text, file.toString());
    }
}
