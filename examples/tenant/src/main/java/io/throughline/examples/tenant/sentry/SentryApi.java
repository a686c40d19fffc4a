package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import io.throughline.examples.tenant.recording.Recording;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.Routes;
import io.throughline.examples.tenant.wire.Throttle;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The routes. */
public final class SentryApi {

    private static final int LARGEST_PAGE = 2;

    private final Manifest manifest;
    private final Replay replay;
    private final ErrorLog log;
    private final ReleaseBook book;
    private final IssuesApi issues;
    private final ReleasesApi releases;
    private final TimeSeriesApi series;
    private final EventsApi tables;
    private final SessionsApi sessions;
    private final UsageApi usage;
    private final String authorization;

    /** Creates the API. */
    public SentryApi(Recording recording, Replay replay, RecordingDatabase database, String token, Throttle throttle) {
        List<RecordedEvent> events = RecordedEvent.of(database, replay);
        this.manifest = recording.manifest();
        this.replay = replay;
        this.log = new ErrorLog(events, replay);
        this.book = new ReleaseBook(recording, replay, events);
        this.issues = new IssuesApi(manifest, replay, log, book, throttle);
        this.releases = new ReleasesApi(manifest, replay, log, book);
        this.series = new TimeSeriesApi(manifest, replay, log);
        this.tables = new EventsApi(manifest, replay, log);
        this.sessions = new SessionsApi(manifest, replay);
        this.usage = new UsageApi(manifest, replay, log);
        this.authorization = "Bearer " + token;
    }

    /** Returns the routes; every path ends with a slash. */
    public Routes routes() {
        String organization = "/api/0/organizations/{organization}/";
        return Routes.exact(SentryErrors::noSuchPath, SentryErrors::wrongMethod)
                .get(organization, request -> signed(request, this::organization))
                .get(organization + "projects/", request -> signed(request, this::projects))
                .get(organization + "environments/", request -> signed(request, this::environments))
                .get(organization + "issues/", request -> signed(request, issues::list))
                .get(organization + "issues/{issue}/", request -> signed(request, issues::get))
                .get(organization + "events-timeseries/", request -> signed(request, series::series))
                .get(organization + "events-stats/", request -> signed(request, series::stats))
                .get(organization + "events/", request -> signed(request, tables::events))
                .get(organization + "sessions/", request -> signed(request, sessions::sessions))
                .get(organization + "stats_v2/", request -> signed(request, usage::stats))
                .get(organization + "stats-summary/", request -> signed(request, usage::summary))
                // Nobody had set up a cron monitor or an alert.
                .get(organization + "monitors/", request -> signed(request, SentryApi::none))
                .get(organization + "detectors/", request -> signed(request, SentryApi::none))
                .get(organization + "workflows/", request -> signed(request, SentryApi::none))
                .get(organization + "releases/", request -> signed(request, releases::list))
                .get(organization + "releases/{version}/", request -> signed(request, releases::get))
                .get(organization + "releases/{version}/deploys/", request -> signed(request, releases::deploys))
                .get(organization + "releases/{version}/commits/", request -> signed(request, releases::commits));
    }

    /** Returns what is answered when a handler fails. */
    public static WireResponse failure() {
        return WireResponse.json(
                500, Json.object().put("detail", "Internal Error").put("errorId", "00000000000000000000000000000000"));
    }

    private WireResponse signed(WireRequest request, Routes.Handler handler) {
        Optional<String> given = request.header("Authorization");
        if (given.isEmpty()) {
            return SentryErrors.error(401, "Authentication credentials were not provided.");
        }
        boolean known = MessageDigest.isEqual(
                given.get().getBytes(StandardCharsets.UTF_8), authorization.getBytes(StandardCharsets.UTF_8));
        if (!known) {
            return SentryErrors.error(401, "Invalid token");
        }
        if (!request.segment("organization").equals(manifest.sentryOrganization())) {
            return SentryErrors.error(404, "The requested resource does not exist");
        }
        return limited(handler.answer(request));
    }

    private WireResponse limited(WireResponse response) {
        String remaining = response.headers().getOrDefault("X-Sentry-Rate-Limit-Remaining", "19");
        return response.with("X-Sentry-Rate-Limit-Limit", "20")
                .with("X-Sentry-Rate-Limit-Remaining", remaining)
                .with("X-Sentry-Rate-Limit-Reset", String.valueOf(replay.now().getEpochSecond() + 1))
                .with("X-Sentry-Rate-Limit-ConcurrentLimit", "15")
                .with("X-Sentry-Rate-Limit-ConcurrentRemaining", "14");
    }

    private WireResponse organization(WireRequest request) {
        String slug = manifest.sentryOrganization();
        ObjectNode json =
                Json.object().put("id", "4500000000000001").put("slug", slug).put("name", slug);
        json.putObject("status").put("id", "active").put("name", "active");
        json.putObject("links")
                .put("organizationUrl", "https://" + slug + ".sentry.io")
                .put("regionUrl", "https://" + request.header("Host").orElse("localhost"));
        json.putArray("features");
        return WireResponse.json(200, json);
    }

    private static WireResponse none(WireRequest request) {
        return Page.of(request, List.<JsonNode>of(), "per_page", LARGEST_PAGE, item -> item);
    }

    private WireResponse projects(WireRequest request) {
        return Page.of(request, manifest.services(), "per_page", LARGEST_PAGE, this::project);
    }

    private JsonNode project(RecordedService service) {
        List<RecordedEvent> events = log.visible().stream()
                .filter(event -> event.project().equals(service.sentryProject()))
                .toList();
        ObjectNode json = Json.object()
                .put("id", String.valueOf(service.sentryProjectId()))
                .put("slug", service.sentryProject())
                .put("name", service.sentryProject())
                .put("platform", "java")
                .put("hasAccess", true)
                .put("isMember", true)
                .put("hasSessions", false)
                .put("firstTransactionEvent", false);
        json.put("firstEvent", events.isEmpty() ? null : events.get(0).at().toString());
        ArrayNode environments = json.putArray("environments");
        events.stream().map(RecordedEvent::environment).distinct().sorted().forEach(environments::add);
        json.putArray("platforms").add("java");
        Optional<ReleaseBook.Release> latest = book.visible().stream()
                .filter(release -> release.projects().contains(service.sentryProject()))
                .findFirst();
        if (latest.isPresent()) {
            json.putObject("latestRelease").put("version", latest.get().version());
        } else {
            json.putNull("latestRelease");
        }
        return json;
    }

    private WireResponse environments(WireRequest request) {
        ArrayNode list = Json.array();
        List<String> names = log.visible().stream()
                .map(RecordedEvent::environment)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted()
                .toList();
        for (int i = 0; i < names.size(); i++) {
            list.addObject().put("id", String.valueOf(i + 1)).put("name", names.get(i));
        }
        return WireResponse.json(200, list);
    }
}
