package io.throughline.jira;

import io.throughline.core.testkit.FaultReply;
import io.throughline.core.testkit.FaultServer;
import io.throughline.core.testkit.FaultSubject;
import io.throughline.jira.edition.JiraEdition;
import io.throughline.jira.issue.IssueDraft;
import io.throughline.jira.issue.JiraSearch;
import io.throughline.jira.jql.Jql;
import io.throughline.jira.jql.JqlClause;
import io.throughline.jira.jql.JqlField;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Jira client of one edition: reads an issue, searches, creates. */
final class JiraFaultSubject implements FaultSubject {

    private static final Pattern START = Pattern.compile("(?:nextPageToken|startAt)\"?[=:]\"?(\\d+)");

    private final JiraEdition edition;

    JiraFaultSubject(JiraEdition edition) {
        this.edition = edition;
    }

    @Override
    public String source() {
        return "jira";
    }

    @Override
    public Calls open(Setup setup) {
        JiraClient.Builder builder =
                setup.to(JiraClient.builder(setup.endpoint())).edition(edition);
        JiraClient client = edition == JiraEdition.CLOUD
                ? builder.apiToken("sre@acme.example", setup.token()).build()
                : builder.bearer(setup.token()).build();
        JiraSearch search = JiraSearch.builder(Jql.where(JqlClause.equal(JqlField.PROJECT, "OPS")))
                .fields("summary")
                .build();
        return new Calls() {
            @Override
            public Object read() {
                return client.issues().get("OPS-17");
            }

            @Override
            public Iterable<?> list() {
                return client.issues().search(search);
            }

            @Override
            public void write() {
                client.issues()
                        .create(IssueDraft.in("OPS")
                                .typeId("10004")
                                .summary("Checkout fails")
                                .build());
            }

            @Override
            public Object client() {
                return client;
            }
        };
    }

    @Override
    public FaultReply found() {
        String text = edition == JiraEdition.CLOUD
                ? "{\"type\":\"doc\",\"version\":1,\"content\":[{\"type\":\"paragraph\",\"content\":"
                        + "[{\"type\":\"text\",\"text\":\"Checkout fails\",\"marks\":[{\"type\":\"strong\"}]}]}]}"
                : "\"Checkout *fails*\"";
        String user = edition == JiraEdition.CLOUD
                ? "{\"accountId\":\"5b10\",\"accountType\":\"atlassian\",\"displayName\":\"A\",\"active\":true}"
                : "{\"name\":\"a\",\"key\":\"JIRAUSER1\",\"displayName\":\"A\",\"active\":true}";
        return FaultReply.json("{\"id\":\"10017\",\"key\":\"OPS-17\",\"fields\":{\"summary\":\"Checkout\","
                + "\"description\":" + text + ",\"status\":{\"id\":\"3\",\"name\":\"Open\",\"statusCategory\":"
                + "{\"id\":2,\"key\":\"new\",\"name\":\"To Do\"}},\"priority\":{\"id\":\"2\",\"name\":\"High\"},"
                + "\"issuetype\":{\"id\":\"10004\",\"name\":\"Bug\"},\"project\":{\"id\":\"10000\",\"key\":\"OPS\"},"
                + "\"resolution\":{\"id\":\"1\",\"name\":\"Fixed\"},\"assignee\":" + user + ",\"labels\":[\"a\"],"
                + "\"components\":[{\"id\":\"1\",\"name\":\"web\"}],\"fixVersions\":[{\"id\":\"1\",\"name\":\"1.0\"}],"
                + "\"created\":\"2026-02-27T08:15:00.000+0000\",\"updated\":\"2026-02-28T09:00:00.000+0100\","
                + "\"resolutiondate\":\"2026-02-28T09:00:00.000+0100\",\"customfield_10010\":{\"value\":\"x\"}}}");
    }

    @Override
    public FaultReply page(FaultServer.Request request, int pages, String text) {
        Matcher start = START.matcher(request.target() + request.body());
        int number = start.find() ? Integer.parseInt(start.group(1)) : 0;
        String issue = "{\"id\":\"" + (10_000 + number) + "\",\"key\":\"OPS-" + number + "\",\"fields\":{\"summary\":\""
                + text + "\"}}";
        if (edition != JiraEdition.CLOUD) {
            return FaultReply.json(
                    "{\"startAt\":" + number + ",\"maxResults\":1,\"total\":" + pages + ",\"issues\":[" + issue + "]}");
        }
        return FaultReply.json("{\"issues\":[" + issue + "]"
                + (number + 1 < pages
                        ? ",\"nextPageToken\":\"" + (number + 1) + "\",\"isLast\":false}"
                        : ",\"isLast\":true}"));
    }

    @Override
    public Optional<FaultReply> pageInACircle() {
        // Data Center counts: this one always answers the first page.
        return Optional.of(
                FaultReply.json(
                        edition == JiraEdition.CLOUD
                                ? "{\"issues\":[],\"nextPageToken\":\"same\",\"isLast\":false}"
                                : "{\"startAt\":0,\"maxResults\":1,\"total\":9,\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\"}]}"));
    }

    @Override
    public List<FaultReply> pagesWithLinksTo(URI elsewhere) {
        String links = "{\"self\":\"" + elsewhere + "/1\",\"nextPage\":\"" + elsewhere + "/2\",";
        return List.of(
                FaultReply.json(links + "\"nextPageToken\":\"" + elsewhere + "/t\",\"isLast\":false,\"startAt\":0,"
                        + "\"total\":2,\"maxResults\":1,\"issues\":[{\"id\":\"1\",\"key\":\"OPS-1\"}]}"),
                FaultReply.json(links + "\"isLast\":true,\"startAt\":1,\"total\":2,\"maxResults\":1,"
                        + "\"issues\":[{\"id\":\"2\",\"key\":\"OPS-2\"}]}"));
    }

    @Override
    public Optional<FaultReply> written() {
        return Optional.of(FaultReply.json(201, "{\"id\":\"10018\",\"key\":\"OPS-18\",\"self\":\"https://x/10018\"}"));
    }

    @Override
    public List<Refusal> refusals() {
        String header = "X-Seraph-LoginReason";
        // Whether it is read as an issue or as a page.
        FaultReply nothing = FaultReply.json(
                "{\"id\":\"1\",\"issues\":[],\"isLast\":true,\"startAt\":0,\"maxResults\":0,\"total\":0}");
        return List.of(
                new Refusal("401 of the gateway", FaultReply.json(401, "{\"code\":401,\"message\":\"Unauthorized\"}")),
                new Refusal("401 as a page", FaultReply.html(401, "Unauthorized")),
                new Refusal("success with nothing in it", nothing.with(header, "AUTHENTICATED_FAILED")),
                new Refusal(
                        "not found",
                        FaultReply.json(404, "{\"errorMessages\":[\"Issue does not exist\"],\"errors\":{}}")
                                .with(header, "AUTHENTICATED_FAILED")),
                new Refusal("a CAPTCHA", FaultReply.json(403, "{}").with(header, "AUTHENTICATION_DENIED")));
    }

    @Override
    public Map<String, String> windowEndingAt(Instant reset) {
        return edition == JiraEdition.CLOUD
                ? Map.of(
                        "X-RateLimit-Limit", "350",
                        "X-RateLimit-Remaining", "0",
                        "X-RateLimit-Reset", reset.toString(),
                        "RateLimit-Reason", "jira-burst-based")
                : Map.of();
    }

    @Override
    public Map.Entry<String, String> requestId() {
        return edition == JiraEdition.CLOUD
                ? Map.entry("Atl-Traceid", "84f0c4d7f7d2")
                : Map.entry("X-ARequestId", "715x1205x2");
    }

    @Override
    public Set<String> requiredMembers() {
        return Set.of("id");
    }

    @Override
    public Set<String> openEnumerations() {
        return Set.of("key", "accountType", "type", "name");
    }
}
