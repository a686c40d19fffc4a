package io.throughline.sonarcloud.issue;

import io.throughline.core.http.Headers;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.TransportRequest;
import io.throughline.core.http.TransportResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Issues of one project behind the wall: 10,000 of a search are listed, and facets have 100 values. */
final class WalledIssues implements HttpTransport {

    private static final DateTimeFormatter DATES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXX", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int WALL = 10_000;
    private static final int LONGEST_FACET = 100;

    /** An issue; one without a file is the project's own. */
    record Issue(
            String key,
            Instant created,
            String severity,
            String type,
            String rule,
            @Nullable String file) {}

    final List<Issue> issues = new ArrayList<>();
    /** Files that are there; issues may be of others. */
    final Set<String> files = new TreeSet<>();

    final List<String> calls = new ArrayList<>();
    /** Whether the end of a span belongs to it, as Cloud's catalogue has it. */
    boolean inclusiveEnd;

    private String latestKey = "";
    private List<Issue> latest = List.of();
    /** Called before each answer. */
    Runnable meanwhile = () -> {};

    @Override
    public TransportResponse exchange(TransportRequest request) {
        meanwhile.run();
        Map<String, String> parameters = parameters(request.uri().getRawQuery());
        String path = request.uri().getPath();
        calls.add(path + " " + new TreeMap<>(parameters));
        return switch (path) {
            case "/api/issues/search" -> search(parameters);
            case "/api/components/tree" -> tree(parameters);
            case "/api/components/show" ->
                "p".equals(parameters.get("component"))
                        ? answer(200, "{\"component\":{\"key\":\"p\"}}")
                        : answer(404, "{\"errors\":[{\"msg\":\"Component key not found\"}]}");
            default -> throw new AssertionError("unexpected call " + path);
        };
    }

    private TransportResponse search(Map<String, String> parameters) {
        int size = Integer.parseInt(parameters.getOrDefault("ps", "100"));
        int page = Integer.parseInt(parameters.getOrDefault("p", "1"));
        if (page * size > WALL) {
            return answer(400, "{\"errors\":[{\"msg\":\"Can return only the first 10000 results.\"}]}");
        }
        List<Issue> found = found(parameters);
        List<Issue> listed =
                found.stream().skip((long) (page - 1) * size).limit(size).toList();
        String body = listed.stream()
                .map(issue ->
                        "{\"key\":\"" + issue.key() + "\",\"creationDate\":\"" + DATES.format(issue.created()) + "\"}")
                .collect(Collectors.joining(","));
        return answer(
                200,
                "{\"paging\":{\"pageIndex\":%d,\"pageSize\":%d,\"total\":%d},\"issues\":[%s],\"facets\":[%s]}"
                        .formatted(page, size, found.size(), body, facets(parameters, found)));
    }

    /** The pages of one search follow each other. */
    private List<Issue> found(Map<String, String> parameters) {
        Map<String, String> search = new TreeMap<>(parameters);
        search.keySet().removeAll(Set.of("p", "ps", "facets"));
        String key = search + " of " + issues.size();
        if (!key.equals(latestKey)) {
            Comparator<Issue> order = Comparator.comparing(Issue::created);
            latest = issues.stream()
                    .filter(wanted(parameters))
                    .sorted(
                            parameters.containsKey("s")
                                    ? order
                                    : order.reversed().thenComparing(Issue::key))
                    .toList();
            latestKey = key;
        }
        return latest;
    }

    private Predicate<Issue> wanted(Map<String, String> parameters) {
        Set<String> components = values(parameters, "componentKeys");
        Instant from = date(parameters.get("createdAfter"));
        Instant before = date(parameters.get("createdBefore"));
        Set<String> severities = values(parameters, "severities");
        Set<String> types = values(parameters, "types");
        Set<String> rules = values(parameters, "rules");
        boolean alone = "true".equals(parameters.get("onComponentOnly"));
        return issue -> (alone
                        ? issue.file() == null && components.contains("p")
                        : components.contains("p")
                                || (issue.file() != null && components.contains("p:" + issue.file())))
                && (from == null || !issue.created().isBefore(from))
                && (before == null
                        || issue.created().isBefore(before)
                        || (inclusiveEnd && issue.created().equals(before)))
                && (severities.isEmpty() || severities.contains(issue.severity()))
                && (types.isEmpty() || types.contains(issue.type()))
                && (rules.isEmpty() || rules.contains(issue.rule()));
    }

    private static String facets(Map<String, String> parameters, List<Issue> found) {
        Map<String, Function<Issue, String>> known =
                Map.of("severities", Issue::severity, "types", Issue::type, "rules", Issue::rule);
        return values(parameters, "facets").stream()
                .map(facet -> "{\"property\":\"%s\",\"values\":[%s]}"
                        .formatted(
                                facet,
                                found.stream()
                                        .collect(Collectors.groupingBy(known.get(facet), Collectors.counting()))
                                        .entrySet()
                                        .stream()
                                        .sorted(Map.Entry.<String, Long>comparingByValue()
                                                .reversed())
                                        .limit(LONGEST_FACET)
                                        .map(entry -> "{\"val\":\"%s\",\"count\":%d}"
                                                .formatted(entry.getKey(), entry.getValue()))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining(","));
    }

    private TransportResponse tree(Map<String, String> parameters) {
        int size = Integer.parseInt(parameters.get("ps"));
        int page = Integer.parseInt(parameters.get("p"));
        String body = files.stream()
                .skip((long) (page - 1) * size)
                .limit(size)
                .map(file -> "{\"key\":\"p:%s\",\"path\":\"%s\",\"qualifier\":\"FIL\"}".formatted(file, file))
                .collect(Collectors.joining(","));
        return answer(
                200,
                "{\"paging\":{\"pageIndex\":%d,\"pageSize\":%d,\"total\":%d},\"components\":[%s]}"
                        .formatted(page, size, files.size(), body));
    }

    private static Set<String> values(Map<String, String> parameters, String name) {
        String joined = parameters.get(name);
        return joined == null ? Set.of() : Arrays.stream(joined.split(",")).collect(Collectors.toSet());
    }

    private static @Nullable Instant date(@Nullable String text) {
        return text == null ? null : OffsetDateTime.parse(text, DATES).toInstant();
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        Stream.of(query == null ? new String[0] : query.split("&")).forEach(pair -> {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        });
        return parameters;
    }

    private static TransportResponse answer(int status, String body) {
        return TransportResponse.of(status, Headers.of("Content-Type", "application/json"), body);
    }
}
