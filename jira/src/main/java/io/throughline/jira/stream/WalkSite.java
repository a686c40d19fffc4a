package io.throughline.jira.stream;

import io.throughline.jira.JiraClient;
import io.throughline.jira.site.JiraServerInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a walk must know of the site and the account before it starts.
 *
 * @param now Jira's clock, which stamps the changes; the host's clock if Jira does not tell its own
 * @param zone the zone of the account's profile, in which JQL's literals are read, or null if hidden
 * @param baseUrl the address that people use, or null if Jira does not tell it
 */
record WalkSite(
        Instant now, @Nullable ZoneId zone, @Nullable URI baseUrl) {

    /** Calls that asking takes. */
    static final int CALLS = 2;

    static WalkSite ask(JiraClient client, Clock clock) {
        ZoneId zone = client.site().findTimeZone().orElse(null);
        JiraServerInfo server = client.site().getServerInfo();
        Instant now = server.serverTime();
        return new WalkSite(now == null ? clock.instant() : now, zone, server.baseUrl());
    }

    /** Returns the address that {@code /browse/KEY} is appended to. */
    URI browseBase(URI api) {
        URI base = baseUrl != null && baseUrl.getHost() != null ? baseUrl : api;
        return URI.create(base.toString().replaceAll("/+$", ""));
    }

    JqlTimes times() {
        return JqlTimes.in(zone);
    }
}
