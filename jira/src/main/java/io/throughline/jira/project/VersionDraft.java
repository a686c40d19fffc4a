package io.throughline.jira.project;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version to be created. Names are unique in a project.
 *
 * @param name the name, at most 255 characters
 * @param description the description, or null
 * @param startDate the first day of work, or null
 * @param releaseDate the day of release, or null
 * @param released whether it is released already
 */
public record VersionDraft(
        String name,
        @Nullable String description,
        @Nullable LocalDate startDate,
        @Nullable LocalDate releaseDate,
        boolean released) {

    /** The longest name: {@value} characters. */
    public static final int LONGEST_NAME = 255;

    public VersionDraft {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + LONGEST_NAME + " characters, had " + name.length());
        }
    }

    /** Returns a version that is not released. */
    public static VersionDraft of(String name) {
        return new VersionDraft(name, null, null, null, false);
    }

    /** Returns the same, released on a day. */
    public VersionDraft releasedOn(LocalDate day) {
        return new VersionDraft(name, description, startDate, day, true);
    }

    Map<String, Object> body(String projectId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("projectId", Long.parseLong(projectId));
        body.put("name", name);
        if (description != null) {
            body.put("description", description);
        }
        if (startDate != null) {
            body.put("startDate", startDate.toString());
        }
        if (releaseDate != null) {
            body.put("releaseDate", releaseDate.toString());
        }
        body.put("released", released);
        return body;
    }
}
