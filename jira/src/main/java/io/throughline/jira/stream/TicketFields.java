package io.throughline.jira.stream;

import io.throughline.core.source.Pseudonyms;
import io.throughline.core.telemetry.Attributes;
import io.throughline.jira.JiraClient;
import io.throughline.jira.issue.JiraFields;
import io.throughline.jira.site.JiraField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are read beyond the usual ones: those that the configuration names, sprints, links, the parent and the
 * versions hit.
 */
final class TicketFields {

    /** What an attribute of a configured field begins with. */
    static final String PREFIX = "throughline.ticket.field.";

    static final String SPRINTS = "throughline.ticket.sprints";
    static final String LINKS = "throughline.ticket.links";
    static final String PARENT = "throughline.ticket.parent";
    static final String AFFECTED_VERSIONS = "throughline.ticket.affected_versions";

    private static final String SPRINT_TYPE = "com.pyxis.greenhopper.jira:gh-sprint";
    private static final List<String> USUAL = List.of("issuelinks", "parent", "versions");

    private final SortedMap<String, List<String>> named;
    private final List<String> sprints;
    private final FieldText text;
    private final List<String> remarks;
    private final List<String> gaps;

    private TicketFields(
            SortedMap<String, List<String>> named,
            List<String> sprints,
            FieldText text,
            List<String> remarks,
            List<String> gaps) {
        this.named = named;
        this.sprints = sprints;
        this.text = text;
        this.remarks = remarks;
        this.gaps = gaps;
    }

    /** Finds the fields of a site by their names; one call. */
    static TicketFields resolve(JiraClient client, SortedMap<String, String> wanted, @Nullable Pseudonyms pseudonyms) {
        return resolve(client.site().listFields(), wanted, pseudonyms);
    }

    static TicketFields none() {
        return resolve(List.of(), new TreeMap<>(), null);
    }

    static TicketFields resolve(
            List<JiraField> fields, SortedMap<String, String> wanted, @Nullable Pseudonyms pseudonyms) {
        SortedMap<String, List<String>> named = new TreeMap<>();
        List<String> remarks = new ArrayList<>();
        List<String> gaps = new ArrayList<>();
        wanted.forEach((key, name) -> {
            List<String> ids = fields.stream()
                    .filter(field -> name.equals(field.id()) || name.equalsIgnoreCase(field.name()))
                    .map(JiraField::id)
                    .distinct()
                    .sorted()
                    .toList();
            if (ids.isEmpty()) {
                gaps.add("Jira has no field called '" + name + "', or hides it from the account: correct jira.fields."
                        + key);
            } else if (ids.size() > 1) {
                remarks.add("Jira has " + ids.size() + " fields called '" + name + "' (" + String.join(", ", ids)
                        + "): of each ticket the first with a value is kept; write the id as jira.fields." + key);
            }
            named.put(key, ids);
        });
        List<String> sprints = fields.stream()
                .filter(field -> field.schema() != null
                        && SPRINT_TYPE.equals(field.schema().custom()))
                .map(JiraField::id)
                .sorted()
                .toList();
        return new TicketFields(named, sprints, new FieldText(pseudonyms), remarks, gaps);
    }

    /** Returns the ids to ask for. */
    Set<String> ids() {
        Set<String> ids = new LinkedHashSet<>(USUAL);
        named.values().forEach(ids::addAll);
        ids.addAll(sprints);
        return ids;
    }

    List<String> remarks() {
        return remarks;
    }

    List<String> gaps() {
        return gaps;
    }

    /** Adds what a ticket has in these fields. */
    void describe(JiraFields fields, Attributes.Builder attributes) {
        named.forEach((key, ids) -> ids.stream()
                .map(id -> text.of(fields.others().get(id)))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .ifPresent(value -> attributes.put(PREFIX + key, value)));
        Set<String> inSprints = new TreeSet<>();
        sprints.forEach(id -> items(fields.others().get(id)).forEach(sprint -> inSprints.add(text.sprint(sprint))));
        put(attributes, SPRINTS, inSprints);
        Set<String> links = new TreeSet<>();
        items(fields.others().get("issuelinks")).forEach(link -> links.add(link(link)));
        put(attributes, LINKS, links);
        Set<String> versions = new TreeSet<>();
        items(fields.others().get("versions")).forEach(version -> versions.add(text.of(version)));
        put(attributes, AFFECTED_VERSIONS, versions);
        put(attributes, PARENT, Set.of(member(fields.others().get("parent"), "key")));
    }

    private static void put(Attributes.Builder attributes, String key, Set<String> values) {
        String joined = String.join(
                ", ", values.stream().filter(value -> !value.isEmpty()).toList());
        if (!joined.isEmpty()) {
            attributes.put(key, joined);
        }
    }

    /** Returns a link as a sentence about the ticket that has it: {@code blocks OPS-3}. */
    private static String link(@Nullable Object link) {
        if (!(link instanceof Map<?, ?> map) || !(map.get("type") instanceof Map<?, ?> type)) {
            return "";
        }
        String outward = member(map.get("outwardIssue"), "key");
        String other = outward.isEmpty() ? member(map.get("inwardIssue"), "key") : outward;
        return other.isEmpty() ? "" : (member(type, outward.isEmpty() ? "inward" : "outward") + " " + other).strip();
    }

    private static String member(@Nullable Object value, String name) {
        return value instanceof Map<?, ?> map && map.get(name) instanceof String text ? text : "";
    }

    private static Collection<?> items(@Nullable Object value) {
        return value instanceof Collection<?> items ? items : List.of();
    }
}
