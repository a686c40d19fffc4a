package io.throughline.examples.tenant.jira;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Routes;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The routes. As in Jira, one may ask without credentials and see nothing; wrong ones count as none, and only a header
 * tells.
 */
public final class JiraApi {

    private static final String PREFIX = "/rest/api/3";
    private static final int LARGEST_CHANGELOG_PAGE = 2;
    private static final String ACCOUNT = "Throughline reader";

    private final Manifest manifest;
    private final Replay replay;
    private final List<RecordedTicket> tickets;
    private final TicketWriter writer;
    private final SearchApi search;
    private final BulkApi bulk;
    private final SetUpApi setUp;
    private final String authorization;
    private final String email;
    private final Throttle throttle;

    /** Creates the API. */
    public JiraApi(Recording recording, Replay replay, JiraAccess access, Throttle throttle) {
        this.manifest = recording.manifest();
        this.replay = replay;
        this.tickets = RecordedTicket.of(recording, replay);
        this.writer = new TicketWriter(manifest.jiraSite(), manifest.jiraProjectName());
        this.search = new SearchApi(writer, Set.of(manifest.jiraProject()));
        this.bulk = new BulkApi(writer);
        this.setUp = new SetUpApi(writer, tickets);
        this.email = access.email();
        this.throttle = throttle;
        byte[] pair = (access.email() + ":" + access.token()).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Returns the routes. */
    public Routes routes() {
        return Routes.exact(JiraErrors::noSuchPath, JiraErrors::wrongMethod)
                .get(PREFIX + "/myself", request -> signed(request, this::myself))
                .get(PREFIX + "/serverInfo", this::serverInfo)
                .get(PREFIX + "/mypermissions", request -> signed(request, this::permissions))
                .get(PREFIX + "/project/search", request -> signed(request, this::projects))
                .get(PREFIX + "/project/{project}", request -> signed(request, this::project))
                .get(PREFIX + "/project/{project}/version", request -> signed(request, this::versions))
                .get(PREFIX + "/project/{project}/versions", request -> signed(request, this::allVersions))
                .get(PREFIX + "/field", request -> signed(request, any -> setUp.fieldList()))
                .get(PREFIX + "/status", request -> signed(request, any -> setUp.statuses()))
                .get(
                        PREFIX + "/issue/createmeta/{project}/issuetypes",
                        request -> signed(request, of -> inProject(of, setUp.issueTypes())))
                .get(
                        PREFIX + "/issue/createmeta/{project}/issuetypes/{type}",
                        request -> signed(request, of -> inProject(of, setUp.createFields())))
                .post(PREFIX + "/search/jql", request -> signed(request, this::search))
                .post(
                        PREFIX + "/search/approximate-count",
                        request -> signed(request, of -> search.count(of, current(), replay.now())))
                .post(PREFIX + "/issue/bulkfetch", request -> signed(request, of -> bulk.issues(of, current())))
                .post(PREFIX + "/changelog/bulkfetch", request -> signed(request, of -> bulk.changelogs(of, current())))
                .get(PREFIX + "/issue/{issue}/transitions", request -> signed(request, this::transitions))
                .get(PREFIX + "/issue/{issue}/changelog", request -> signed(request, this::changelog))
                .get(PREFIX + "/issue/{issue}", request -> signed(request, this::issue));
    }

    /** Returns what is answered when a handler fails. */
    public static WireResponse failure() {
        return JiraErrors.error(500, "Internal server error");
    }

    /** Handles a request of someone known; answers others as Jira does, each route in its own way. */
    private WireResponse signed(WireRequest request, Routes.Handler handler) {
        String given = request.header("Authorization").orElse("");
        boolean known = MessageDigest.isEqual(
                given.getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
        if (known) {
            return JiraErrors.traced(handler.answer(request)).with("X-Seraph-LoginReason", "OK");
        }
        if (given.isEmpty()) {
            return JiraErrors.error(401, "Client must be authenticated to access this resource.");
        }
        WireResponse anonymous;
        if (request.rawPath().endsWith("/search/jql")) {
            ObjectNode nothing = Json.object();
            nothing.putArray("issues");
            anonymous = JiraErrors.traced(WireResponse.json(200, nothing.put("isLast", true)));
        } else if (request.rawPath().endsWith("/myself")) {
            anonymous = JiraErrors.error(401, "Client must be authenticated to access this resource.");
        } else {
            anonymous = JiraErrors.error(404, "Not found, or you do not have permission to view it.");
        }
        return anonymous.with("X-Seraph-LoginReason", "AUTHENTICATED_FAILED");
    }

    private WireResponse myself(WireRequest request) {
        return WireResponse.json(
                200,
                writer.person(ACCOUNT)
                        .put("emailAddress", email)
                        .put("timeZone", JiraTimes.ZONE.getId())
                        .put("locale", "en_GB"));
    }

    private WireResponse serverInfo(WireRequest request) {
        ObjectNode info = Json.object()
                .put("baseUrl", manifest.jiraSite())
                .put("version", "1001.0.0-SNAPSHOT")
                .put("deploymentType", "Cloud")
                .put("buildNumber", 100300)
                .put("serverTime", JiraTimes.write(replay.now()))
                .put("serverTitle", "Jira");
        info.putArray("versionNumbers").add(1001).add(0).add(0);
        return JiraErrors.traced(WireResponse.json(200, info));
    }

    /** The account may read, and nothing else. */
    private WireResponse permissions(WireRequest request) {
        String asked = request.parameter("permissions")
                .orElseThrow(() -> JiraErrors.refusal(400, "The 'permissions' query parameter is required."));
        String key = request.parameter("projectKey").orElse(manifest.jiraProject());
        boolean visible = key.equals(manifest.jiraProject());
        ObjectNode body = Json.object();
        ObjectNode permissions = body.putObject("permissions");
        for (String permission : asked.split(",", -1)) {
            permissions
                    .putObject(permission)
                    .put("key", permission)
                    .put("name", permission)
                    .put("type", "PROJECT")
                    .put("havePermission", visible && permission.equals("BROWSE_PROJECTS"));
        }
        return WireResponse.json(200, body);
    }

    private WireResponse projects(WireRequest request) {
        ObjectNode page = Json.object()
                .put("self", manifest.jiraSite() + PREFIX + "/project/search")
                .put("maxResults", 50)
                .put("startAt", 0)
                .put("total", 1)
                .put("isLast", true);
        page.putArray("values").add(summary());
        return WireResponse.json(200, page);
    }

    private ObjectNode summary() {
        String key = manifest.jiraProject();
        return writer.named("project", Vocabulary.id("project", key), manifest.jiraProjectName())
                .put("key", key)
                .put("projectTypeKey", "software")
                .put("simplified", false)
                .put("style", "classic")
                .put("archived", false);
    }

    /** Answers of a project, if it is the one there is. */
    private WireResponse inProject(WireRequest request, WireResponse answer) {
        String asked = request.segment("project");
        String key = manifest.jiraProject();
        if (!asked.equalsIgnoreCase(key) && !asked.equals(Vocabulary.id("project", key))) {
            throw JiraErrors.refusal(404, "No project could be found with key '" + asked + "'.");
        }
        return answer;
    }

    private WireResponse versions(WireRequest request) {
        return inProject(request, setUp.versions());
    }

    private WireResponse allVersions(WireRequest request) {
        return inProject(request, WireResponse.json(200, Json.array()));
    }

    private WireResponse transitions(WireRequest request) {
        find(request);
        return setUp.transitions();
    }

    private WireResponse project(WireRequest request) {
        ObjectNode project = summary();
        ArrayNode components = project.putArray("components");
        manifest.services().stream()
                .map(service -> service.jiraComponent())
                .distinct()
                .forEach(name -> components.add(writer.named("component", Vocabulary.id("component", name), name)));
        ArrayNode types = project.putArray("issueTypes");
        Set<String> names = new TreeSet<>();
        tickets.forEach(ticket -> names.add(ticket.type()));
        names.forEach(name -> types.add(writer.named("issuetype", Vocabulary.id("issuetype", name), name)
                .put("subtask", false)));
        return inProject(request, WireResponse.json(200, project));
    }

    private WireResponse search(WireRequest request) {
        if (throttle.refuses("search")) {
            return JiraErrors.error(429, "Rate limit exceeded.")
                    .with("Retry-After", "1")
                    .with("RateLimit-Reason", "jira-burst-based")
                    .with("X-RateLimit-Limit", "100")
                    .with("X-RateLimit-Remaining", "0");
        }
        return search.answer(request, current(), replay.now());
    }

    private List<RecordedTicket> current() {
        return tickets.stream()
                .flatMap(ticket -> ticket.at(replay.now()).stream())
                .toList();
    }

    private RecordedTicket find(WireRequest request) {
        String asked = request.segment("issue");
        Optional<RecordedTicket> found = current().stream()
                .filter(ticket -> ticket.key().equalsIgnoreCase(asked)
                        || String.valueOf(ticket.id()).equals(asked))
                .findFirst();
        return found.orElseThrow(
                () -> JiraErrors.refusal(404, "Issue does not exist or you do not have permission to see it."));
    }

    private WireResponse issue(WireRequest request) {
        boolean changelog = request.parameter("expand").orElse("").contains("changelog");
        List<String> fields = request.parameter("fields")
                .map(list -> List.of(list.split(",", -1)))
                .orElse(List.of("*all"));
        return WireResponse.json(200, writer.issue(find(request), fields, changelog));
    }

    /** Oldest first, in small pages. */
    private WireResponse changelog(WireRequest request) {
        RecordedTicket ticket = find(request);
        int total = ticket.changelog().size();
        int start = number(request, "startAt", 0);
        int size = Math.min(number(request, "maxResults", 100), LARGEST_CHANGELOG_PAGE);
        int end = Math.min(start + size, total);
        String self =
                manifest.jiraSite() + PREFIX + "/issue/" + ticket.id() + "/changelog?maxResults=" + size + "&startAt=";
        ObjectNode page = Json.object().put("self", self + start);
        if (end < total) {
            page.put("nextPage", self + end);
        }
        page.put("maxResults", size).put("startAt", start).put("total", total).put("isLast", end >= total);
        ArrayNode values = page.putArray("values");
        for (int i = start; i < end; i++) {
            values.add(writer.history(ticket, i));
        }
        return WireResponse.json(200, page);
    }

    private static int number(WireRequest request, String name, int otherwise) {
        String text = request.parameter(name).orElse(String.valueOf(otherwise));
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw JiraErrors.refusal(400, "The value '" + text + "' of " + name + " is not a number.");
        }
    }
}
