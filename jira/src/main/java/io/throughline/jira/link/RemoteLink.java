package io.throughline.jira.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link from an issue to what is elsewhere.
 *
 * @param id the id, or null before it is written
 * @param globalId what identifies the thing on this issue, at most 255 characters; null if nothing does
 * @param application where it is, or null
 * @param relationship how the issue relates to it: {@code causes}; or null
 * @param target what it is
 */
public record RemoteLink(
        @Nullable Long id,
        @Nullable String globalId,
        @Nullable Application application,
        @Nullable String relationship,
        @JsonProperty("object") Target target) {

    /** The longest global id: {@value} characters. */
    public static final int LONGEST_GLOBAL_ID = 255;

    public RemoteLink {
        globalId = globalId == null || globalId.isBlank() ? null : globalId;
        target = target == null ? new Target(null, null, null, null, null) : target;
    }

    /** Returns a link that can be written again and again: there is only one with its global id on an issue. */
    public static RemoteLink of(String globalId, URI url, String title) {
        if (globalId.isBlank() || globalId.length() > LONGEST_GLOBAL_ID) {
            throw new IllegalArgumentException(
                    "globalId must have 1 to " + LONGEST_GLOBAL_ID + " characters, had " + globalId.length());
        }
        return new RemoteLink(
                null,
                globalId,
                null,
                null,
                new Target(
                        Objects.requireNonNull(url, "url").toString(),
                        Objects.requireNonNull(title, "title"),
                        null,
                        null,
                        null));
    }

    /** Returns the same with the application that the thing is in. */
    public RemoteLink in(String type, String name) {
        return new RemoteLink(id, globalId, new Application(type, name), relationship, target);
    }

    /** Returns the same with how the issue relates to it. */
    public RemoteLink relationship(String words) {
        return new RemoteLink(id, globalId, application, words, target);
    }

    /** Returns the same with a line below the title. */
    public RemoteLink summary(String line) {
        return new RemoteLink(
                id,
                globalId,
                application,
                relationship,
                new Target(target.url(), target.title(), line, target.icon(), target.status()));
    }

    /** Returns the same with a small picture. */
    public RemoteLink icon(URI url16x16, String title) {
        Icon icon = new Icon(url16x16.toString(), title);
        return new RemoteLink(
                id,
                globalId,
                application,
                relationship,
                new Target(target.url(), target.title(), target.summary(), icon, target.status()));
    }

    /** Returns the same; a resolved thing is struck through. */
    public RemoteLink resolved(boolean value) {
        return new RemoteLink(
                id,
                globalId,
                application,
                relationship,
                new Target(target.url(), target.title(), target.summary(), target.icon(), new Status(value)));
    }

    /** An application: a type such as {@code com.acme.tracker}, and a name for people. */
    public record Application(
            @Nullable String type, @Nullable String name) {}

    /**
     * What is linked to.
     *
     * @param url its address
     * @param title its title
     * @param summary a line below the title
     * @param icon a small picture
     * @param status how it stands
     */
    public record Target(
            @Nullable String url,
            @Nullable String title,
            @Nullable String summary,
            @Nullable Icon icon,
            @Nullable Status status) {}

    /** A picture of 16 by 16 pixels, and its title. */
    public record Icon(@Nullable String url16x16, @Nullable String title) {}

    /** How a thing stands: whether it is resolved, or null if that is not told. */
    public record Status(@Nullable Boolean resolved) {}

    /** Jira empties what is left out: the whole link is written each time. */
    Map<String, Object> json() {
        if (target.url() == null || target.title() == null) {
            throw new IllegalArgumentException("a remote link must have an address and a title");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("url", target.url());
        object.put("title", target.title());
        put(object, "summary", target.summary());
        if (target.icon() != null) {
            object.put(
                    "icon",
                    members(
                            "url16x16",
                            target.icon().url16x16(),
                            "title",
                            target.icon().title()));
        }
        if (target.status() != null && target.status().resolved() != null) {
            object.put("status", Map.of("resolved", target.status().resolved()));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "globalId", globalId);
        if (application != null) {
            json.put("application", members("type", application.type(), "name", application.name()));
        }
        put(json, "relationship", relationship);
        json.put("object", object);
        return json;
    }

    private static Map<String, Object> members(
            String first, @Nullable String value, String second, @Nullable String other) {
        Map<String, Object> members = new LinkedHashMap<>();
        put(members, first, value);
        put(members, second, other);
        return members;
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
