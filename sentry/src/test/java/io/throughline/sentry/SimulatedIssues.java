package io.throughline.sentry;

import io.throughline.core.http.TransportResponse;
import io.throughline.core.testkit.TestTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Issues of a Sentry server as they come up, occur again, are resolved, merged and deleted. The list is in the order of the
 * last occurrence, in pages of any size, some of them empty; its cursors can expire.
 */
final class SimulatedIssues {

    /** An issue. */
    private static final class Issue {
        private final int id;
        private final Instant first;
        private Instant last;
        private long count = 1;
        private String status = "unresolved";
        private int mergedInto;

        private Issue(int id, Instant now) {
            this.id = id;
            this.first = now;
            this.last = now;
        }

        private String state() {
            return status + " " + count + " " + last;
        }
    }

    private final TestTime time;
    private final Random random;
    private final FakeSentry server;
    private final TreeMap<Integer, Issue> issues = new TreeMap<>();
    private final TreeMap<Integer, Issue> merged = new TreeMap<>();
    private int ids;
    private int epoch;
    private int failAfter = Integer.MAX_VALUE;

    SimulatedIssues(TestTime time, Random random, FakeSentry server) {
        this.time = time;
        this.random = random;
        this.server = server;
        server.on("projects/", p -> FakeSentry.page("[{\"id\":\"7\",\"slug\":\"api\"}]", ""));
        server.on("issues/", this::list);
    }

    int create() {
        Issue issue = new Issue(++ids, time.instant());
        issues.put(issue.id, issue);
        server.on("issues/" + issue.id + "/", p -> answering(() -> details(issue.id)));
        return issue.id;
    }

    void happen() {
        if (issues.size() < 3) {
            create();
            return;
        }
        List<Issue> known = new ArrayList<>(issues.values());
        Issue issue = known.get(random.nextInt(known.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> create();
            case 3, 4, 5 -> {
                issue.count += 1 + random.nextInt(50);
                issue.last = time.instant();
            }
            case 6, 7 -> issue.status = issue.status.equals("resolved") ? "ignored" : "resolved";
            case 8 -> issues.remove(issue.id);
            default -> merge(issue, known.get(random.nextInt(known.size())));
        }
    }

    /** The counts move over, and the ids lead to what is left. */
    private void merge(Issue from, Issue into) {
        if (from.id == into.id) {
            return;
        }
        into.count += from.count;
        into.last = from.last.isAfter(into.last) ? from.last : into.last;
        from.mergedInto = into.id;
        issues.remove(from.id);
        merged.put(from.id, from);
    }

    void expireCursors() {
        epoch++;
    }

    void failAfter(int calls) {
        failAfter = calls;
    }

    /** Returns status, count and last occurrence by id. */
    Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        issues.values().forEach(issue -> content.put(String.valueOf(issue.id), issue.state()));
        return content;
    }

    private interface Answer {
        TransportResponse make();
    }

    private TransportResponse answering(Answer answer) {
        if (failAfter-- <= 0) {
            return FakeSentry.error(500, "Internal Error");
        }
        return answer.make();
    }

    private TransportResponse details(int id) {
        Issue issue = issues.get(id);
        int hops = 0;
        for (Issue old = merged.get(id); issue == null && old != null && hops < 100; old = merged.get(old.mergedInto)) {
            issue = issues.get(old.mergedInto);
            hops++;
        }
        return issue == null
                ? FakeSentry.error(404, "The requested resource does not exist")
                : FakeSentry.json(json(issue));
    }

    private TransportResponse list(Map<String, List<String>> parameters) {
        return answering(() -> {
            Instant start =
                    Instant.parse(parameters.getOrDefault("start", List.of()).get(0));
            Instant end =
                    Instant.parse(parameters.getOrDefault("end", List.of()).get(0));
            long before = Long.MAX_VALUE;
            if (parameters.containsKey("cursor")) {
                String[] cursor =
                        parameters.getOrDefault("cursor", List.of()).get(0).split(":", -1);
                if (Integer.parseInt(cursor[1]) != epoch) {
                    return FakeSentry.error(400, "Invalid cursor parameter.");
                }
                before = Long.parseLong(cursor[0]);
            }
            long limit = before;
            List<Issue> found = issues.values().stream()
                    .filter(issue ->
                            !issue.last.isBefore(start) && issue.first.isBefore(end) && position(issue) < limit)
                    .sorted(Comparator.comparing(SimulatedIssues::position).reversed())
                    .toList();
            int size = random.nextInt(5);
            List<Issue> page = found.subList(0, Math.min(size, found.size()));
            boolean more = page.size() < found.size();
            // An empty page leads on by itself: its cursor is another, though nothing was passed.
            long next = page.isEmpty()
                    ? (found.isEmpty() ? limit : position(found.get(0)) + 1)
                    : position(page.get(page.size() - 1));
            boolean stuck = more && next == limit;
            if (stuck) {
                page = found.subList(0, 1);
                more = found.size() > 1;
                next = position(found.get(0));
            }
            return FakeSentry.page(
                    "[" + String.join(",", page.stream().map(this::json).toList()) + "]",
                    more ? next + ":" + epoch + ":0" : "");
        });
    }

    /** Newer first; no two are at the same place. */
    private static long position(Issue issue) {
        return issue.last.getEpochSecond() * 10_000 + issue.id * 2L;
    }

    private String json(Issue issue) {
        return """
                {"id":"%d","shortId":"API-%d","title":"Issue %d","status":"%s","count":"%d","userCount":0,
                 "firstSeen":"%s","lastSeen":"%s","project":{"id":"7","slug":"api"},
                 "lifetime":{"count":"%d","userCount":0,"firstSeen":"%s","lastSeen":"%s"}}
                """.formatted(
                        issue.id,
                        issue.id,
                        issue.id,
                        issue.status,
                        issue.count,
                        issue.first,
                        issue.last,
                        issue.count,
                        issue.first,
                        issue.last);
    }
}
