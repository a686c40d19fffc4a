package io.throughline.sonarcloud;

import io.throughline.core.config.Secret;
import io.throughline.core.testkit.FaultReply;
import io.throughline.core.testkit.FaultServer;
import io.throughline.core.testkit.FaultSubject;
import io.throughline.sonarcloud.analysis.SonarSpan;
import io.throughline.sonarcloud.edition.SonarEdition;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Sonar client of one edition: reads a project, lists analyses. */
final class SonarFaultSubject implements FaultSubject {

    private static final Pattern PAGE = Pattern.compile("[?&]p=(\\d+)");

    private final SonarEdition edition;

    SonarFaultSubject(SonarEdition edition) {
        this.edition = edition;
    }

    @Override
    public String source() {
        return "sonarcloud";
    }

    @Override
    public Calls open(Setup setup) {
        SonarClient.Builder builder =
                setup.to(SonarClient.builder(setup.endpoint())).edition(edition).token(setup.token());
        SonarClient client =
                edition == SonarEdition.CLOUD ? builder.organization("acme").build() : builder.build();
        return new Calls() {
            @Override
            public Object read() {
                return client.projects().get("acme_shop");
            }

            @Override
            public Iterable<?> list() {
                return client.analyses().list(SonarSpan.of("acme_shop"));
            }

            @Override
            public void write() {
                client.webhooks()
                        .create(
                                "acme_shop",
                                "throughline",
                                URI.create("https://ops.example/sonar"),
                                Secret.of("0123456789abcdef"));
            }

            @Override
            public Object client() {
                return client;
            }
        };
    }

    @Override
    public FaultReply found() {
        return FaultReply.json("{\"component\":{\"organization\":\"acme\",\"key\":\"acme_shop\",\"name\":\"Shop\","
                + "\"description\":\"\",\"qualifier\":\"TRK\",\"tags\":[\"web\"],\"visibility\":\"private\","
                + "\"leakPeriodDate\":\"2026-02-01T10:00:00+0000\",\"version\":\"1.2\","
                + "\"analysisDate\":\"2026-03-01T10:00:00+0000\",\"revision\":\"e804561e\"},\"ancestors\":[]}");
    }

    @Override
    public FaultReply page(FaultServer.Request request, int pages, String text) {
        Matcher page = PAGE.matcher(request.target());
        int number = page.find() ? Integer.parseInt(page.group(1)) : 1;
        return analyses(number, pages, "", text);
    }

    @Override
    public List<FaultReply> pagesWithLinksTo(URI elsewhere) {
        String links = "\"links\":{\"next\":\"" + elsewhere + "/2\"},";
        return List.of(
                analyses(1, 2, links, "a").with("Link", "<" + elsewhere + "/2>; rel=\"next\""),
                analyses(2, 2, links, "b"));
    }

    private static FaultReply analyses(int number, int pages, String links, String text) {
        return FaultReply.json("{" + links + "\"paging\":{\"pageIndex\":" + number + ",\"pageSize\":1,\"total\":"
                + pages
                + "},\"analyses\":[{\"key\":\"A" + number + "\",\"date\":\"2026-03-01T10:00:00+0000\","
                + "\"projectVersion\":\"1.2\",\"buildString\":\"" + text + "\",\"revision\":\"e804561e\",\"events\":["
                + "{\"key\":\"E\",\"category\":\"QUALITY_GATE\",\"name\":\"Failed\"}]}]}");
    }

    @Override
    public Optional<FaultReply> written() {
        return Optional.of(FaultReply.json("{\"webhook\":{\"key\":\"W\",\"name\":\"throughline\","
                + "\"url\":\"https://ops.example/sonar\",\"hasSecret\":true}}"));
    }

    @Override
    public List<Refusal> refusals() {
        return List.of(
                new Refusal("nothing", FaultReply.status(401)),
                new Refusal("a page of a proxy", FaultReply.html(401, "Unauthorized")),
                new Refusal(
                        "with an error", FaultReply.json(401, "{\"errors\":[{\"msg\":\"Authentication required\"}]}")));
    }

    @Override
    public Set<String> requiredMembers() {
        return Set.of("component", "key");
    }

    @Override
    public Set<String> openEnumerations() {
        return Set.of("qualifier", "visibility");
    }
}
