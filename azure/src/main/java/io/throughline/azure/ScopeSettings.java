package io.throughline.azure;

import io.throughline.azure.resources.AzureScope;
import io.throughline.azure.resources.EnvironmentRules;
import io.throughline.azure.resources.Glob;
import io.throughline.azure.resources.LogWorkspace;
import io.throughline.azure.resources.SubscriptionSelection;
import io.throughline.azure.resources.TagInheritance;
import io.throughline.core.config.ConfigSection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads which part of Azure is read. */
final class ScopeSettings {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern MANAGEMENT_GROUP = Pattern.compile("[A-Za-z0-9_().-]{1,90}");
    private static final Pattern WORKSPACE_ID =
            Pattern.compile("(?i)/subscriptions/[0-9a-f-]{36}/resourcegroups/[^/?#]+/providers"
                    + "/microsoft\\.operationalinsights/workspaces/[A-Za-z0-9-]+");
    private static final String ALL = "all-accessible";
    private static final String EVERY = "*";

    private final ConfigSection azure;

    private ScopeSettings(ConfigSection azure) {
        this.azure = azure;
    }

    static AzureScope read(ConfigSection azure) {
        return new ScopeSettings(azure).scope();
    }

    private AzureScope scope() {
        ConfigSection groups = azure.section("resourceGroups");
        List<Glob> include = globs(groups, "include");
        List<Glob> exclude = globs(groups, "exclude");
        groups.rejectUnknownKeys();
        EnvironmentRules environments = environments();
        return AzureScope.builder(selection())
                .include(include)
                .exclude(exclude)
                .tags(TagSettings.read(azure.section("tags")))
                .inherit(inheritance())
                .environments(environments)
                .workspaces(workspaces(environments))
                .build();
    }

    private SubscriptionSelection selection() {
        List<String> named = azure.texts("subscriptions");
        List<String> managementGroups = azure.texts("managementGroups");
        List<String> excluded = azure.texts("excludeSubscriptions");
        boolean all = named.contains(ALL);
        if (all && (named.size() > 1 || !managementGroups.isEmpty())) {
            azure.problem(
                    "subscriptions",
                    "names " + ALL + " beside others",
                    "write subscriptions: " + ALL + " alone, and take some out with excludeSubscriptions");
        }
        if (named.isEmpty() && managementGroups.isEmpty()) {
            azure.problem(
                    "subscriptions",
                    "names no subscription",
                    "write [<GUID>], as 'az account list' shows them, or " + ALL + ", or set managementGroups");
        }
        List<String> ids = named.stream().filter(id -> !id.equals(ALL)).toList();
        ids.forEach(id -> requireGuid(azure, "subscriptions", id));
        excluded.forEach(id -> requireGuid(azure, "excludeSubscriptions", id));
        for (String group : managementGroups) {
            if (!MANAGEMENT_GROUP.matcher(group).matches()) {
                azure.problem(
                        "managementGroups",
                        "must be the id of a management group, was '" + group + "'",
                        "write its id, as 'az account management-group list' shows it under name");
            }
        }
        return new SubscriptionSelection(ids, managementGroups, all, excluded);
    }

    private EnvironmentRules environments() {
        List<String> named = azure.texts("environments");
        ConfigSection section = azure.section("environment");
        Map<String, String> aliases = new HashMap<>(EnvironmentRules.DEFAULT_ALIASES);
        ConfigSection words = section.section("aliases");
        rules(words, Function.identity()).forEach((word, environment) -> aliases.put(lower(word), lower(environment)));
        String tag = section.text("tag").orElse(EnvironmentRules.DEFAULT_TAG);
        if (tag.isBlank()) {
            section.problem("tag", "is blank", "write the name of a tag, or none to look at no tag");
        }
        Map<Glob, String> groups = globRules(section, "resourceGroups");
        Map<String, String> subscriptions = rules(section.section("subscriptions"), Function.identity());
        Map<Glob, String> names = globRules(section, "names");
        section.rejectUnknownKeys();
        TreeSet<String> wanted = new TreeSet<>();
        if (!named.contains(EVERY)) {
            wanted.addAll(named.isEmpty() ? List.of(EnvironmentRules.DEFAULT_ENVIRONMENT) : named);
        }
        return new EnvironmentRules(
                tag.equals("none") || tag.isBlank() ? null : tag.strip(),
                groups,
                subscriptions,
                names,
                aliases,
                wanted);
    }

    private List<LogWorkspace> workspaces(EnvironmentRules environments) {
        ConfigSection section = azure.section("workspaces");
        List<LogWorkspace> workspaces = new ArrayList<>();
        for (String environment : section.keys()) {
            for (ConfigSection workspace : section.sections(environment)) {
                String id = workspaceId(workspace);
                workspace.rejectUnknownKeys();
                if (workspaces.stream().anyMatch(known -> known.id().equals(id))) {
                    section.problem(environment, "names a workspace a second time", "name each workspace once");
                }
                workspaces.add(new LogWorkspace(environments.canonical(environment), id));
            }
            if (!azure.has("environments") && !environments.admits(environment)) {
                section.problem(
                        environment,
                        "would not be read, because only " + String.join(", ", environments.wanted())
                                + " is, unless told",
                        "write environments: [" + String.join(", ", environments.wanted()) + ", "
                                + environments.canonical(environment) + "] under azure, or remove the workspace");
            }
        }
        return workspaces;
    }

    private static String workspaceId(ConfigSection workspace) {
        Optional<String> resource = workspace.text("resourceId");
        if (resource.isEmpty()) {
            String id = workspace.requiredText("id", "write the 'Workspace ID' GUID from its overview page");
            requireGuid(workspace, "id", id);
            return lower(id);
        }
        if (workspace.has("id")) {
            workspace.problem("id", "is given beside resourceId", "give one of the two");
        }
        String id = resource.get().replaceAll("/+$", "");
        if (!WORKSPACE_ID.matcher(id).matches()) {
            workspace.problem(
                    "resourceId",
                    "must be the ARM id of a Log Analytics workspace, was '" + id + "'",
                    "write /subscriptions/<GUID>/resourceGroups/<group>/providers/Microsoft.OperationalInsights"
                            + "/workspaces/<name>");
        }
        return lower(id);
    }

    private Set<TagInheritance> inheritance() {
        EnumSet<TagInheritance> inherited = EnumSet.noneOf(TagInheritance.class);
        for (String from : azure.texts("inheritTags")) {
            switch (from) {
                case "resourceGroup" -> inherited.add(TagInheritance.RESOURCE_GROUP);
                case "subscription" -> inherited.add(TagInheritance.SUBSCRIPTION);
                default ->
                    azure.problem(
                            "inheritTags",
                            "must name resourceGroup or subscription, was '" + from + "'",
                            "write [resourceGroup, subscription], or one of them");
            }
        }
        return inherited;
    }

    private static Map<Glob, String> globRules(ConfigSection section, String key) {
        ConfigSection rules = section.section(key);
        return rules(rules, pattern -> glob(rules, pattern, pattern));
    }

    private static <K> Map<K, String> rules(ConfigSection section, Function<String, K> keyOf) {
        Map<K, String> rules = new LinkedHashMap<>();
        for (String key : section.keys()) {
            String environment = section.requiredText(key, "write the environment that it stands for");
            K parsed = keyOf.apply(key);
            if (parsed != null) {
                rules.put(parsed, environment);
            }
        }
        return rules;
    }

    private static List<Glob> globs(ConfigSection section, String key) {
        List<Glob> globs = new ArrayList<>();
        for (String pattern : section.texts(key)) {
            Glob glob = glob(section, key, pattern);
            if (glob != null) {
                globs.add(glob);
            }
        }
        return globs;
    }

    private static @org.jspecify.annotations.Nullable Glob glob(ConfigSection section, String key, String pattern) {
        try {
            return new Glob(pattern);
        } catch (IllegalArgumentException e) {
            section.problem(key, String.valueOf(e.getMessage()), "write names with * for any text, such as rg-prod-*");
            return null;
        }
    }

    private static void requireGuid(ConfigSection section, String key, String value) {
        if (!GUID.matcher(value).matches() && !value.equals("missing")) {
            section.problem(
                    key, "must be a GUID, was '" + value + "'", "write it as 00000000-0000-0000-0000-000000000000");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
