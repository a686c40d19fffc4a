package io.throughline.jira.internal;

import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.RestClient;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.edition.UnsupportedByEditionException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Makes calls of the edition that answers, which is asked for once. Thread-safe. */
public final class JiraCalls {

    private static final String AGILE = "/rest/agile/1.0";

    private final RestClient rest;
    private final Object negotiating = new Object();
    private volatile @Nullable JiraEdition edition;

    /**
     * Creates calls.
     *
     * @param edition the edition, or null if the server is to be asked
     */
    public JiraCalls(RestClient rest, @Nullable JiraEdition edition) {
        this.rest = rest;
        this.edition =
                edition != null || !JiraEdition.isCloudHost(rest.endpoint().getHost()) ? edition : JiraEdition.CLOUD;
    }

    /** Returns a {@code GET} below the interface's root; a path has <code>{}</code> for each segment. */
    public JiraCall get(String operation, String path, Object... segments) {
        return call(operation, "GET", api() + path, segments);
    }

    /** Returns a {@code POST} below the interface's root. */
    public JiraCall post(String operation, String path, Object... segments) {
        return call(operation, "POST", api() + path, segments);
    }

    /** Returns a {@code PUT} below the interface's root. */
    public JiraCall put(String operation, String path, Object... segments) {
        return call(operation, "PUT", api() + path, segments);
    }

    /** Returns a {@code DELETE} below the interface's root. */
    public JiraCall delete(String operation, String path, Object... segments) {
        return call(operation, "DELETE", api() + path, segments);
    }

    /** Returns a {@code GET} of boards and sprints, the same in both editions. */
    public JiraCall getAgile(String operation, String path, Object... segments) {
        return call(operation, "GET", AGILE + path, segments);
    }

    /** Returns which edition answers; asks the server the first time, unless its host tells. */
    public JiraEdition edition() {
        JiraEdition known = edition;
        if (known == null) {
            synchronized (negotiating) {
                known = edition;
                if (known == null) {
                    known = negotiate();
                    edition = known;
                    // Whoever tells nothing of itself is asked in the newer words, whose failure says the rest.
                    known = known == null ? JiraEdition.CLOUD : known;
                }
            }
        }
        return known;
    }

    /** Tells whether Jira Cloud answers. */
    public boolean isCloud() {
        return edition() == JiraEdition.CLOUD;
    }

    /**
     * Refuses what only Jira Cloud has.
     *
     * @throws UnsupportedByEditionException on another edition
     */
    public void requireCloud(String operation, String alternative) {
        if (!isCloud()) {
            throw new UnsupportedByEditionException(operation, edition(), alternative);
        }
    }

    /** Returns a {@code GET} of a path of the host itself, whatever path the client's address has. */
    public JiraCall getFromHost(String operation, String path) {
        return new JiraCall(rest.follow(operation, URI.create(path)));
    }

    /** Returns the address that paths are appended to. */
    public URI endpoint() {
        return rest.endpoint();
    }

    /** Returns how often Jira slowed this client down. */
    public long timesThrottled() {
        return rest.timesThrottled();
    }

    private String api() {
        return api(edition());
    }

    private static String api(JiraEdition edition) {
        return "/rest/api/" + edition.apiVersion();
    }

    private JiraCall call(String operation, String method, String path, Object... segments) {
        return new JiraCall(rest.call(operation, method, path, segments));
    }

    private @Nullable JiraEdition negotiate() {
        // Only the cloud has a version 3.
        JiraEdition cloud = ask(JiraEdition.CLOUD);
        return cloud == null ? ask(JiraEdition.DATA_CENTER) : cloud;
    }

    private @Nullable JiraEdition ask(JiraEdition supposed) {
        try {
            String type = call("find out the edition", "GET", api(supposed) + "/serverInfo")
                    .fetch(Deployment.class)
                    .deploymentType();
            return type == null ? supposed : JiraEdition.ofDeploymentType(type);
        } catch (NotFoundException | MalformedResponseException e) {
            return null;
        }
    }

    private record Deployment(@Nullable String deploymentType) {}
}
