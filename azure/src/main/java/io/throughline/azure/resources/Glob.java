package io.throughline.azure.resources;

import io.throughline.azure.logs.Kql;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A pattern for names in which {@code *} stands for any text, also none. Letter case is ignored, as Azure does.
 *
 * @param pattern the pattern
 */
public record Glob(String pattern) {

    public Glob {
        Objects.requireNonNull(pattern, "pattern");
        if (!pattern.matches("[\\p{L}\\p{N}_().*-]{1,90}")) {
            throw new IllegalArgumentException(
                    "a pattern of resource groups may hold letters, digits, - _ . ( ) and *, was '" + pattern + "'");
        }
    }

    /** Tells whether a name fits. */
    public boolean matches(String name) {
        return Pattern.compile(regex(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(name)
                .matches();
    }

    /** Returns a condition of the query language on a column. */
    String condition(String column) {
        String core = pattern.replaceAll("^\\*+|\\*+$", "");
        boolean opens = pattern.startsWith("*");
        boolean closes = pattern.endsWith("*");
        if (core.contains("*")) {
            return Kql.format("tolower(" + column + ") matches regex {}", "^" + lower().regex() + "$");
        } else if (core.isEmpty()) {
            return "isnotempty(" + column + ")";
        } else if (opens && closes) {
            return Kql.format(column + " contains {}", core);
        } else if (opens) {
            return Kql.format(column + " endswith {}", core);
        } else if (closes) {
            return Kql.format(column + " startswith {}", core);
        }
        return Kql.format(column + " =~ {}", core);
    }

    private Glob lower() {
        return new Glob(pattern.toLowerCase(Locale.ROOT));
    }

    /** The characters allowed beside letters and digits are escaped the same way in Java's and Azure's regexes. */
    private String regex() {
        return pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : Character.isLetterOrDigit(c) ? Character.toString(c) : "\\" + (char) c)
                .collect(Collectors.joining())
                .replace("\\_", "_");
    }
}
