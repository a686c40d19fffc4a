package io.throughline.jira.issue;

import io.throughline.jira.edition.UnresolvedNameException;
import io.throughline.jira.internal.JiraCalls;
import io.throughline.jira.internal.JiraErrors;
import io.throughline.jira.internal.KeyedValue;
import io.throughline.jira.project.AllowedValue;
import io.throughline.jira.project.FieldMetadata;
import io.throughline.jira.project.ProjectsClient;
import io.throughline.jira.site.SiteClient;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Creates issues, and says beforehand what would go wrong. */
final class IssueCreation {

    /** What every issue has, whether or not the metadata lists it. */
    private static final Set<String> ALWAYS = Set.of("project", "issuetype");

    private final JiraCalls calls;
    private final ProjectsClient projects;
    private final SiteClient site;

    IssueCreation(JiraCalls calls, ProjectsClient projects, SiteClient site) {
        this.calls = calls;
        this.projects = projects;
        this.site = site;
    }

    CreatedIssue create(IssueDraft draft) {
        FieldValues values = new FieldValues(calls.edition());
        String typeId = typeId(draft);
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        boolean byId = draft.project().matches("\\d{1,18}");
        fields.put("project", Map.of(byId ? "id" : "key", draft.project()));
        fields.put("issuetype", Map.of("id", typeId));
        draft.byId().forEach((id, value) -> fields.put(id, values.json(value)));
        if (!draft.byName().isEmpty()) {
            ScreenFields screen = screen(draft, projects.createFields(draft.project(), typeId));
            fields.putAll(screen.resolve(draft.byName(), values));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fields", fields);
        if (!draft.properties().isEmpty()) {
            body.put("properties", KeyedValue.list(draft.properties()));
        }
        return calls.post(JiraErrors.CREATE + " in " + draft.project(), "/issue")
                .json(body)
                .fetch(CreatedIssue.class);
    }

    CreateCheck check(IssueDraft draft) {
        List<FieldMetadata> onScreen = projects.createFields(draft.project(), typeId(draft));
        ScreenFields screen = screen(draft, onScreen);
        Map<String, @Nullable Object> set = new LinkedHashMap<>(draft.byId());
        List<String> notOnScreen = new ArrayList<>();
        List<String> notAllowed = new ArrayList<>();
        draft.byName().forEach((name, value) -> {
            try {
                Optional<FieldMetadata> field = screen.find(name);
                if (field.isPresent()) {
                    set.put(String.valueOf(field.get().fieldId()), value);
                } else {
                    notOnScreen.add(name);
                }
            } catch (UnresolvedNameException e) {
                notAllowed.add(String.valueOf(e.getMessage()));
            }
        });
        Set<String> present = new TreeSet<>();
        List<FieldMetadata> missing = new ArrayList<>();
        for (FieldMetadata field : onScreen) {
            String id = String.valueOf(field.fieldId());
            present.add(id);
            if (field.mustBeSet() && set.get(id) == null && !ALWAYS.contains(id)) {
                missing.add(field);
            }
            refused(field, set.get(id)).ifPresent(notAllowed::add);
        }
        set.keySet().stream().filter(id -> !present.contains(id)).forEach(notOnScreen::add);
        return new CreateCheck(missing, notOnScreen, notAllowed);
    }

    private String typeId(IssueDraft draft) {
        return draft.typeById()
                ? draft.type()
                : projects.getIssueType(draft.project(), draft.type()).id();
    }

    private ScreenFields screen(IssueDraft draft, List<FieldMetadata> fields) {
        return new ScreenFields("the screen that creates " + draft.type() + " in " + draft.project(), fields, site);
    }

    private static Optional<String> refused(FieldMetadata field, @Nullable Object value) {
        if (value == null || field.allowedValues().isEmpty()) {
            return Optional.empty();
        }
        List<String> unknown = names(value).stream()
                .filter(name -> field.allowedValues().stream().noneMatch(allowed -> allowed.isNamed(name)))
                .toList();
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of(field.name() + " does not allow " + unknown + "; it allows "
                        + field.allowedValues().stream().map(AllowedValue::text).toList());
    }

    /** Returns what a value is called: itself, or the name, value, key or id of Jira's JSON. */
    private static List<String> names(Object value) {
        if (value instanceof Collection<?> items) {
            List<String> names = new ArrayList<>();
            items.forEach(item -> names.addAll(item == null ? List.of() : names(item)));
            return names;
        }
        if (value instanceof Map<?, ?> members) {
            for (String name : List.of("id", "name", "value", "key")) {
                if (members.get(name) instanceof String text) {
                    return List.of(text);
                }
            }
            return List.of();
        }
        return value instanceof String text ? List.of(text) : List.of();
    }
}
