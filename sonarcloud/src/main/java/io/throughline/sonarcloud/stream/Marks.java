package io.throughline.sonarcloud.stream;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far a project is read: a text for each branch, the main one under the empty name. Used for one read. */
final class Marks {

    static final String MAIN = "";

    private final Map<String, String> before;
    private final Map<String, String> after = new TreeMap<>();

    Marks(Map<String, String> before) {
        this.before = before;
    }

    Optional<String> get(String branch) {
        return Optional.ofNullable(before.get(branch));
    }

    /** Keeps a mark; those of branches that are not kept again are forgotten, as the branches are gone. */
    void keep(String branch, String mark) {
        after.put(branch, mark);
    }

    /** Keeps what was known, because nothing new was read. */
    void keepAsBefore(String branch) {
        get(branch).ifPresent(mark -> keep(branch, mark));
    }

    Map<String, String> after() {
        return after;
    }
}
