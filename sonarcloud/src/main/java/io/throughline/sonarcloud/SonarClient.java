package io.throughline.sonarcloud;

import io.throughline.core.config.Secret;
import io.throughline.core.http.ClientBuilder;
import io.throughline.core.http.Credential;
import io.throughline.sonarcloud.analysis.AnalysesClient;
import io.throughline.sonarcloud.edition.SonarEdition;
import io.throughline.sonarcloud.gate.GatesClient;
import io.throughline.sonarcloud.hotspot.HotspotsClient;
import io.throughline.sonarcloud.internal.SonarCalls;
import io.throughline.sonarcloud.internal.SonarErrors;
import io.throughline.sonarcloud.issue.IssuesClient;
import io.throughline.sonarcloud.measure.MeasuresClient;
import io.throughline.sonarcloud.project.ProjectsClient;
import io.throughline.sonarcloud.rule.RulesClient;
import io.throughline.sonarcloud.stream.SonarEntities;
import io.throughline.sonarcloud.system.SonarMode;
import io.throughline.sonarcloud.system.SystemClient;
import io.throughline.sonarcloud.task.TasksClient;
import io.throughline.sonarcloud.webhook.WebhooksClient;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The web API of SonarQube Cloud (SonarCloud) and SonarQube Server. Immutable and thread-safe; holds nothing that must be
 * closed.
 *
 * <pre>{@code
 * SonarClient sonar = SonarClient.builder(URI.create("https://sonarcloud.io"))
 *     .organization("acme")
 *     .token(token)
 *     .build();
 * for (SonarAnalysis analysis : sonar.analyses().list(SonarSpan.of("acme_checkout"))) {
 *   System.out.println(analysis.date() + " " + analysis.revision());
 * }
 * }</pre>
 *
 * <p>All methods throw {@link io.throughline.core.http.SourceException} if the server cannot be read.
 */
public final class SonarClient {

    private final SonarCalls calls;
    private final SystemClient system;

    private SonarClient(SonarCalls calls, @Nullable SonarMode mode) {
        this.calls = calls;
        this.system = new SystemClient(calls, mode);
    }

    /**
     * Returns a builder.
     *
     * @param url {@code https://sonarcloud.io}, {@code https://sonarqube.us}, or a server's address with its context path
     */
    public static Builder builder(URI url) {
        return new Builder(url);
    }

    /** Returns which of the two products is spoken to. */
    public SonarEdition edition() {
        return calls.edition();
    }

    /** Returns the server as a whole. */
    public SystemClient system() {
        return system;
    }

    /** Returns projects. */
    public ProjectsClient projects() {
        return new ProjectsClient(calls);
    }

    /** Returns analyses. */
    public AnalysesClient analyses() {
        return new AnalysesClient(calls);
    }

    /** Returns measures and metrics. */
    public MeasuresClient measures() {
        return new MeasuresClient(calls);
    }

    /** Returns quality gates. */
    public GatesClient gates() {
        return new GatesClient(calls);
    }

    /** Returns issues. */
    public IssuesClient issues() {
        return new IssuesClient(calls);
    }

    /** Returns security hotspots. */
    public HotspotsClient hotspots() {
        return new HotspotsClient(calls);
    }

    /** Returns rules. */
    public RulesClient rules() {
        return new RulesClient(calls);
    }

    /** Returns the server's tasks. */
    public TasksClient tasks() {
        return new TasksClient(calls);
    }

    /** Returns which webhooks are set. */
    public WebhooksClient webhooks() {
        return new WebhooksClient(calls);
    }

    /** Returns how often the server slowed this client down. */
    public long timesThrottled() {
        return calls.timesThrottled();
    }

    @Override
    public String toString() {
        return "SonarClient[" + calls.edition() + " at " + calls.endpoint() + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder extends ClientBuilder<Builder> {

        private @Nullable SonarEdition edition;
        private @Nullable String organization;
        private @Nullable SonarMode mode;

        private Builder(URI url) {
            super(SonarEntities.SYSTEM, url);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Sets which product it is. Otherwise it is Cloud at Cloud's own hosts, and wherever an organization is named.
         */
        public Builder edition(SonarEdition value) {
            edition = Objects.requireNonNull(value, "edition");
            return this;
        }

        /** Sets the key of the organization; needed on Cloud. */
        public Builder organization(String key) {
            organization = Objects.requireNonNull(key, "organization");
            return this;
        }

        /** Sets how the instance rates code; otherwise it is asked when that is needed. */
        public Builder mode(SonarMode value) {
            mode = Objects.requireNonNull(value, "mode");
            return this;
        }

        /** Sets a user token, or on Cloud a scoped organization token. */
        public Builder token(Secret token) {
            return credential(Credential.bearer(token));
        }

        /**
         * Returns the client; no call is made.
         *
         * @throws IllegalArgumentException if it is Cloud and no organization was set
         */
        public SonarClient build() {
            boolean cloud = edition == null
                    ? organization != null || SonarEdition.isCloudHost(endpoint())
                    : edition == SonarEdition.CLOUD;
            if (cloud && organization == null) {
                throw new IllegalArgumentException("organization must be set for SonarQube Cloud");
            }
            SonarEdition answers = cloud ? SonarEdition.CLOUD : SonarEdition.SERVER;
            return new SonarClient(
                    new SonarCalls(
                            SonarEntities.SYSTEM,
                            rest().errorReader(SonarErrors::read).build(),
                            rest(SonarEdition.secondVersion(endpoint()))
                                    .errorReader(SonarErrors::read)
                                    .build(),
                            answers,
                            organization),
                    mode);
        }
    }
}
