package io.throughline.sentry.integration;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Links between issues and tickets. There are two kinds: those of an installed integration, such as Jira's, which {@code
 * is:linked} finds, and those of a Sentry app, which can be set with that app's own token only.
 */
public final class IntegrationsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public IntegrationsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Lists the integrations of a provider, for example {@code jira}. */
    public Paged<SentryIntegration> list(String provider) {
        return calls.paged(
                () -> calls.get(Operation.LIST_INTEGRATIONS, "integrations/").query("providerKey", provider),
                SentryIntegration.class);
    }

    /** Lists the tickets that Sentry apps have linked to an issue. */
    public List<SentryExternalIssue> listExternalIssues(String issueId) {
        return calls.fetchList(
                calls.get(Operation.LIST_EXTERNAL_ISSUES, "issues/{}/external-issues/", issueId),
                SentryExternalIssue.class);
    }

    /**
     * Links a ticket that exists to an issue. Wants a user's token; a link that exists already may be refused.
     *
     * @param integrationId the integration, {@link SentryIntegration#id()}
     * @param ticket the ticket's key, for example {@code OPS-12}
     */
    public SentryExternalIssue linkTicket(String issueId, String integrationId, String ticket) {
        return calls.fetch(
                calls.call(Operation.LINK_TICKET, "PUT", "issues/{}/integrations/{}/", issueId, integrationId)
                        .json(Map.of("externalIssue", ticket)),
                SentryExternalIssue.class);
    }

    /**
     * Takes a link away; the ticket stays.
     *
     * @param externalIssueId the link, {@link SentryExternalIssue#id()}
     */
    public void unlinkTicket(String issueId, String integrationId, String externalIssueId) {
        calls.call(Operation.UNLINK_TICKET, "DELETE", "issues/{}/integrations/{}/", issueId, integrationId)
                .query("externalIssue", externalIssueId)
                .fetchText();
    }

    /**
     * Sets or renews the one link that a Sentry app has from an issue. May be repeated without harm.
     *
     * @param installation the app's installation, a UUID; the token must be that app's
     * @param issueId Sentry's number
     * @param page the ticket's page
     * @param project the ticket's project, as it is to be shown
     * @param identifier the ticket's number, as it is to be shown
     */
    public SentryExternalIssue putExternalIssue(
            String installation, long issueId, URI page, String project, String identifier) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("issueId", issueId);
        body.put("webUrl", page.toString());
        body.put("project", project);
        body.put("identifier", identifier);
        return calls.fetch(
                calls.callOutside(
                                Operation.PUT_EXTERNAL_ISSUE,
                                "POST",
                                "sentry-app-installations/{}/external-issues/",
                                installation)
                        .json(body)
                        // there is one link for each issue and app
                        .idempotent(),
                SentryExternalIssue.class);
    }
}
