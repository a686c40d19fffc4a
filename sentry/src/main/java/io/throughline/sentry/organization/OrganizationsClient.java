package io.throughline.sentry.organization;

import io.throughline.core.http.Paged;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import java.util.List;

/** The organization that a client reads, and those beside it. */
public final class OrganizationsClient {

    private final SentryCalls calls;

    /** Creates the group; the façade does. */
    public OrganizationsClient(SentryCalls calls) {
        this.calls = calls;
    }

    /** Reads the organization without its projects. */
    public SentryOrganization get() {
        return calls.fetch(calls.get(Operation.GET_ORGANIZATION, "").query("detailed", 0), SentryOrganization.class);
    }

    /**
     * Lists the organizations that the token's owner belongs to. The token of an integration belongs to nobody, and may be
     * told of none: {@link #get()} is the test of a connection, not this.
     */
    public Paged<SentryOrganization> list() {
        return calls.paged(
                () -> calls.callOutside(Operation.LIST_ORGANIZATIONS, "GET", "organizations/")
                        .query("per_page", SentryCalls.LARGEST_PAGE),
                SentryOrganization.class);
    }

    /** Lists the environments that events of the organization came from, without hidden ones. */
    public List<SentryEnvironment> listEnvironments() {
        return calls.fetchList(
                calls.get(Operation.LIST_ENVIRONMENTS, "environments/").query("visibility", "visible"),
                SentryEnvironment.class);
    }

    /** Lists the repositories that commits come from. */
    public Paged<SentryRepository> listRepositories() {
        return calls.paged(
                () -> calls.get(Operation.LIST_REPOSITORIES, "repos/").query("per_page", SentryCalls.LARGEST_PAGE),
                SentryRepository.class);
    }

    /** Lists the teams of the organization, which issues can be assigned to. */
    public Paged<SentryTeam> listTeams() {
        return calls.paged(
                () -> calls.get(Operation.LIST_TEAMS, "teams/").query("per_page", SentryCalls.LARGEST_PAGE),
                SentryTeam.class);
    }
}
