package io.throughline.jira;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.Durations;
import io.throughline.core.config.Secret;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.ById;
import io.throughline.core.telemetry.EntityMapping.ByName;
import io.throughline.jira.JiraSettings.Incidents;
import io.throughline.jira.stream.JiraEntities;
import io.throughline.jira.stream.StreamSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code jira} and Jira's part of each mapping. */
final class JiraSettingsReader {

    private static final Pattern PROJECT_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}");
    private static final Pattern FIELD_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");
    private static final String CLOUD_SUFFIX = ".atlassian.net";
    private static final String GATEWAY = "api.atlassian.com";

    private final ConfigSection section;
    private final Map<EntityId, ConfigSection> targets;
    /** For each product, by key: the projects and components that it or its services name. */
    private final TreeMap<String, SortedSet<String>> projectsOfProduct = new TreeMap<>();

    private final TreeMap<EntityId, List<String>> components = new TreeMap<>();
    private final TreeMap<EntityId, List<String>> projects = new TreeMap<>();

    JiraSettingsReader(SourceConfig config) {
        this.section = config.section();
        this.targets = new TreeMap<>(config.targets());
    }

    JiraSettings read() {
        URI url = section.requiredUrl("url", "write url: https://<site>.atlassian.net");
        String host = host(url);
        String email = section.text("email")
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
        if (email == null && url.getHost().endsWith(CLOUD_SUFFIX)) {
            section.problem("email", "is missing", "name the account that the API token belongs to");
        }
        if (email != null && email.indexOf(':') >= 0) {
            section.problem("email", "must not hold ':'", "write the account's e-mail address");
            email = null;
        }
        Secret token = section.requiredSecret("token", "JIRA_TOKEN");
        Incidents incidents = incidents(section.section("incidents"));
        SortedMap<String, String> fields = fields(section.section("fields"));
        Duration lateIndex = duration("lateIndex", StreamSettings.STANDARD_LATE_INDEX, Duration.ofDays(7));
        Duration reread = duration("rereadEvery", StreamSettings.STANDARD_REREAD, Duration.ofDays(365));
        section.rejectUnknownKeys();
        readTargets();
        return new JiraSettings(
                url,
                email,
                token,
                incidents,
                new StreamSettings(url, host, scope(incidents), mappings(host), fields, lateIndex, reread));
    }

    private String host(URI url) {
        URI site = section.url("site").orElse(url);
        if (site.getHost().equalsIgnoreCase(GATEWAY)) {
            section.problem(
                    "site", "is missing", "write site: https://<site>.atlassian.net, as url names only the gateway");
        }
        return site.getHost().toLowerCase(Locale.ROOT);
    }

    private static SortedMap<String, String> fields(ConfigSection below) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String key : below.keys()) {
            String name = below.requiredText(key, "write the field's name in Jira, or its id")
                    .strip();
            if (!FIELD_KEY.matcher(key).matches()) {
                below.problem(key, "must be a word", "use letters, digits and underscores, for example impactStart");
            } else {
                fields.put(key, name);
            }
        }
        below.rejectUnknownKeys();
        return fields;
    }

    private Duration duration(String key, Duration otherwise, Duration most) {
        Optional<String> text = section.text(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Optional<Duration> read = Durations.parse(text.get()).filter(length -> length.compareTo(most) <= 0);
        if (read.isEmpty()) {
            section.problem(
                    key,
                    "must be a length of time of at most " + most.toDays() + "d, was '" + text.get() + "'",
                    "write minutes, hours or days: 30m, 12h, 7d");
        }
        return read.orElse(otherwise);
    }

    private @Nullable Incidents incidents(ConfigSection below) {
        String issueType = below.text("issueType").orElse(null);
        boolean wanted = !below.keys().isEmpty();
        String project = wanted
                ? projectKey(
                        below, "project", below.requiredText("project", "name the key of the project for incidents"))
                : "";
        below.rejectUnknownKeys();
        return wanted ? new Incidents(project, issueType) : null;
    }

    private void readTargets() {
        targets.forEach((target, part) -> {
            List<String> keys = part.texts("projects").stream()
                    .map(key -> projectKey(part, "projects", key))
                    .toList();
            projects.put(target, keys);
            components.put(target, part.texts("components"));
            part.rejectUnknownKeys();
            if (keys.isEmpty() && part.texts("components").isEmpty()) {
                part.problem("projects", "is missing", "name projects: [KEY] or components: [name]");
            }
            projectsOfProduct
                    .computeIfAbsent(productOf(target), product -> new TreeSet<>())
                    .addAll(keys);
        });
    }

    private static String projectKey(ConfigSection part, String where, String key) {
        if (!PROJECT_KEY.matcher(key).matches()) {
            part.problem(
                    where,
                    "must be a project's key, was '" + key + "'",
                    "write the letters before the dash of a ticket's key");
        }
        return key.toUpperCase(Locale.ROOT);
    }

    /** Returns the key of the product that a target is or belongs to. */
    private static String productOf(EntityId target) {
        int slash = target.key().indexOf('/');
        return target.type().equals("service") && slash > 0 ? target.key().substring(0, slash) : target.key();
    }

    /**
     * Returns the projects to read. A product that names components but no project could have them anywhere: then all
     * projects are read.
     */
    private SortedSet<String> scope(@Nullable Incidents incidents) {
        TreeSet<String> named = new TreeSet<>();
        projectsOfProduct.values().forEach(named::addAll);
        boolean anywhere = projectsOfProduct.values().stream().anyMatch(Set::isEmpty);
        if (named.isEmpty() || anywhere) {
            return new TreeSet<>();
        }
        if (incidents != null) {
            named.add(incidents.project());
        }
        return named;
    }

    private List<EntityMapping> mappings(String host) {
        List<EntityMapping> mappings = new ArrayList<>();
        projects.forEach((target, keys) ->
                keys.forEach(key -> mappings.add(EntityMapping.of(target, new ById(JiraEntities.project(host, key))))));
        components.forEach((target, names) -> names.forEach(name -> {
            Set<String> within = projectsOfProduct.getOrDefault(productOf(target), Collections.emptySortedSet());
            if (within.isEmpty()) {
                mappings.add(EntityMapping.of(target, new ByName(JiraEntities.SYSTEM, JiraEntities.COMPONENT, name)));
            }
            within.forEach(
                    key -> mappings.add(EntityMapping.of(target, new ById(JiraEntities.component(host, key, name)))));
        }));
        return mappings;
    }
}
