package io.throughline.jira.edition;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two editions of Jira. Most of their interfaces agree; where they do not, the client says so. */
public enum JiraEdition {
    /** Atlassian's own: version 3 of the interface, rich texts as documents, users by account id. */
    CLOUD("3", "Jira Cloud"),
    /** Run by its owner, also called Server: version 2 of the interface, rich texts as wiki markup, users by name. */
    DATA_CENTER("2", "Jira Data Center");

    private static final String GATEWAY = "api.atlassian.com";

    private final String apiVersion;
    private final String title;

    JiraEdition(String apiVersion, String title) {
        this.apiVersion = apiVersion;
        this.title = title;
    }

    /** Returns the version of its REST interface that is spoken here. */
    public String apiVersion() {
        return apiVersion;
    }

    /** Tells whether rich texts are documents in Atlassian's format, not wiki markup. */
    public boolean hasDocuments() {
        return this == CLOUD;
    }

    /** Returns the edition that a server names as its {@code deploymentType}: {@code Cloud}, or anything else. */
    public static JiraEdition ofDeploymentType(@Nullable String deploymentType) {
        return "Cloud".equalsIgnoreCase(deploymentType) ? CLOUD : DATA_CENTER;
    }

    /** Tells whether a host is one of Atlassian's own, where only Jira Cloud answers. */
    public static boolean isCloudHost(@Nullable String host) {
        String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return name.equals(GATEWAY) || name.endsWith(".atlassian.net") || name.endsWith(".jira.com");
    }

    /** Returns the edition's name for people. */
    @Override
    public String toString() {
        return title;
    }
}
