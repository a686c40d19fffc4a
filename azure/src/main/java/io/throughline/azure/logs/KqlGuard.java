package io.throughline.azure.logs;

import io.throughline.azure.logs.KqlTokens.Kind;
import io.throughline.azure.logs.KqlTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lets through what people type only if it is one query that reads tables of the workspaces named beside it, and caps its
 * rows. The service itself takes no command and writes nothing on this interface; what is refused here would read
 * something else than was meant, call out, or be refused by the service with less clear words. Immutable.
 */
public final class KqlGuard {

    /** Characters of a text unless told. */
    public static final int DEFAULT_MOST_CHARACTERS = 65_536;

    private static final Set<String> STATEMENTS = Set.of("set", "declare", "pattern", "restrict", "alias");
    private static final Set<String> CALLS_OUT = Set.of(
            "cluster", "database", "workspace", "app", "resource", "external_table", "adx", "arg", "externaldata");
    private static final Set<String> SEVERAL_RESULTS = Set.of("fork", "facet");
    /** Plugins that only compute on the rows they are given. */
    private static final Set<String> PLUGINS = Set.of(
            "active_users_count",
            "activity_counts_metrics",
            "activity_engagement",
            "activity_metrics",
            "autocluster",
            "bag_unpack",
            "basket",
            "dcount_intersect",
            "diffpatterns",
            "diffpatterns_text",
            "funnel_sequence",
            "funnel_sequence_completion",
            "ipv4_lookup",
            "ipv6_lookup",
            "narrow",
            "new_activity_metrics",
            "pivot",
            "preview",
            "rolling_percentile",
            "rows_near",
            "sequence_detect",
            "session_count",
            "sliding_window_counts");

    private final int mostCharacters;

    private KqlGuard(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** Returns a guard that lets texts of up to {@value #DEFAULT_MOST_CHARACTERS} characters through. */
    public static KqlGuard standard() {
        return new KqlGuard(DEFAULT_MOST_CHARACTERS);
    }

    /** Returns a guard for shorter or longer texts. */
    public KqlGuard mostCharacters(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("mostCharacters must be positive, was " + value);
        }
        return new KqlGuard(value);
    }

    /**
     * What was let through.
     *
     * @param text the text as it was typed
     * @param capped the text that gives one row more than was allowed, so that a cut can be told
     * @param warnings what will be slow or costly
     */
    public record Admitted(String text, String capped, List<String> warnings) {

        public Admitted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Lets a text through.
     *
     * @param mostRows rows that are wanted at most
     * @throws IllegalArgumentException if it is refused; the message says why and what to do
     */
    public Admitted admit(String text, int mostRows) {
        if (mostRows < 1 || mostRows >= LogsGateway.MOST_ROWS) {
            throw new IllegalArgumentException(
                    "rows must be in [1, " + (LogsGateway.MOST_ROWS - 1) + "], was " + mostRows);
        }
        if (text.length() > mostCharacters) {
            throw new IllegalArgumentException("the query has " + text.length() + " characters, more than the "
                    + mostCharacters + " allowed: shorten it");
        }
        List<Token> tokens = KqlTokens.of(text);
        refuseWords(tokens);
        List<Token> result = result(tokens);
        return new Admitted(text, cap(text, tokens, result, mostRows), warnings(result));
    }

    /** Returns the tokens of the one statement that gives the result. */
    private static List<Token> result(List<Token> tokens) {
        List<List<Token>> results = new ArrayList<>();
        List<Token> statement = new ArrayList<>();
        for (Token token : tokens) {
            if (token.is(";") && token.depth() == 0) {
                judge(statement, results);
                statement = new ArrayList<>();
            } else {
                statement.add(token);
            }
        }
        judge(statement, results);
        if (results.isEmpty()) {
            throw new IllegalArgumentException("the query has no result: name a table, and what to do with its rows");
        } else if (results.size() > 1) {
            throw new IllegalArgumentException("the query has " + results.size()
                    + " results: ask for one at a time (every statement but the last begins with 'let')");
        }
        return results.get(0);
    }

    private static void judge(List<Token> statement, List<List<Token>> results) {
        if (statement.isEmpty()) {
            return;
        }
        Token first = statement.get(0);
        if (first.is(".")) {
            throw new IllegalArgumentException(
                    "management commands (beginning with a dot) are not allowed: only queries are");
        } else if (first.is("#")) {
            throw new IllegalArgumentException("directives (beginning with #) are not allowed: only queries are");
        } else if (first.kind() == Kind.NAME && STATEMENTS.contains(first.text().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "statements of '" + first.text() + "' are not part of the language of Azure Monitor: remove it");
        } else if (!first.named("let")) {
            results.add(statement);
        }
    }

    private static void refuseWords(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() != Kind.NAME) {
                continue;
            }
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
            boolean operator = i > 0 && tokens.get(i - 1).is("|");
            String name = token.text().toLowerCase(Locale.ROOT);
            if (call && CALLS_OUT.contains(name)) {
                throw new IllegalArgumentException("'" + token.text()
                        + "' reads from elsewhere and is not allowed: name workspaces beside the query");
            }
            if (operator && SEVERAL_RESULTS.contains(name)) {
                throw new IllegalArgumentException(
                        "'" + token.text() + "' gives several results: ask for one at a time");
            }
            if (operator && name.equals("evaluate")) {
                judgePlugin(tokens, i + 1);
            }
        }
    }

    /** The plugin's name follows, perhaps after hints such as {@code hint.distribution = single}. */
    private static void judgePlugin(List<Token> tokens, int from) {
        for (int i = from; i + 1 < tokens.size(); i++) {
            if (tokens.get(i + 1).is("(")) {
                String plugin = tokens.get(i).text();
                if (!PLUGINS.contains(plugin)) {
                    throw new IllegalArgumentException("the plugin '" + plugin
                            + "' is not allowed: it may call out or write; allowed are "
                            + PLUGINS.stream().sorted().toList());
                }
                return;
            }
        }
        throw new IllegalArgumentException("'evaluate' names no plugin");
    }

    /** Cuts after the last operator, but before a drawing hint, which must stay the last. */
    private static String cap(String text, List<Token> tokens, List<Token> result, int mostRows) {
        int end = text.length();
        for (int i = 0; i < result.size() - 1; i++) {
            Token bar = result.get(i);
            if (bar.is("|") && bar.depth() == 0 && result.get(i + 1).named("render")) {
                end = bar.at();
            }
        }
        if (end == text.length()) {
            Token last = result.get(result.size() - 1);
            int after = tokens.indexOf(last) + 1;
            if (after < tokens.size()) {
                end = tokens.get(after).at();
            }
        }
        String rest = text.substring(end).strip();
        String drawing = rest.startsWith("|") ? "\n" + withoutEnd(rest) : "";
        return text.substring(0, end).stripTrailing() + "\n| take " + (mostRows + 1) + drawing;
    }

    private static String withoutEnd(String text) {
        return text.endsWith(";")
                ? withoutEnd(text.substring(0, text.length() - 1).stripTrailing())
                : text;
    }

    private static List<String> warnings(List<Token> result) {
        List<String> warnings = new ArrayList<>();
        Token first = result.get(0);
        if (first.named("search") || first.named("find")) {
            warnings.add("'" + first.text() + "' looks through every table unless it names some: slow and costly");
        }
        for (int i = 0; i + 1 < result.size(); i++) {
            if (result.get(i).named("union") && result.get(i + 1).is("*")) {
                warnings.add("'union *' looks through every table: slow and costly");
            }
            if (result.get(i).named("contains") || result.get(i).named("matches")) {
                warnings.add(
                        "'" + result.get(i).text() + "' reads every text: 'has' uses the index where whole words do");
            }
        }
        boolean narrowed = result.stream()
                .anyMatch(token -> List.of("where", "summarize", "take", "limit", "top", "count", "sample", "getschema")
                        .contains(token.text()));
        if (!narrowed) {
            warnings.add("nothing narrows the rows down: all of the span is read");
        }
        return warnings.stream().distinct().toList();
    }
}
