package io.throughline.jira;

import io.throughline.core.config.Secret;
import io.throughline.core.http.ClientBuilder;
import io.throughline.core.http.Credential;
import io.throughline.core.http.HttpClients;
import io.throughline.core.http.HttpTransport;
import io.throughline.core.http.JdkHttpTransport;
import io.throughline.core.http.RestClient;
import io.throughline.core.http.RestClientBuilder;
import io.throughline.jira.board.BoardsClient;
import io.throughline.jira.comment.CommentsClient;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.JiraErrors;
import io.throughline.jira.internal.JiraRateLimits;
import io.throughline.jira.internal.LoginTransport;
import io.throughline.jira.issue.IssuesClient;
import io.throughline.jira.link.LinksClient;
import io.throughline.jira.project.ProjectsClient;
import io.throughline.jira.property.PropertiesClient;
import io.throughline.jira.site.SiteClient;
import java.net.URI;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Jira's REST API: version 3 of Jira Cloud and version 2 of Jira Data Center behind one client. Immutable and thread-safe;
 * holds nothing that must be closed.
 *
 * <pre>{@code
 * JiraClient jira = JiraClient.builder(URI.create("https://acme.atlassian.net"))
 *     .apiToken("sre@acme.example", token)
 *     .build();
 * Jql open = Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS"))
 *     .and(JqlClause.notEqual(JqlField.STATUS_CATEGORY, "Done"));
 * for (JiraIssue issue : jira.issues().search(JiraSearch.builder(open).fields("summary", "status").build())) {
 *   System.out.println(issue.key() + " " + issue.fields().summary());
 * }
 * }</pre>
 *
 * <p>All methods throw {@link io.throughline.core.http.SourceException} if Jira cannot be read. A credential that Jira
 * does not accept is an {@link io.throughline.core.http.AuthenticationException} even where Jira answers with success.
 * What only one edition has throws an {@link io.throughline.jira.edition.UnsupportedByEditionException} on the other.
 */
public final class JiraClient {

    private final JiraCalls calls;
    private final IssuesClient issues;
    private final ProjectsClient projects;
    private final SiteClient site;
    private final CommentsClient comments;
    private final LinksClient links;
    private final PropertiesClient properties;
    private final BoardsClient boards;

    private JiraClient(RestClient rest, RestClient tenant, @Nullable JiraEdition edition) {
        this.calls = new JiraCalls(rest, edition);
        this.site = new SiteClient(calls, tenant);
        this.projects = new ProjectsClient(calls);
        this.issues = new IssuesClient(calls, projects, site);
        this.comments = new CommentsClient(calls);
        this.links = new LinksClient(calls);
        this.properties = new PropertiesClient(calls);
        this.boards = new BoardsClient(calls);
    }

    /**
     * Returns a builder.
     *
     * @param site the address of the site, {@code https://<site>.atlassian.net} or a server's own with its context path,
     *     or that of Atlassian's gateway with the cloud id, {@code https://api.atlassian.com/ex/jira/<cloud id>}
     */
    public static Builder builder(URI site) {
        return new Builder(site);
    }

    /**
     * Returns a builder of a client at Atlassian's gateway, where scoped tokens and OAuth work.
     *
     * @param cloudId the site's id, which {@link SiteClient#getCloudId} tells
     */
    public static Builder gateway(String cloudId) {
        if (!cloudId.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException(
                    "cloudId must be letters, digits and dashes, as site().getCloudId() tells it, was '" + cloudId
                            + "'");
        }
        return new Builder(URI.create("https://api.atlassian.com/ex/jira/" + cloudId));
    }

    /** Returns issues. */
    public IssuesClient issues() {
        return issues;
    }

    /** Returns comments. */
    public CommentsClient comments() {
        return comments;
    }

    /** Returns links of issues to each other and to what is elsewhere. */
    public LinksClient links() {
        return links;
    }

    /** Returns issue properties. */
    public PropertiesClient properties() {
        return properties;
    }

    /** Returns boards and sprints. */
    public BoardsClient boards() {
        return boards;
    }

    /** Returns projects. */
    public ProjectsClient projects() {
        return projects;
    }

    /** Returns the site as a whole. */
    public SiteClient site() {
        return site;
    }

    /** Returns how often Jira slowed this client down. */
    public long timesThrottled() {
        return calls.timesThrottled();
    }

    @Override
    public String toString() {
        return "JiraClient[" + calls.endpoint() + "]";
    }

    /** Puts a client together. Not thread-safe, reusable. */
    public static final class Builder extends ClientBuilder<Builder> {

        private @Nullable JiraEdition edition;
        private boolean travels;

        private Builder(URI site) {
            super(JiraIds.SYSTEM, site);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Sets an account's e-mail address and API token; a scoped token works only at the gateway's address. */
        public Builder apiToken(String email, Secret token) {
            return credential(Credential.basic(email, token));
        }

        /** Sets a token sent as bearer: an OAuth access token, or a personal access token of Jira Data Center. */
        public Builder bearer(Secret token) {
            return credential(Credential.bearer(token));
        }

        /** Sets OAuth access tokens, asked for before each call as they live for an hour only. */
        public Builder bearer(Supplier<Secret> tokens) {
            return credential(Credential.bearer(tokens));
        }

        /** Sets a user and password of Jira Data Center; Jira Cloud accepts none. */
        public Builder password(String user, Secret password) {
            return credential(Credential.basic(user, password));
        }

        /** Sets which edition answers; otherwise Atlassian's own hosts tell, and other servers are asked once. */
        public Builder edition(JiraEdition value) {
            edition = Objects.requireNonNull(value, "edition");
            return this;
        }

        @Override
        public Builder transport(HttpTransport value) {
            travels = true;
            return super.transport(new LoginTransport(value));
        }

        /** Returns the client; no call is made. */
        public JiraClient build() {
            return new JiraClient(
                    calls().build(), calls().credential(Credential.none()).build(), edition);
        }

        private RestClientBuilder calls() {
            if (!travels) {
                transport(new JdkHttpTransport(HttpClients.standard()));
            }
            return rest().rateLimitHints(JiraRateLimits::read).errorReader(JiraErrors::read);
        }
    }
}
