package io.throughline.sentry.organization;

import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;

/** The organization that a client reads. */
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
}
