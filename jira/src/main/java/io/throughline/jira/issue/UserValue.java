package io.throughline.jira.issue;

import io.throughline.jira.edition.JiraEdition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user as the value of a field: the account id on Jira Cloud, the user name on Jira Data Center; null for nobody. */
record UserValue(@Nullable String id) {

    static final UserValue NOBODY = new UserValue(null);
    static final UserValue AUTOMATIC = new UserValue("-1");

    Object json(JiraEdition edition) {
        Map<String, Object> json = new HashMap<>();
        json.put(edition == JiraEdition.CLOUD ? "accountId" : "name", id);
        return json;
    }

    @Override
    public String toString() {
        return "UserValue[hidden]";
    }
}
