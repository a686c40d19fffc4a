package io.throughline.core.http;

import org.jspecify.annotations.Nullable;

/**
 * What a vendor's error body says; null is what it does not say.
 *
 * @param code the vendor's own code
 * @param message the vendor's words
 * @param requestId the vendor's id of the request
 * @param remedy what the caller can do
 */
public record VendorError(
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable String remedy) {

    /** Returns the same with a remedy, if it has none. */
    public VendorError withRemedy(@Nullable String other) {
        return remedy != null ? this : new VendorError(code, message, requestId, other);
    }
}
