package io.throughline.jira.issue;

import io.throughline.jira.text.JiraText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change of an issue: fields that are set as a whole, and fields to which something is added or from which something is
 * taken away. A field is in one of the two, never in both. Immutable.
 *
 * <pre>{@code
 * IssueEdit edit = IssueEdit.builder().addLabel("sev1").removeLabel("triage").priority("Highest").build();
 * }</pre>
 */
public final class IssueEdit {

    private final Map<String, @Nullable Object> byId;
    private final Map<String, @Nullable Object> byName;
    private final Map<String, List<Map<String, Object>>> operations;
    private final boolean notifyUsers;

    private IssueEdit(Builder builder) {
        this.byId = Collections.unmodifiableMap(new LinkedHashMap<>(builder.byId));
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(builder.byName));
        Map<String, List<Map<String, Object>>> copies = new LinkedHashMap<>();
        builder.operations.forEach((field, list) -> copies.put(field, List.copyOf(list)));
        this.operations = Collections.unmodifiableMap(copies);
        this.notifyUsers = builder.notifyUsers;
    }

    /** Returns a builder. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a change of nothing, for a transition that sets nothing. */
    public static IssueEdit none() {
        return new Builder().build();
    }

    /** Tells whether nothing would change. */
    public boolean isEmpty() {
        return byId.isEmpty() && byName.isEmpty() && operations.isEmpty();
    }

    Map<String, @Nullable Object> byId() {
        return byId;
    }

    Map<String, @Nullable Object> byName() {
        return byName;
    }

    Map<String, List<Map<String, Object>>> operations() {
        return operations;
    }

    boolean notifyUsers() {
        return notifyUsers;
    }

    /** Returns which fields it touches; the values stay hidden. */
    @Override
    public String toString() {
        List<String> fields = new ArrayList<>(byId.keySet());
        fields.addAll(byName.keySet());
        fields.addAll(operations.keySet());
        return "IssueEdit" + fields;
    }

    /** Puts a change together. Not thread-safe, reusable. */
    public static final class Builder extends FieldsBuilder<Builder> {

        private final Map<String, List<Map<String, Object>>> operations = new LinkedHashMap<>();
        private boolean notifyUsers = true;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Adds a label to those that the issue has. */
        public Builder addLabel(String label) {
            return change("labels", "add", IssueLimits.label(label));
        }

        /** Takes a label away, if the issue has it. */
        public Builder removeLabel(String label) {
            return change("labels", "remove", IssueLimits.label(label));
        }

        /** Adds a component by its name. */
        public Builder addComponent(String name) {
            return change("components", "add", Map.of("name", name));
        }

        /** Takes a component away. */
        public Builder removeComponent(String name) {
            return change("components", "remove", Map.of("name", name));
        }

        /** Adds a version that has the fix, by its name. */
        public Builder addFixVersion(String name) {
            return change("fixVersions", "add", Map.of("name", name));
        }

        /** Takes a version that has the fix away. */
        public Builder removeFixVersion(String name) {
            return change("fixVersions", "remove", Map.of("name", name));
        }

        /** Adds a comment together with a transition, whose screen must have one. */
        public Builder comment(JiraText text) {
            return change("comment", "add", Map.of("body", text));
        }

        /** Sets how it was resolved, by name; most often only a transition's screen has this field. */
        public Builder resolution(String name) {
            return fieldById("resolution", Map.of("name", name));
        }

        /** Empties a field. */
        public Builder clear(String fieldId) {
            return fieldById(fieldId, null);
        }

        /**
         * Changes a field by an operation that it has.
         *
         * @param operation {@code add}, {@code remove}, {@code set} or {@code edit}
         * @param value as for {@link #fieldById}
         */
        public Builder change(String fieldId, String operation, Object value) {
            operations
                    .computeIfAbsent(Objects.requireNonNull(fieldId, "fieldId"), id -> new ArrayList<>())
                    .add(Map.of(operation, value));
            return this;
        }

        /** Sets whether watchers get a mail; leaving it out takes administrators' rights, without which Jira sends it. */
        public Builder notifyUsers(boolean value) {
            notifyUsers = value;
            return this;
        }

        /**
         * Returns the change.
         *
         * @throws IllegalStateException if a field is both set as a whole and changed in part, which Jira refuses
         */
        public IssueEdit build() {
            for (String field : operations.keySet()) {
                if (byId.containsKey(field)) {
                    throw new IllegalStateException(
                            field + " is both set as a whole and added to or taken from: do only one of them");
                }
            }
            return new IssueEdit(this);
        }
    }
}
