package io.throughline.sentry;

import io.throughline.core.config.Secret;
import io.throughline.core.http.ClientBuilder;
import io.throughline.core.http.Credential;
import io.throughline.core.http.SourceException;
import io.throughline.sentry.event.EventsClient;
import io.throughline.sentry.explore.ExploreClient;
import io.throughline.sentry.integration.IntegrationsClient;
import io.throughline.sentry.internal.Operation;
import io.throughline.sentry.internal.SentryCalls;
import io.throughline.sentry.internal.SentryRateLimits;
import io.throughline.sentry.issue.IssuesClient;
import io.throughline.sentry.monitor.DetectorsClient;
import io.throughline.sentry.monitor.MonitorsClient;
import io.throughline.sentry.organization.OrganizationsClient;
import io.throughline.sentry.organization.SentryOrganization;
import io.throughline.sentry.project.ProjectsClient;
import io.throughline.sentry.release.ReleasesClient;
import io.throughline.sentry.session.SessionsClient;
import io.throughline.sentry.trace.TracesClient;
import io.throughline.sentry.usage.UsageClient;
import java.net.URI;
import java.util.Objects;

/**
 * Reads one organization of a Sentry server: sentry.io, one of its regions, or self-hosted. Immutable and thread-safe;
 * holds nothing that must be closed. Lists are lazy, one request a page. Whatever fails is a {@link
 * io.throughline.core.http.SourceException}.
 *
 * <pre>{@code
 * SentryClient sentry = SentryClient.builder(URI.create("https://de.sentry.io"), "acme")
 *         .token(Secret.of(System.getenv("SENTRY_TOKEN")))
 *         .build();
 * for (SentryIssue issue : sentry.issues().list(IssueQuery.builder().search("is:unresolved").build())) {
 *     System.out.println(issue.shortId() + " " + issue.title());
 * }
 * }</pre>
 *
 * <p>The token needs {@code org:read}, {@code project:read} and {@code event:read}.
 */
public final class SentryClient {

    private final SentryCalls calls;
    // Kept, because it learns how old the server is.
    private final ExploreClient explore;

    private SentryClient(SentryCalls calls) {
        this.calls = calls;
        this.explore = new ExploreClient(calls);
    }

    /**
     * Returns a builder.
     *
     * @param endpoint the server's address without {@code /api/0}, for example {@code https://de.sentry.io}
     * @param organization the organization's slug
     */
    public static Builder builder(URI endpoint, String organization) {
        return new Builder(endpoint, organization);
    }

    /** Returns the organization. */
    public OrganizationsClient organizations() {
        return new OrganizationsClient(calls);
    }

    /** Returns projects. */
    public ProjectsClient projects() {
        return new ProjectsClient(calls);
    }

    /** Returns issues. */
    public IssuesClient issues() {
        return new IssuesClient(calls);
    }

    /** Returns single events. */
    public EventsClient events() {
        return new EventsClient(calls);
    }

    /** Returns links between issues and tickets. */
    public IntegrationsClient integrations() {
        return new IntegrationsClient(calls);
    }

    /** Returns the numbers of events. */
    public ExploreClient explore() {
        return explore;
    }

    /** Returns releases. */
    public ReleasesClient releases() {
        return new ReleasesClient(calls);
    }

    /** Returns what became of the events that were sent. */
    public UsageClient usage() {
        return new UsageClient(calls);
    }

    /** Returns release health. */
    public SessionsClient sessions() {
        return new SessionsClient(calls);
    }

    /** Returns cron monitors. */
    public MonitorsClient monitors() {
        return new MonitorsClient(calls);
    }

    /** Returns detectors and workflows, which is what Sentry's alerts are made of. */
    public DetectorsClient detectors() {
        return new DetectorsClient(calls);
    }

    /** Returns traces. */
    public TracesClient traces() {
        return new TracesClient(calls);
    }

    /**
     * Returns a client that calls the region where the organization's data is, as the organization itself tells: faster
     * than through {@code sentry.io}, and data of the EU stays there. Asks for the organization once.
     *
     * @return this, if the server knows no regions or this is the region
     * @throws SourceException if the region told is not one of Sentry's own hosts over HTTPS, or this is a server of
     *     another operator: the token must not go to a stranger
     */
    public SentryClient inRegion() {
        SentryOrganization.Links links = organizations().get().links();
        URI region = links == null ? null : Regions.parse(links.regionUrl());
        if (region == null || Regions.sameHost(region, calls.endpoint())) {
            return this;
        }
        if (!Regions.isSentrys(calls.endpoint()) || !Regions.isSentrys(region)) {
            throw Regions.refused(calls.endpoint(), region);
        }
        return new SentryClient(calls.at(region));
    }

    /** Returns how often the server has slowed this client down since it was built. */
    public long timesThrottled() {
        return calls.timesThrottled();
    }

    /** Returns endpoint and organization; no token. */
    @Override
    public String toString() {
        return "SentryClient[" + calls.endpoint() + " " + calls.organization() + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder extends ClientBuilder<Builder> {

        private final String organization;

        private Builder(URI endpoint, String organization) {
            super(SentrySourceProvider.ID, endpoint);
            this.organization = Objects.requireNonNull(organization, "organization");
            if (organization.isBlank()) {
                throw new IllegalArgumentException("organization must be the organization's slug, was blank");
            }
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets the token of an internal integration or a user; for a legacy key see {@link Credential#basicToken}. */
        public Builder token(Secret token) {
            return credential(Credential.bearer(token));
        }

        /** Returns the client; no call is made. */
        public SentryClient build() {
            return new SentryClient(new SentryCalls(
                    rest().rateLimitHints(SentryRateLimits::read)
                            .errorReader(Operation.errors(organization))
                            .build(),
                    organization));
        }
    }
}
