package io.throughline.examples.tenant.sentry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A search: {@code key:value} terms that must all hold, {@code !} before one that must not, {@code [a,b]} for any of
 * several, {@code has:key}, {@code *} as wildcard, and free text.
 */
final class SearchQuery {

    private static final Pattern TERM = Pattern.compile(
            "\\s*(?:(!)?([A-Za-z_][\\w.]*):(\\[[^\\]]*]|\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s\"()]+)|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\":()]+))");
    private static final Pattern ITEM = Pattern.compile("\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^,\"]+)\\s*(?:,|$)");

    private final List<Predicate<RecordedEvent>> terms = new ArrayList<>();
    private Optional<String> state = Optional.empty();

    private SearchQuery() {}

    static SearchQuery parse(String text) {
        SearchQuery query = new SearchQuery();
        Matcher matcher = TERM.matcher(text);
        int at = 0;
        while (!text.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw SentryErrors.refusal(
                        400,
                        "Error parsing search query: unexpected '"
                                + text.substring(at).strip().charAt(0) + "'");
            }
            query.add(matcher);
            at = matcher.end();
        }
        return query;
    }

    private void add(Matcher term) {
        String key = term.group(2);
        if (key == null) {
            String free = term.group(4) != null ? unescaped(term.group(4)) : term.group(5);
            if (free.equals("OR") || free.equals("AND")) {
                throw SentryErrors.refusal(
                        400,
                        "Error parsing search query: Boolean statements containing \"OR\" or \"AND\" are not supported");
            }
            String lower = free.toLowerCase(Locale.ROOT);
            terms.add(event -> (event.type() + ": " + event.value())
                    .toLowerCase(Locale.ROOT)
                    .contains(lower));
            return;
        }
        boolean negated = term.group(1) != null;
        List<String> values = values(term.group(3));
        if (key.equals("is")) {
            state = Optional.of(negated ? opposite(values.get(0)) : values.get(0));
            return;
        }
        Predicate<RecordedEvent> predicate = key.equals("has")
                ? event -> event.field(values.get(0)).isPresent()
                : event -> values.stream().anyMatch(value -> equal(event.field(key), value));
        terms.add(negated ? predicate.negate() : predicate);
    }

    private static String opposite(String state) {
        return state.equals("unresolved") ? "resolved" : "unresolved";
    }

    private static List<String> values(String text) {
        if (!text.startsWith("[")) {
            return List.of(text.startsWith("\"") ? unescaped(text.substring(1, text.length() - 1)) : text);
        }
        List<String> values = new ArrayList<>();
        Matcher item = ITEM.matcher(text.substring(1, text.length() - 1));
        while (item.find()) {
            String value = item.group(1).strip();
            values.add(value.startsWith("\"") ? unescaped(value.substring(1, value.length() - 1)) : value);
        }
        return values;
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /** An absent field equals the empty value. */
    private static boolean equal(Optional<String> actual, String wanted) {
        if (wanted.contains("*")) {
            String regex = Pattern.quote(wanted).replace("*", "\\E.*\\Q");
            return actual.orElse("").matches(regex);
        }
        return actual.orElse("").equals(wanted);
    }

    boolean matches(RecordedEvent event) {
        return terms.stream().allMatch(term -> term.test(event));
    }

    /** Nobody resolved an issue in the recorded system: all that there are, are unresolved. */
    boolean wantsUnresolved() {
        return state.map(value -> value.equals("unresolved")
                        || value.equals("unassigned")
                        || value.equals("unlinked")
                        || value.equals("for_review"))
                .orElse(true);
    }
}
