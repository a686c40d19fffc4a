package io.throughline.jira.stream;

import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.Change;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.jira.project.JiraVersion;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says in the model's words what Jira says of a version. */
final class VersionTranslator {

    static final String STREAM = "jira/versions";

    /** How precisely the time is known: {@code day}. */
    static final String PRECISION = "throughline.time.precision";

    private final String host;
    private final URI browseBase;
    private final ZoneId zone;

    /**
     * Creates a translator.
     *
     * @param zone the account's zone, in which days are taken as Jira does not say whose they are; UTC if it is hidden
     */
    VersionTranslator(String host, URI browseBase, @Nullable ZoneId zone) {
        this.host = host;
        this.browseBase = browseBase;
        this.zone = zone == null ? ZoneOffset.UTC : zone;
    }

    /** Returns the release; empty if Jira does not tell its day. Its bounds are those of the day. */
    Optional<Change> change(String projectKey, JiraVersion version) {
        LocalDate day = version.releaseDate();
        if (day == null) {
            return Optional.empty();
        }
        String name = version.name() == null || version.name().isBlank()
                ? version.id()
                : version.name().strip();
        Instant begin = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant().minus(1, ChronoUnit.MICROS);
        return Optional.of(new Change(
                new EventHeader(
                        JiraEntities.project(host, projectKey),
                        null,
                        begin,
                        end,
                        projectKey + " " + name + " released",
                        Attributes.of(PRECISION, "day"),
                        new Provenance(STREAM, version.id(), browse(projectKey, version.id()))),
                Change.Type.RELEASE,
                name,
                null,
                "released",
                List.of()));
    }

    private @Nullable URI browse(String projectKey, String versionId) {
        try {
            return URI.create(browseBase + "/projects/" + projectKey + "/versions/" + versionId);
        } catch (IllegalArgumentException e) {
            return null; // a key with signs that no address may have
        }
    }
}
