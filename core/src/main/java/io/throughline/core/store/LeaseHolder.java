package io.throughline.core.store;

import java.time.Instant;
import java.util.Objects;

/**
 * Who has the right to write a stream.
 *
 * @param stream the stream's name
 * @param holder who, for people
 * @param until when the lease ends unless it is renewed, UTC, by the store's clock
 * @param token the number of the grant
 */
public record LeaseHolder(String stream, String holder, Instant until, long token) {

    public LeaseHolder {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(until, "until");
    }
}
