package io.throughline.jira.issue;

import io.throughline.jira.text.JiraText;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields that can be set with a new issue as well as with one that is there. */
abstract class FieldsBuilder<B extends FieldsBuilder<B>> {

    final Map<String, @Nullable Object> byId = new LinkedHashMap<>();
    final Map<String, @Nullable Object> byName = new LinkedHashMap<>();

    abstract B self();

    /**
     * Sets the one-line title.
     *
     * @throws IllegalArgumentException if Jira would refuse it: blank, more than one line, or over 255 characters
     */
    public B summary(String text) {
        return fieldById("summary", IssueLimits.summary(text));
    }

    /** Sets the title from any text that is not blank: made one line, and shortened to 255 characters with an ellipsis. */
    public B summaryOf(String text) {
        return fieldById("summary", IssueLimits.summaryOf(text));
    }

    /** Sets the description: a document on Jira Cloud, wiki markup on Jira Data Center. */
    public B description(JiraText text) {
        return fieldById("description", Objects.requireNonNull(text, "text"));
    }

    /** Sets the description from a text without form; what looks like markup in it stays as it is. */
    public B description(String plainText) {
        return description(JiraText.plain(plainText));
    }

    /**
     * Sets all labels.
     *
     * @throws IllegalArgumentException if one is empty, has a blank or a control character, or over 255 characters
     */
    public B labels(Collection<String> labels) {
        return fieldById(
                "labels", labels.stream().map(IssueLimits::label).distinct().toList());
    }

    /** Sets all labels. */
    public B labels(String... labels) {
        return labels(Arrays.asList(labels));
    }

    /** Sets the priority by its name. */
    public B priority(String name) {
        return fieldById("priority", Map.of("name", name));
    }

    /** Sets the priority by its id. */
    public B priorityId(String id) {
        return fieldById("priority", Map.of("id", id));
    }

    /** Sets who works on it: an account id on Jira Cloud, a user name on Jira Data Center. */
    public B assignee(String id) {
        return fieldById("assignee", new UserValue(Objects.requireNonNull(id, "id")));
    }

    /** Sets that nobody works on it. */
    public B unassigned() {
        return fieldById("assignee", UserValue.NOBODY);
    }

    /** Lets Jira choose who works on it. */
    public B assigneeByProject() {
        return fieldById("assignee", UserValue.AUTOMATIC);
    }

    /** Sets who reports it: an account id on Jira Cloud, a user name on Jira Data Center. */
    public B reporter(String id) {
        return fieldById("reporter", new UserValue(Objects.requireNonNull(id, "id")));
    }

    /** Sets all components by their names. */
    public B components(String... names) {
        return fieldById("components", named(names));
    }

    /** Sets all versions that have the fix, by their names. */
    public B fixVersions(String... names) {
        return fieldById("fixVersions", named(names));
    }

    /** Sets all versions that are affected, by their names. */
    public B affectsVersions(String... names) {
        return fieldById("versions", named(names));
    }

    /** Sets the issue above this one. */
    public B parent(String key) {
        return fieldById("parent", Map.of("key", key));
    }

    /** Sets the day by which it is due. */
    public B dueDate(LocalDate day) {
        return fieldById("duedate", day);
    }

    /**
     * Sets a field by its name, which is looked up on the screen: a text for a text, choice, user, version or component
     * field, a number, a {@link LocalDate}, an {@link java.time.Instant}, a {@link JiraText}, a list for a field of
     * several values, or maps as Jira's JSON; null to clear it.
     */
    public B field(String name, @Nullable Object value) {
        byName.put(Objects.requireNonNull(name, "name"), value);
        return self();
    }

    /**
     * Sets a field by its id, such as {@code customfield_10010}, to Jira's JSON as maps, lists, texts and numbers, or to a
     * {@link LocalDate}, {@link java.time.Instant} or {@link JiraText}; null to clear it.
     */
    public B fieldById(String id, @Nullable Object value) {
        byId.put(Objects.requireNonNull(id, "id"), value);
        return self();
    }

    private static List<Map<String, String>> named(String... names) {
        return Arrays.stream(names).map(name -> Map.of("name", name)).toList();
    }
}
