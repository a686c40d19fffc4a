package io.throughline.jira.jql;

/** The fields that a clause or an order can name: a fixed list, so that no input becomes part of the language. */
public enum JqlField {
    PROJECT("project"),
    KEY("key"),
    ID("id"),
    ISSUE_TYPE("issuetype"),
    STATUS("status"),
    STATUS_CATEGORY("statusCategory"),
    PRIORITY("priority"),
    RESOLUTION("resolution"),
    LABELS("labels"),
    COMPONENT("component"),
    FIX_VERSION("fixVersion"),
    CREATED("created"),
    UPDATED("updated"),
    RESOLVED("resolved");

    private final String clauseName;

    JqlField(String clauseName) {
        this.clauseName = clauseName;
    }

    /** Returns how the language names it. */
    public String clauseName() {
        return clauseName;
    }

    boolean isDate() {
        return this == CREATED || this == UPDATED || this == RESOLVED;
    }
}
