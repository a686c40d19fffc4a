package io.throughline.azure.stream;

import io.throughline.core.http.ResponseException;
import java.util.Optional;

/** What a subscription lacks, as Resource Manager says it. */
final class ArmNotes {

    private ArmNotes() {}

    /** Returns what to do if a subscription has not registered a provider: then there is nothing to read, and no fault. */
    static Optional<String> unregistered(ResponseException e, String provider, String subscription) {
        return "MissingSubscriptionRegistration".equals(e.details().code())
                ? Optional.of("subscription " + subscription + " has not registered " + provider
                        + ": az provider register --namespace " + provider + " --subscription " + subscription)
                : Optional.empty();
    }
}
