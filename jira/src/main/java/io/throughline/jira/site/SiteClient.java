package io.throughline.jira.site;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.SourceException;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.edition.UnsupportedByEditionException;
import io.throughline.jira.internal.JiraCalls;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The site as a whole: who asks, what answers, which fields there are. Immutable and thread-safe. */
public final class SiteClient {

    private static final String GATEWAY = "api.atlassian.com";

    private final JiraCalls calls;
    private final RestClient tenant;

    /**
     * Creates a client; {@link io.throughline.jira.JiraClient#site} has one.
     *
     * @param tenant calls of the same host without a credential
     */
    public SiteClient(JiraCalls calls, RestClient tenant) {
        this.calls = calls;
        this.tenant = tenant;
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

    /** Returns the zone of the account's profile, in which JQL's date literals are read; empty if it is hidden. */
    public Optional<ZoneId> findTimeZone() {
        return getMyself().zone();
    }

    /**
     * Returns a user.
     *
     * @param id the account id on Jira Cloud, the user name on Jira Data Center
     */
    public JiraUser getUser(String id) {
        return calls.get("get user", "/user")
                .query(calls.isCloud() ? "accountId" : "username", id)
                .fetch(JiraUser.class);
    }

    /** Returns the priorities of the site, most urgent first; a project may allow fewer of them. */
    public List<JiraPriority> listPriorities() {
        return calls.get("list priorities", "/priority").fetchList(JiraPriority.class);
    }

    /** Returns the statuses of the site. */
    public List<SiteStatus> listStatuses() {
        return calls.get("list statuses", "/status").fetchList(SiteStatus.class);
    }

    /** Returns the page of an issue for people. */
    public URI browseLink(String issueKey) {
        URI base = getServerInfo().baseUrl();
        return BrowseLinks.of(base == null || base.getHost() == null ? calls.endpoint() : base, issueKey);
    }

    /**
     * Returns the id by which Atlassian's gateway knows this site, asked without the credential. The gateway's address is
     * {@code https://api.atlassian.com/ex/jira/<cloud id>}: the only one for scoped tokens and for OAuth.
     */
    public String getCloudId() {
        calls.requireCloud("get cloud id", "the gateway serves only Jira Cloud");
        String id = tenant.get("get cloud id", "/_edge/tenant_info")
                .fetch(Tenant.class)
                .body()
                .cloudId();
        if (id == null) {
            throw new SourceException(
                    Category.DATA,
                    new CallInfo("jira", "get cloud id", null, null, 1, Duration.ZERO),
                    "the site tells no cloud id; check the url",
                    null);
        }
        return id;
    }

    /**
     * Returns the sites that the OAuth token can be used for; only a client of Atlassian's gateway can ask, whose address
     * may be {@code https://api.atlassian.com} alone for this.
     *
     * @throws UnsupportedByEditionException if the client is of another host, to which the gateway's tokens do not belong
     */
    public List<AccessibleSite> listAccessibleSites() {
        String operation = "list accessible sites";
        if (!GATEWAY.equalsIgnoreCase(calls.endpoint().getHost())) {
            throw new UnsupportedByEditionException(
                    operation, calls.edition(), "ask with a client of https://" + GATEWAY + " and an OAuth token");
        }
        return calls.getFromHost(operation, "/oauth/token/accessible-resources").fetchList(AccessibleSite.class);
    }

    private record Tenant(@Nullable String cloudId) {}

    private record Permissions(@Nullable Map<String, JiraPermission> permissions) {}
}
