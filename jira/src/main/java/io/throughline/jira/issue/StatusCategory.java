package io.throughline.jira.issue;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a status means, whatever it is called: the only test of open and closed that holds on every site. */
public enum StatusCategory {
    TO_DO("new"),
    IN_PROGRESS("indeterminate"),
    DONE("done");

    private final String key;

    StatusCategory(String key) {
        this.key = key;
    }

    /** Returns Jira's own word. */
    public String key() {
        return key;
    }

    /** Returns the category of a status; empty for Jira's other categories, and where it tells none. */
    public static Optional<StatusCategory> of(@Nullable JiraStatus status) {
        String told = status == null || status.category() == null
                ? null
                : status.category().key();
        for (StatusCategory category : values()) {
            if (category.key.equalsIgnoreCase(told)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
