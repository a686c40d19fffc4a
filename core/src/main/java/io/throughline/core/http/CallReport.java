package io.throughline.core.http;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call, as it ended.
 *
 * @param call what was called; {@code elapsed} is from the first attempt to the end of this one
 * @param bucket the rate bucket it was counted in
 * @param status the HTTP status, or 0 if there was no answer
 * @param requestId the vendor's id of the request, or null
 * @param serverTime the server's own time from the {@code Date} header, to the second, or null
 * @param rateLimit what the answer says about the limit
 */
public record CallReport(
        CallInfo call,
        String bucket,
        int status,
        @Nullable String requestId,
        @Nullable Instant serverTime,
        RateLimit rateLimit) {

    public CallReport {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(rateLimit, "rateLimit");
    }
}
