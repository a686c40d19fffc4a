package io.throughline.examples.tenant.jira;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The names of a project's set-up and the ids that go with them. */
final class Vocabulary {

    /** A status category. */
    record Category(int id, String key, String color, String name) {}

    private static final Category NEW = new Category(2, "new", "blue-gray", "To Do");
    private static final Category INDETERMINATE = new Category(4, "indeterminate", "yellow", "In Progress");
    private static final Category DONE = new Category(3, "done", "green", "Done");
    private static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low", "Lowest");

    private Vocabulary() {}

    static Category category(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "to do", "open", "backlog", "new", "reopened" -> NEW;
            case "done", "closed", "resolved" -> DONE;
            default -> INDETERMINATE;
        };
    }

    static String statusId(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "to do" -> "10000";
            case "done" -> "10001";
            case "in progress" -> "3";
            default -> id("status", status);
        };
    }

    static String priorityId(String priority) {
        int index = PRIORITIES.indexOf(priority);
        return String.valueOf(index < 0 ? 10000 : index + 1);
    }

    /** Returns a number that a name always has, as ids have. */
    static String id(String kind, String name) {
        return String.valueOf(10_000 + Math.floorMod((kind + "/" + name).hashCode(), 80_000));
    }

    static String accountId(String person) {
        return "712020:" + UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8));
    }
}
