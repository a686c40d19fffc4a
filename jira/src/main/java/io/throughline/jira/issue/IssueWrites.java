package io.throughline.jira.issue;

import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.WithoutNulls;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.site.SiteClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes issues that are there. */
final class IssueWrites {

    private final JiraCalls calls;
    private final SiteClient site;

    IssueWrites(JiraCalls calls, SiteClient site) {
        this.calls = calls;
        this.site = site;
    }

    void edit(String idOrKey, IssueEdit edit) {
        if (edit.isEmpty()) {
            return;
        }
        // A change is repeated after a failure, which is without harm for everything but these.
        if (edit.operations().containsKey("comment")) {
            throw new IllegalArgumentException("comments are added by comments().add, or with a transition");
        }
        if (edit.operations().containsKey("worklog")) {
            throw new IllegalArgumentException(
                    "work is logged with a transition: an edit may be repeated, and log twice");
        }
        Map<String, Object> body = body(
                edit,
                edit.byName().isEmpty() ? List.of() : editFields(idOrKey),
                "the screen that edits issue " + idOrKey);
        calls.put("edit issue " + idOrKey, "/issue/{}", idOrKey)
                .queryIfPresent("notifyUsers", edit.notifyUsers() ? null : "false")
                .json(body)
                .send();
    }

    List<FieldMetadata> editFields(String idOrKey) {
        List<FieldMetadata> fields = new ArrayList<>();
        WithoutNulls.of(calls.get("list fields to edit issue " + idOrKey, "/issue/{}/editmeta", idOrKey)
                        .fetch(EditMetadata.class)
                        .fields())
                .forEach((id, field) -> fields.add(field.withId(id)));
        return fields;
    }

    List<JiraTransition> transitions(String idOrKey) {
        return WithoutNulls.of(calls.get("list transitions of issue " + idOrKey, "/issue/{}/transitions", idOrKey)
                .query("expand", "transitions.fields")
                .fetch(Transitions.class)
                .transitions());
    }

    void take(String idOrKey, JiraTransition transition, IssueEdit edit) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("transition", Map.of("id", transition.id()));
        body.putAll(body(
                edit,
                List.copyOf(transition.fields().values()),
                "the screen of the transition '" + transition.name() + "'"));
        calls.post("take transition " + transition.name() + " of issue " + idOrKey, "/issue/{}/transitions", idOrKey)
                .json(body)
                .send();
    }

    TransitionResult reach(String idOrKey, StatusCategory wanted, IssueEdit edit) {
        JiraStatus now = status(idOrKey);
        if (StatusCategory.of(now).filter(wanted::equals).isPresent()) {
            return new TransitionResult(null, now);
        }
        List<JiraTransition> all = transitions(idOrKey);
        JiraTransition best = all.stream()
                .filter(transition ->
                        transition.category().filter(wanted::equals).isPresent())
                .filter(transition -> !Boolean.FALSE.equals(transition.isAvailable()))
                .min(Comparator.comparing(transition -> unset(transition, edit)))
                .orElseThrow(() -> new UnresolvedNameException(
                        "transition issue " + idOrKey,
                        all.isEmpty()
                                ? "no transition is allowed: the account lacks \"Transition issues\", or the issue is in"
                                        + " an end state"
                                : "no transition leads to a status of category " + wanted.key() + "; there are "
                                        + all.stream().map(IssueWrites::told).toList()));
        take(idOrKey, best, edit);
        return new TransitionResult(best, status(idOrKey));
    }

    /** How many fields the transition wants that nobody gave. */
    private static long unset(JiraTransition transition, IssueEdit edit) {
        return transition.requiredFields().stream()
                .filter(field -> !edit.byId().containsKey(field.fieldId()))
                .filter(field -> edit.byName().keySet().stream().noneMatch(name -> name.equalsIgnoreCase(field.name())))
                .count();
    }

    private static String told(JiraTransition transition) {
        return transition.name() + " -> "
                + (transition.to() == null ? "?" : transition.to().name())
                + transition
                        .category()
                        .map(category -> " (" + category.key() + ")")
                        .orElse("");
    }

    private @Nullable JiraStatus status(String idOrKey) {
        return calls.get("get status of issue " + idOrKey, "/issue/{}", idOrKey)
                .query("fields", "status")
                .fetch(JiraIssue.class)
                .fields()
                .status();
    }

    private Map<String, Object> body(IssueEdit edit, List<FieldMetadata> screen, String screenName) {
        FieldValues values = new FieldValues(calls.edition());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        edit.byId().forEach((id, value) -> fields.put(id, values.json(value)));
        if (!edit.byName().isEmpty()) {
            new ScreenFields(screenName, screen, site)
                    .resolve(edit.byName(), values)
                    .forEach((id, value) -> {
                        if (fields.containsKey(id) || edit.operations().containsKey(id)) {
                            throw new IllegalArgumentException(id + " is changed twice, by id and by name: do it once");
                        }
                        fields.put(id, value);
                    });
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (!fields.isEmpty()) {
            body.put("fields", fields);
        }
        if (!edit.operations().isEmpty()) {
            Map<String, Object> update = new LinkedHashMap<>();
            edit.operations()
                    .forEach((id, operations) ->
                            update.put(id, operations.stream().map(values::json).toList()));
            body.put("update", update);
        }
        return body;
    }

    private record EditMetadata(@Nullable Map<String, FieldMetadata> fields) {}

    private record Transitions(@Nullable List<JiraTransition> transitions) {}
}
