package io.throughline.jira.jql;

/** The fields that a clause or an order can name: a fixed list, so that no input becomes part of the language. */
public enum JqlField implements JqlName {
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
    RESOLVED("resolved"),
    DUE("due"),
    ISSUE("issue"),
    PARENT("parent"),
    ASSIGNEE("assignee"),
    REPORTER("reporter"),
    AFFECTED_VERSION("affectedVersion"),
    SUMMARY("summary"),
    DESCRIPTION("description"),
    COMMENT("comment"),
    TEXT("text");

    private final String clauseName;

    JqlField(String clauseName) {
        this.clauseName = clauseName;
    }

    @Override
    public String clauseName() {
        return clauseName;
    }

    @Override
    public boolean isDate() {
        return this == CREATED || this == UPDATED || this == RESOLVED || this == DUE;
    }

    @Override
    public boolean isText() {
        return this == SUMMARY || this == DESCRIPTION || this == COMMENT || this == TEXT;
    }
}
