package io.throughline.core.source;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;

/**
 * What the host lends to every source.
 *
 * @param clock the current time, for deadlines, token expiry and "until now"; never part of a result
 * @param httpClient the shared client: never follows redirects, trusts the JDK's authorities and the configured ones;
 *     sources do not close it
 * @param pseudonyms turns identifiers of people into keyed hashes
 */
public record SourceRuntime(Clock clock, HttpClient httpClient, Pseudonyms pseudonyms) {

    public SourceRuntime {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(httpClient, "httpClient");
        Objects.requireNonNull(pseudonyms, "pseudonyms");
    }
}
