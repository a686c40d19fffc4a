package io.throughline.sentry.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.Provenance;
import io.throughline.sentry.internal.Links;
import io.throughline.sentry.project.SentryProject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The projects to read, listed once and again when the list has grown old. Thread-safe. */
final class ProjectDirectory {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final StreamScope scope;
    private final StreamClients client;
    private final Clock clock;
    private @Nullable Selection known;
    private Instant listedAt = Instant.MIN;

    ProjectDirectory(StreamScope scope, StreamClients client, Clock clock) {
        this.scope = scope;
        this.client = client;
        this.clock = clock;
    }

    /**
     * The projects to read.
     *
     * @param projects by slug
     * @param missing configured slugs that the token does not see
     * @param all whether these are all projects that the token sees
     */
    record Selection(List<SentryProject> projects, Set<String> missing, boolean all) {

        /** Returns the ids to ask for; empty if nothing need be left out. */
        List<String> filter() {
            return all ? List.of() : projects.stream().map(SentryProject::id).toList();
        }

        /** Returns the projects by Sentry's number. */
        Map<String, SentryProject> byId() {
            Map<String, SentryProject> byId = new TreeMap<>();
            projects.forEach(project -> byId.put(project.id(), project));
            return byId;
        }

        /** Returns sentences on what could not be found. */
        List<String> notes() {
            return missing.stream()
                    .map(slug -> "project '" + slug
                            + "' was not read: the token does not see it; check the slug in the configuration and the"
                            + " token's teams")
                    .toList();
        }
    }

    /** Returns the id of a project's entity. */
    static EntityId idOf(String organization, String slug) {
        return new EntityId(StreamScope.SOURCE, "project", organization + "/" + slug);
    }

    synchronized Selection select() {
        Instant now = clock.instant();
        if (known == null || Duration.between(listedAt, now).abs().compareTo(FRESH) > 0) {
            known = list();
            listedAt = now;
        }
        return known;
    }

    EntityId idOf(SentryProject project) {
        return idOf(project.slug());
    }

    EntityId idOf(String slug) {
        return idOf(scope.organization(), slug);
    }

    /** Returns a project as an entity of a stream. */
    Entity entity(SentryProject project, String stream) {
        Attributes.Builder attributes = Attributes.builder();
        if (project.platform() != null) {
            attributes.put("throughline.sentry.platform", project.platform());
        }
        return new Entity(
                idOf(project),
                EntityKind.ERROR_PROJECT,
                project.slug(),
                null,
                null,
                attributes.build(),
                new Provenance(stream, project.id(), webPage("projects/" + project.slug() + "/")));
    }

    /** Returns an address of the pages for people, or null if it would not be one. */
    @Nullable
    URI webPage(String path) {
        String host = scope.url().getHost();
        boolean hosted = host != null && (host.equals("sentry.io") || host.endsWith(".sentry.io"));
        String base = hosted
                ? "https://" + scope.organization() + ".sentry.io/"
                : scope.url() + "/organizations/" + scope.organization() + "/";
        return Links.parse(base + path);
    }

    private Selection list() {
        TreeMap<String, SentryProject> visible = new TreeMap<>();
        for (SentryProject project : client.projects().list()) {
            visible.put(project.slug().toLowerCase(Locale.ROOT), project);
        }
        Set<String> wanted = scope.projects();
        if (wanted.isEmpty()) {
            return new Selection(List.copyOf(visible.values()), Set.of(), true);
        }
        List<SentryProject> chosen = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        for (String slug : wanted) {
            SentryProject project = visible.get(slug);
            if (project == null) {
                missing.add(slug);
            } else {
                chosen.add(project);
            }
        }
        return new Selection(List.copyOf(chosen), missing, false);
    }
}
