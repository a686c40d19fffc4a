package io.throughline.core.config;

import io.throughline.core.ThroughlineException;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration is wrong; carries every problem that was found. */
public class ConfigException extends ThroughlineException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    /** Creates an exception for the problems found in a file or text named {@code origin}. */
    public ConfigException(String origin, List<ConfigProblem> problems) {
        super(
                Category.CONFIGURATION,
                origin + ": " + problems.stream().map(ConfigProblem::toString).collect(Collectors.joining(" | ")),
                null);
        this.problems = List.copyOf(problems);
    }

    /** Returns all problems, in the order of the file as far as it has one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
