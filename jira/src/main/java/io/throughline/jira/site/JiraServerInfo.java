package io.throughline.jira.site;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The server.
 *
 * @param baseUrl the address people use, to which {@code /browse/KEY} is appended
 * @param version the version as text
 * @param versionNumbers the version's numbers
 * @param deploymentType {@code Cloud} or {@code Server}
 * @param serverTime the server's time, UTC
 * @param serverTitle the site's title
 */
public record JiraServerInfo(
        @Nullable URI baseUrl,
        @Nullable String version,
        List<Integer> versionNumbers,
        @Nullable String deploymentType,
        @Nullable Instant serverTime,
        @Nullable String serverTitle) {

    public JiraServerInfo {
        versionNumbers = versionNumbers == null
                ? List.of()
                : versionNumbers.stream().filter(Objects::nonNull).toList();
    }

    /** Tells whether this is Jira Cloud. */
    public boolean isCloud() {
        return "Cloud".equalsIgnoreCase(deploymentType);
    }
}
