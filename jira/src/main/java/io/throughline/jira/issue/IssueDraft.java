package io.throughline.jira.issue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An issue to be created. Immutable.
 *
 * <pre>{@code
 * IssueDraft draft = IssueDraft.in("OPS").type("Incident")
 *     .summary("Checkout is slow")
 *     .description("p99 went from 0.3 s to 4 s at 08:14 UTC")
 *     .labels("throughline-5f8d")
 *     .property("throughline.incident", Map.of("fingerprint", "5f8d"))
 *     .build();
 * }</pre>
 */
public final class IssueDraft {

    private final String project;
    private final String type;
    private final boolean typeById;
    private final Map<String, @Nullable Object> byId;
    private final Map<String, @Nullable Object> byName;
    private final Map<String, Object> properties;

    private IssueDraft(Builder builder) {
        this.project = builder.project;
        this.type = Objects.requireNonNull(builder.type);
        this.typeById = builder.typeById;
        this.byId = Collections.unmodifiableMap(new LinkedHashMap<>(builder.byId));
        this.byName = Collections.unmodifiableMap(new LinkedHashMap<>(builder.byName));
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    /** Returns a builder for an issue in a project, named by key or id. */
    public static Builder in(String projectKeyOrId) {
        return new Builder(projectKeyOrId);
    }

    /** Returns the key or id of the project. */
    public String project() {
        return project;
    }

    /** Returns the id or name of the type. */
    public String type() {
        return type;
    }

    /** Returns the labels: what to search for if the outcome of creating it is unknown. */
    public List<String> labels() {
        return byId.get("labels") instanceof List<?> labels
                ? labels.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Returns the issue properties, by key. */
    public Map<String, Object> properties() {
        return properties;
    }

    boolean typeById() {
        return typeById;
    }

    Map<String, @Nullable Object> byId() {
        return byId;
    }

    Map<String, @Nullable Object> byName() {
        return byName;
    }

    /** Returns where it goes; its texts stay hidden. */
    @Override
    public String toString() {
        return "IssueDraft[" + type + " in " + project + "]";
    }

    /** Puts a draft together. Not thread-safe, reusable. */
    public static final class Builder extends FieldsBuilder<Builder> {

        private final String project;
        private final Map<String, Object> properties = new LinkedHashMap<>();
        private @Nullable String type;
        private boolean typeById;

        private Builder(String project) {
            this.project = Objects.requireNonNull(project, "project");
        }

        @Override
        Builder self() {
            return this;
        }

        /** Sets the type by its name, which is looked up when the issue is created. */
        public Builder type(String name) {
            type = Objects.requireNonNull(name, "name");
            typeById = false;
            return this;
        }

        /** Sets the type by its id, which takes no look-up. */
        public Builder typeId(String id) {
            type = Objects.requireNonNull(id, "id");
            typeById = true;
            return this;
        }

        /**
         * Sets an issue property, which the issue has from its first moment.
         *
         * @param value JSON as maps, lists, texts, numbers and truth values
         */
        public Builder property(String key, Object value) {
            properties.put(IssueLimits.propertyKey(key), Objects.requireNonNull(value, "value"));
            return this;
        }

        /**
         * Returns the draft.
         *
         * @throws IllegalStateException if it has no type or summary
         */
        public IssueDraft build() {
            if (type == null) {
                throw new IllegalStateException("a draft must have a type: call type or typeId");
            }
            if (byId.get("summary") == null) {
                throw new IllegalStateException("a draft must have a summary: call summary or summaryOf");
            }
            return new IssueDraft(this);
        }
    }
}
