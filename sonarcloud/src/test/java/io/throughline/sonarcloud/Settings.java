package io.throughline.sonarcloud;

import io.throughline.core.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Settings and clients for tests. */
final class Settings {

    static final URI URL = URI.create("https://sonarcloud.io");
    static final String SECRET = "s3cret-token";

    private Settings() {}

    static SonarSettings of(String... projects) {
        return new SonarSettings(
                URL, URL, "acme", Secret.of(SECRET), new TreeSet<>(Set.of(projects)), new TreeSet<>(), List.of());
    }

    /** All projects, and beside the main branch those that fit. */
    static SonarSettings withBranches(String... patterns) {
        return new SonarSettings(
                URL, URL, "acme", Secret.of(SECRET), new TreeSet<>(), new TreeSet<>(Set.of(patterns)), List.of());
    }

    static SonarClient.Builder client() {
        return SonarClient.builder(URL).organization("acme").token(Secret.of(SECRET));
    }
}
