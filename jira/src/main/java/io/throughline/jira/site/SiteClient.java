package io.throughline.jira.site;

import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.internal.JiraCalls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The site as a whole: who asks, what answers, which fields there are. Immutable and thread-safe. */
public final class SiteClient {

    private final JiraCalls calls;

    /** Creates a client; {@link io.throughline.jira.JiraClient#site} has one. */
    public SiteClient(JiraCalls calls) {
        this.calls = calls;
    }

    /** Returns which edition answers. The server is asked once, unless the builder or the host's name tells. */
    public JiraEdition edition() {
        return calls.edition();
    }

    /** Returns the user that the credential belongs to, with the time zone that JQL's date literals are read in. */
    public JiraUser getMyself() {
        return calls.get("get myself", "/myself").fetch(JiraUser.class);
    }

    /** Returns what the server says of itself. */
    public JiraServerInfo getServerInfo() {
        return calls.get("get server info", "/serverInfo").fetch(JiraServerInfo.class);
    }

    /**
     * Returns which of some permissions the account has in a project.
     *
     * @param permissions keys such as {@code BROWSE_PROJECTS}
     * @return by key; those that Jira does not know are absent
     */
    public Map<String, JiraPermission> getMyPermissions(String projectKey, Collection<String> permissions) {
        Map<String, JiraPermission> found = calls.get("get permissions in " + projectKey, "/mypermissions")
                .query("projectKey", projectKey)
                .query("permissions", String.join(",", permissions))
                .fetch(Permissions.class)
                .permissions();
        TreeMap<String, JiraPermission> asked = new TreeMap<>();
        for (String key : permissions) {
            JiraPermission permission = found == null ? null : found.get(key);
            if (permission != null) {
                asked.put(key, permission);
            }
        }
        return asked;
    }

    /** Returns all fields that issues of the site can have. */
    public List<JiraField> listFields() {
        return calls.get("list fields", "/field").fetchList(JiraField.class);
    }

    /** Returns the fields with a name, whatever its case: names are not unique. */
    public List<JiraField> findFields(String name) {
        return listFields().stream()
                .filter(field -> name.equalsIgnoreCase(field.name()))
                .toList();
    }

    private record Permissions(@Nullable Map<String, JiraPermission> permissions) {}
}
