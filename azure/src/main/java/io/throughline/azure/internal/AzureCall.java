package io.throughline.azure.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call is for, to be told when it fails.
 *
 * @param operation what was done on what, in a few words: {@code query workspace 1234}
 * @param permission which role to grant on which scope if the credential may not do it
 * @param notFound what to mend if what was asked for does not exist, or null
 */
public record AzureCall(
        String operation, String permission, @Nullable String notFound) {

    public AzureCall {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(permission, "permission");
    }
}
