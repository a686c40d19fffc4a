package io.throughline.jira;

import io.throughline.core.config.Secret;
import io.throughline.core.http.HttpClients;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.jira.stream.StreamSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Settings for tests. */
public final class Settings {

    static final String HOST = "acme.atlassian.net";

    /** Made once: reading the platform's authorities takes its time. No test here sends anything through it. */
    public static final HttpClient HTTP = HttpClients.standard();

    private Settings() {}

    static JiraSettings of(Set<String> projects, EntityMapping... mappings) {
        return of(projects, null, mappings);
    }

    static JiraSettings of(
            Set<String> projects, JiraSettings.@Nullable Incidents incidents, EntityMapping... mappings) {
        return new JiraSettings(
                URI.create("https://" + HOST),
                "sre@acme.example",
                Secret.of("token-of-tests"),
                incidents,
                streams(projects, mappings));
    }

    /** Returns what streams of some projects read; of all for none. */
    public static StreamSettings streams(Set<String> projects, EntityMapping... mappings) {
        return StreamSettings.of(URI.create("https://" + HOST), HOST, new TreeSet<>(projects), List.of(mappings));
    }
}
