package io.throughline.jira.issue;

import io.throughline.jira.edition.JiraEdition;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as the value of a field: the account id on Jira Cloud, the user name on Jira Data Center; null for nobody. */
record UserValue(@Nullable String id) {

    static final UserValue NOBODY = new UserValue(null);
    static final UserValue AUTOMATIC = new UserValue("-1");

    /** Returns the JSON for the fields that every issue has. */
    @Nullable
    Object json(JiraEdition edition) {
        return id == null ? null : Map.of(edition == JiraEdition.CLOUD ? "id" : "name", id);
    }

    /** Returns the JSON for a field that the site added. */
    static Object custom(JiraEdition edition, String id) {
        return Map.of(edition == JiraEdition.CLOUD ? "accountId" : "name", id);
    }

    @Override
    public String toString() {
        return "UserValue[hidden]";
    }
}
