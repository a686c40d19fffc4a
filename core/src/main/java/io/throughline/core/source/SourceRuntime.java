package io.throughline.core.source;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the host lends to every source.
 *
 * @param clock the current time, for deadlines, token expiry and "until now"; never part of a result
 * @param httpClient the shared client: never follows redirects, trusts the JDK's authorities and the configured ones;
 *     sources do not close it
 * @param pseudonyms turns identifiers of people into keyed hashes; null if no key is configured, and then sources leave
 *     such identifiers out
 */
public record SourceRuntime(
        Clock clock, HttpClient httpClient, @Nullable Pseudonyms pseudonyms) {

    public SourceRuntime {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(httpClient, "httpClient");
    }
}
