package io.throughline.jira;

import io.throughline.core.config.Secret;
import io.throughline.jira.stream.StreamSettings;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says about Jira.
 *
 * @param url where the API is
 * @param email the account of an API token, or null if the token is sent as bearer
 * @param token the token
 * @param incidents where incidents are filed, or null
 * @param streams what is read
 */
record JiraSettings(
        URI url,
        @Nullable String email,
        Secret token,
        @Nullable Incidents incidents,
        StreamSettings streams) {

    /**
     * Where incidents are filed.
     *
     * @param project the project's key, upper case
     * @param issueType the name of the type, or null for the project's usual one
     */
    record Incidents(String project, @Nullable String issueType) {}
}
