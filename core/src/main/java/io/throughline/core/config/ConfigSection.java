package io.throughline.core.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A part of the configuration, read key by key. Every reading notes the key as known; {@link #rejectUnknownKeys()} then
 * reports the others with a suggestion. Nothing is thrown: a problem is noted with its path and remedy, and the reading
 * method returns what lets the rest be checked as well. Not thread-safe.
 */
public final class ConfigSection {

    private final String path;
    private final Map<String, @Nullable Object> values;
    private final SecretResolver secrets;
    private final List<ConfigProblem> problems;
    private final Set<String> known = new LinkedHashSet<>();

    ConfigSection(
            String path, Map<String, @Nullable Object> values, SecretResolver secrets, List<ConfigProblem> problems) {
        this.path = path;
        this.values = values;
        this.secrets = secrets;
        this.problems = problems;
    }

    /**
     * Returns a section over values given by a program instead of a file: texts, numbers, truth values, lists and maps.
     * Problems are added to {@code problems} as they are found.
     */
    public static ConfigSection of(String path, Map<String, ?> values, List<ConfigProblem> problems) {
        return new ConfigSection(path, new LinkedHashMap<>(values), SecretResolver.ofProcess(), problems);
    }

    /** Returns where in the configuration the section is; empty for the whole. */
    public String path() {
        return path;
    }

    /** Returns the keys present, in the order of the file. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values.keySet()));
    }

    /** Tells whether the key has a value. */
    public boolean has(String key) {
        known.add(key);
        return values.get(key) != null;
    }

    /** Returns a text (numbers and truth values count as their text). */
    public Optional<String> text(String key) {
        known.add(key);
        Object value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Map || value instanceof List) {
            problem(key, "must be a text", "write a single value");
            return Optional.empty();
        }
        return Optional.of(value.toString());
    }

    /** Returns a text that must be there; a placeholder after a problem was noted. */
    public String requiredText(String key, String remedy) {
        Optional<String> value = text(key).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
            problem(key, "is missing", remedy);
        }
        return value.orElse("missing");
    }

    /** Returns a list of texts; a single text counts as a list of one. */
    public List<String> texts(String key) {
        known.add(key);
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof Map) {
            problem(key, "must be a list of texts", "write [a, b]");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            if (item == null || item instanceof Map || item instanceof List) {
                problem(key, "must be a list of texts", "write [a, b]");
            } else {
                texts.add(item.toString());
            }
        }
        return List.copyOf(texts);
    }

    /** Returns a whole number within bounds. */
    public Optional<Integer> integer(String key, int least, int most) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            int number = Integer.parseInt(text.get().strip());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // told below, with the bounds
        }
        problem(key, "must be a whole number, was '" + text.get() + "'", "choose one in [" + least + ", " + most + "]");
        return Optional.empty();
    }

    /** Returns a positive length of time, written as {@link Durations#parse} takes it. */
    public Optional<Duration> duration(String key) {
        Optional<String> text = text(key);
        Optional<Duration> duration = text.flatMap(Durations::parse);
        if (text.isPresent() && duration.isEmpty()) {
            problem(key, "must be a length of time, was '" + text.get() + "'", "write 7d, 12h, 30m or PT36H");
        }
        return duration;
    }

    /** Returns a truth value. */
    public Optional<Boolean> flag(String key) {
        return oneOf(key, List.of("true", "false")).map(Boolean::parseBoolean);
    }

    /** Returns a text that must be one of those allowed. */
    public Optional<String> oneOf(String key, List<String> allowed) {
        Optional<String> text = text(key);
        if (text.isPresent() && !allowed.contains(text.get())) {
            problem(key, "must be one of " + allowed + ", was '" + text.get() + "'", suggestion(text.get(), allowed));
            return Optional.empty();
        }
        return text;
    }

    /** Returns an absolute http or https address without user info, query or fragment, and without a trailing slash. */
    public Optional<URI> url(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text.get().strip().replaceAll("/+$", ""));
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return Optional.of(uri);
            }
        } catch (URISyntaxException e) {
            // told below
        }
        problem(
                key,
                "must be an absolute http(s) address without user, query or fragment",
                "write https://host[/path]");
        return Optional.empty();
    }

    /** Returns an address that must be there. */
    public URI requiredUrl(String key, String remedy) {
        if (!has(key)) {
            problem(key, "is missing", remedy);
        }
        return url(key).orElse(URI.create("https://missing.invalid"));
    }

    /**
     * Returns a secret by its reference, {@code ${env:NAME}} or {@code ${file:PATH}}. A secret written out in the file is a
     * problem, as is a reference that leads nowhere; neither is quoted.
     */
    public Optional<Secret> secret(String key) {
        Optional<String> reference = text(key);
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        return secrets.resolve(reference.get(), (reason, remedy) -> problem(key, reason, remedy));
    }

    /**
     * Returns what reads a secret anew each time, so that one that is replaced while the program runs is taken up; the last
     * good one while the reference leads nowhere. Empty if there is none or it cannot be read now.
     */
    public Optional<Supplier<Secret>> rereadSecret(String key) {
        Optional<Secret> first = secret(key);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String reference = text(key).orElseThrow();
        AtomicReference<Secret> last = new AtomicReference<>(first.get());
        return Optional.of(() -> {
            secrets.resolve(reference, (reason, remedy) -> {}).ifPresent(last::set);
            return last.get();
        });
    }

    /** Returns a secret that must be there; a placeholder after a problem was noted. */
    public Secret requiredSecret(String key, String environmentVariable) {
        if (!has(key)) {
            problem(
                    key,
                    "is missing",
                    "write " + key + ": ${env:" + environmentVariable + "} and set the variable, or use ${file:PATH}");
        }
        return secret(key).orElse(Secret.of("missing"));
    }

    /** Returns a section below; an empty one if there is none. */
    public ConfigSection section(String key) {
        known.add(key);
        Object value = values.get(key);
        if (value != null && !(value instanceof Map)) {
            problem(key, "must be a section", "write keys below it");
        }
        Map<String, @Nullable Object> below = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> below.put(String.valueOf(name), item));
        }
        return new ConfigSection(pathOf(key), below, secrets, problems);
    }

    /**
     * Returns a section below that may also be written as a list: {@code key: [a, b]} stands for {@code key: {listKey: [a,
     * b]}}; an empty one if there is none.
     */
    public ConfigSection sectionOrList(String key, String listKey) {
        Object value = values.get(key);
        if (value == null || value instanceof Map) {
            return section(key);
        }
        known.add(key);
        Map<String, @Nullable Object> below = new LinkedHashMap<>();
        below.put(listKey, value);
        return new ConfigSection(pathOf(key), below, secrets, problems);
    }

    /** Tells whether the value is a section or a list with a section in it. */
    public boolean isNested(String key) {
        known.add(key);
        Object value = values.get(key);
        return value instanceof Map
                || (value instanceof List<?> list && list.stream().anyMatch(Map.class::isInstance));
    }

    /** Returns an instant, given as one or as a UTC date, which stands for its begin. */
    public Optional<Instant> instant(String key) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.get().length() == 10
                            ? LocalDate.parse(text.get())
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(text.get()));
        } catch (DateTimeParseException e) {
            problem(key, "must be a UTC date or instant, was '" + text.get() + "'", "write 2026-01-31");
            return Optional.empty();
        }
    }

    /** Returns the list of sections under a key. */
    public List<ConfigSection> sections(String key) {
        known.add(key);
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<ConfigSection> sections = new ArrayList<>();
        List<?> items = value instanceof List<?> list ? list : List.of(value);
        for (int i = 0; i < items.size(); i++) {
            String itemPath = value instanceof List ? key + "[" + i + "]" : key;
            if (items.get(i) instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> below = new LinkedHashMap<>();
                map.forEach((name, item) -> below.put(String.valueOf(name), item));
                sections.add(new ConfigSection(pathOf(itemPath), below, secrets, problems));
            } else {
                problem(itemPath, "must be a section", "write keys below it");
            }
        }
        return List.copyOf(sections);
    }

    /** Notes a problem with a key of this section. */
    public void problem(String key, String reason, String remedy) {
        problems.add(new ConfigProblem(pathOf(key), reason, remedy));
    }

    /** Notes every key that no reading method asked for, with the nearest known one as the remedy. */
    public void rejectUnknownKeys() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(key, "is not known here", suggestion(key, known));
            }
        }
    }

    /** Returns the remedy that names the nearest of the allowed words, or all of them if none is near. */
    static String suggestion(String word, Iterable<String> allowed) {
        String nearest = "";
        int distance = Integer.MAX_VALUE;
        List<String> all = new ArrayList<>();
        for (String candidate : allowed) {
            all.add(candidate);
            int d = Levenshtein.distance(word, candidate);
            if (d < distance) {
                distance = d;
                nearest = candidate;
            }
        }
        return distance <= Math.max(2, word.length() / 3)
                ? "did you mean '" + nearest + "'?"
                : all.isEmpty() ? "remove it" : "use one of " + all;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    @Override
    public String toString() {
        return "ConfigSection[" + path + " " + values.keySet() + "]";
    }
}
