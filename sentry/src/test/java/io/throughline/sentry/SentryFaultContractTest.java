package io.throughline.sentry;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.core.testkit.FaultReply;
import io.throughline.core.testkit.FaultServer;
import io.throughline.core.testkit.FaultSubject;
import io.throughline.sentry.issue.IssueQuery;
import io.throughline.sentry.release.NewDeploy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

class SentryFaultContractTest extends ClientFaultContract {

    SentryFaultContractTest() {
        super(new Sentry());
    }

    /** Reads an issue, lists issues. */
    private static final class Sentry implements FaultSubject {

        private static final Pattern CURSOR = Pattern.compile("cursor=0%3A(\\d+)%3A0");
        private static final String ISSUES = "https://sentry.example/api/0/organizations/acme/issues/?cursor=";

        @Override
        public String source() {
            return "sentry";
        }

        @Override
        public Calls open(Setup setup) {
            SentryClient client = setup.to(SentryClient.builder(setup.endpoint(), "acme"))
                    .token(setup.token())
                    .build();
            return new Calls() {
                @Override
                public Object read() {
                    return client.issues().get("17");
                }

                @Override
                public Iterable<?> list() {
                    return client.issues().list(IssueQuery.builder().build());
                }

                @Override
                public void write() {
                    client.releases().createDeploy("shop@1.0", NewDeploy.to("production"));
                }

                @Override
                public Object client() {
                    return client;
                }
            };
        }

        @Override
        public FaultReply found() {
            return FaultReply.json(issue("17", "TypeError: x is undefined"));
        }

        @Override
        public FaultReply page(FaultServer.Request request, int pages, String text) {
            Matcher cursor = CURSOR.matcher(request.target());
            int number = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
            return page(issue(String.valueOf(number), text), ISSUES, "0:" + (number + 1) + ":0", number + 1 < pages);
        }

        @Override
        public Optional<FaultReply> pageInACircle() {
            return Optional.of(page(issue("1", "a"), ISSUES, "0:100:0", true));
        }

        @Override
        public List<FaultReply> pagesWithLinksTo(URI elsewhere) {
            String link = elsewhere + "/api/0/organizations/acme/issues/?cursor=";
            return List.of(page(issue("1", "a"), link, "0:100:0", true), page(issue("2", "b"), link, "0:200:0", false));
        }

        @Override
        public Optional<FaultReply> written() {
            return Optional.of(FaultReply.json(
                    201,
                    "{\"id\":\"3\",\"environment\":\"production\",\"name\":null,"
                            + "\"dateFinished\":\"2026-03-01T12:00:00Z\"}"));
        }

        @Override
        public List<Refusal> refusals() {
            return List.of(
                    new Refusal("an invalid token", FaultReply.json(401, "{\"detail\":\"Invalid token\"}")),
                    new Refusal("an expired token", FaultReply.json(401, "{\"detail\":\"Token expired\"}")),
                    new Refusal(
                            "detail as an object",
                            FaultReply.json(
                                    401,
                                    "{\"detail\":{\"code\":\"sso-required\",\"message\":\"Must login via SSO\","
                                            + "\"extra\":{\"loginUrl\":\"/auth/login/acme/\"}}}")),
                    new Refusal("nothing", FaultReply.status(401)),
                    new Refusal("a page", FaultReply.html(401, "Sign in")),
                    new Refusal("a bare text", FaultReply.json(401, "\"Unauthorized\"")));
        }

        @Override
        public Map<String, String> windowEndingAt(Instant reset) {
            return Map.of(
                    "X-Sentry-Rate-Limit-Limit", "20",
                    "X-Sentry-Rate-Limit-Remaining", "0",
                    "X-Sentry-Rate-Limit-Reset", String.valueOf(reset.getEpochSecond()),
                    "X-Sentry-Rate-Limit-ConcurrentLimit", "15",
                    "X-Sentry-Rate-Limit-ConcurrentRemaining", "14");
        }

        @Override
        public Set<String> requiredMembers() {
            return Set.of("id", "project", "slug", "version");
        }

        @Override
        public Set<String> openEnumerations() {
            return Set.of("level", "status", "substatus", "type", "issueType", "issueCategory", "priority", "platform");
        }

        private static FaultReply page(String issue, String link, String next, boolean more) {
            return FaultReply.json("[" + issue + "]")
                    .with("X-Hits", "1000")
                    .with(
                            "Link",
                            "<" + link + "0:0:1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", <" + link
                                    + next + ">; rel=\"next\"; results=\"" + more + "\"; cursor=\"" + next + "\"");
        }

        private static String issue(String id, String title) {
            return "{\"id\":\"" + id + "\",\"shortId\":\"SHOP-17\",\"title\":\"" + title
                    + "\",\"culprit\":\"app.js in checkout\",\"permalink\":\"https://acme.sentry.io/issues/17/\","
                    + "\"logger\":null,\"level\":\"error\",\"status\":\"resolved\",\"substatus\":\"ongoing\","
                    + "\"statusDetails\":{\"inRelease\":\"shop@1.2\"},\"isUnhandled\":true,\"platform\":\"javascript\","
                    + "\"priority\":\"high\",\"project\":{\"id\":\"4\",\"name\":\"Shop\",\"slug\":\"shop\","
                    + "\"platform\":\"javascript\"},\"type\":\"error\",\"issueType\":\"error\","
                    + "\"issueCategory\":\"error\",\"metadata\":{\"type\":\"TypeError\",\"value\":\"x\","
                    + "\"filename\":\"app.js\",\"function\":\"checkout\"},\"assignedTo\":{\"type\":\"user\","
                    + "\"id\":\"9\",\"name\":\"A\",\"email\":\"a@acme.example\"},\"count\":\"150\",\"userCount\":12,"
                    + "\"firstSeen\":\"2026-02-20T10:00:00.123456Z\",\"lastSeen\":\"2026-03-01T11:00:00+00:00\","
                    + "\"firstRelease\":{\"version\":\"shop@1.0\",\"dateCreated\":\"2026-02-19T10:00:00Z\"},"
                    + "\"lastRelease\":{\"version\":\"shop@1.1\",\"dateCreated\":\"2026-02-27T10:00:00Z\"},"
                    + "\"tags\":[{\"key\":\"browser\",\"name\":\"Browser\",\"totalValues\":150}],"
                    + "\"stats\":{\"24h\":[[1772360000,3]]},\"annotations\":[{\"displayName\":\"OPS-1\","
                    + "\"url\":\"https://acme.atlassian.net/browse/OPS-1\"}],\"numComments\":0,\"activity\":[],"
                    + "\"seenBy\":[],\"participants\":[]}";
        }
    }
}
