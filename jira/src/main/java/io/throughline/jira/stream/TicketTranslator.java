package io.throughline.jira.stream;

import io.throughline.core.source.Pseudonyms;
import io.throughline.core.telemetry.Attributes;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityKind;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.Provenance;
import io.throughline.core.telemetry.event.EventHeader;
import io.throughline.core.telemetry.event.Ticket;
import io.throughline.core.telemetry.event.Ticket.StatusCategory;
import io.throughline.core.telemetry.event.Ticket.Transition;
import io.throughline.jira.issue.JiraChange;
import io.throughline.jira.issue.JiraFields;
import io.throughline.jira.issue.JiraIssue;
import io.throughline.jira.issue.JiraNamed;
import io.throughline.jira.site.JiraUser;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in the model's words what Jira says of an issue. */
final class TicketTranslator {

    static final String STREAM = "jira/tickets";
    /** Longer descriptions are cut here, in characters; the length before the cut is kept as an attribute. */
    static final int LONGEST_DESCRIPTION = 8_000;

    static final String PROJECT_NAME = "throughline.jira.project.name";
    static final String RESOLUTION = "throughline.ticket.resolution";
    static final String FIX_VERSIONS = "throughline.ticket.fix_versions";
    static final String REPORTER = "throughline.ticket.reporter";
    static final String ASSIGNEE = "throughline.ticket.assignee";
    static final String DESCRIPTION_LENGTH = "throughline.ticket.description.length";

    /** When somebody was first assigned, or it first left the statuses that mean "to do": an instant in ISO form, UTC. */
    static final String TRIAGED_AT = "throughline.ticket.triaged_at";
    /** When it first came into a status that means "in progress": an instant in ISO form, UTC. */
    static final String STARTED_AT = "throughline.ticket.started_at";
    /** How often it left the statuses that mean "done". */
    static final String REOPENED = "throughline.ticket.reopened";
    /** There, and true, if the meaning of a status in the history is not known. */
    static final String UNCERTAIN = "throughline.ticket.life_cycle.uncertain";

    private final String host;
    private final URI browseBase;
    private final List<EntityMapping> mappings;
    private final @Nullable Pseudonyms pseudonyms;
    private final TicketFields fields;
    private final StatusCategories categories;

    TicketTranslator(
            String host,
            URI browseBase,
            List<EntityMapping> mappings,
            @Nullable Pseudonyms pseudonyms,
            TicketFields fields,
            StatusCategories categories) {
        this.host = host;
        this.browseBase = browseBase;
        this.mappings = mappings;
        this.pseudonyms = pseudonyms;
        this.fields = fields;
        this.categories = categories;
    }

    Entity project(String key, @Nullable String name) {
        return new Entity(
                JiraEntities.project(host, key),
                EntityKind.TRACKER_PROJECT,
                key,
                null,
                null,
                Attributes.builder().put(PROJECT_NAME, name).build(),
                new Provenance(STREAM, key, browse(key)));
    }

    Entity component(String projectKey, String component) {
        return new Entity(
                JiraEntities.component(host, projectKey, component),
                EntityKind.TRACKER_PROJECT,
                component,
                null,
                null,
                Attributes.empty(),
                new Provenance(STREAM, projectKey + "/" + component, browse(projectKey)));
    }

    /** Returns the components of an issue as entities, by name. */
    List<Entity> components(JiraIssue issue) {
        String project = projectKey(issue);
        return names(issue.fields().components())
                .map(name -> component(project, name))
                .toList();
    }

    /**
     * Returns the ticket that an issue is; empty if Jira hides when it was created, as such a ticket has no place in time.
     *
     * @param changes the history in any order; a change may come twice
     */
    Optional<Ticket> ticket(JiraIssue issue, List<JiraChange> changes) {
        JiraFields told = issue.fields();
        Instant created = told.created();
        if (created == null) {
            return Optional.empty();
        }
        List<Transition> transitions = transitions(changes);
        StatusCategory category = StatusCategories.of(told.status());
        TicketLifeCycle life = TicketLifeCycle.of(created, told, changes, categories);
        Instant resolvedAt = resolvedAt(told, category, life, transitions);
        Instant lasted = resolvedAt != null ? resolvedAt : Objects.requireNonNullElse(told.updated(), created);
        String description = description(told);
        return Optional.of(new Ticket(
                new EventHeader(
                        entity(issue),
                        null,
                        created,
                        lasted.isBefore(created) ? created : lasted,
                        title(issue),
                        attributes(told, description, life),
                        new Provenance(STREAM, issue.id(), browse(issue.key()))),
                issue.key(),
                nameOf(told.issueType()),
                told.status() == null || told.status().name() == null
                        ? "unknown"
                        : told.status().name(),
                category,
                told.priority() == null ? null : told.priority().name(),
                cut(description),
                told.labels(),
                names(told.components()).toList(),
                resolvedAt,
                transitions));
    }

    /** Returns the first component by name that belongs to a service or product, else the project. */
    private EntityId entity(JiraIssue issue) {
        return components(issue).stream()
                .filter(component ->
                        mappings.stream().anyMatch(mapping -> mapping.selector().matches(component)))
                .map(Entity::id)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> JiraEntities.project(host, projectKey(issue)));
    }

    static String projectKey(JiraIssue issue) {
        if (issue.fields().project() != null && issue.fields().project().key() != null) {
            return issue.fields().project().key();
        }
        int dash = issue.key().lastIndexOf('-');
        return dash > 0 ? issue.key().substring(0, dash) : issue.key();
    }

    private static String title(JiraIssue issue) {
        String summary = issue.fields().summary();
        String line = summary == null
                ? ""
                : summary.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.isEmpty() ? issue.key() : line;
    }

    private @Nullable String description(JiraFields fields) {
        if (fields.description() == null) {
            return null;
        }
        String text = fields.description().plain(mention -> "@" + pseudonym(mention.attribute("id")));
        return text.isBlank() ? null : text;
    }

    private static @Nullable String cut(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_DESCRIPTION) {
            return text;
        }
        int end = LONGEST_DESCRIPTION - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private Attributes attributes(JiraFields told, @Nullable String description, TicketLifeCycle life) {
        Attributes.Builder attributes = Attributes.builder()
                .put(
                        RESOLUTION,
                        told.resolution() == null ? null : told.resolution().name())
                .put(REPORTER, person(told.reporter()))
                .put(ASSIGNEE, person(told.assignee()))
                .put(TRIAGED_AT, text(life.triagedAt()))
                .put(STARTED_AT, text(life.startedAt()));
        if (life.reopened() > 0) {
            attributes.put(REOPENED, life.reopened());
        }
        if (!life.certain()) {
            attributes.put(UNCERTAIN, true);
        }
        fields.describe(told, attributes);
        String versions = String.join(", ", names(told.fixVersions()).toList());
        if (!versions.isEmpty()) {
            attributes.put(FIX_VERSIONS, versions);
        }
        if (description != null && description.length() > LONGEST_DESCRIPTION) {
            attributes.put(DESCRIPTION_LENGTH, (long) description.length());
        }
        return attributes.build();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private @Nullable String person(@Nullable JiraUser user) {
        return user == null || pseudonyms == null
                ? null
                : user.identity().map(pseudonyms::of).orElse(null);
    }

    private String pseudonym(String id) {
        return pseudonyms == null || id.isEmpty() ? "someone" : pseudonyms.of(id);
    }

    private static List<Transition> transitions(List<JiraChange> changes) {
        return changes.stream()
                .flatMap(TicketTranslator::statusItems)
                .distinct()
                .sorted(Comparator.comparing(Transition::at))
                .toList();
    }

    private static Stream<Transition> statusItems(JiraChange change) {
        Instant at = change.created();
        return at == null
                ? Stream.empty()
                : change.items().stream()
                        .filter(item -> item.isAbout("status"))
                        .map(item -> new Transition(
                                at,
                                item.fromText() == null ? item.from() : item.fromText(),
                                Objects.requireNonNullElse(
                                        item.toText() == null ? item.to() : item.toText(), "unknown")));
    }

    /** Team-managed projects resolve nothing: there a ticket was resolved when it came into a status that means done. */
    private static @Nullable Instant resolvedAt(
            JiraFields fields, StatusCategory category, TicketLifeCycle life, List<Transition> transitions) {
        if (fields.resolvedAt() != null || category != StatusCategory.DONE) {
            return fields.resolvedAt();
        }
        if (fields.statusCategoryChangedAt() != null) {
            return fields.statusCategoryChangedAt();
        }
        if (life.doneAt() != null) {
            return life.doneAt();
        }
        return transitions.isEmpty()
                ? null
                : transitions.get(transitions.size() - 1).at();
    }

    private static Stream<String> names(List<JiraNamed> items) {
        return items.stream()
                .map(JiraNamed::name)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted();
    }

    private static String nameOf(@Nullable JiraNamed named) {
        return named == null || named.name() == null ? "unknown" : named.name();
    }

    private @Nullable URI browse(String key) {
        try {
            return URI.create(browseBase + "/browse/" + key);
        } catch (IllegalArgumentException e) {
            return null; // a key with signs that no address may have: an issue can be read without its page
        }
    }
}
