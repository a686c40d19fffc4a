package io.throughline.sentry.stream;

import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.ResponseException;
import java.util.Locale;

/** What a server does not give. */
final class Denials {

    private Denials() {}

    /** Returns what to do about a refusal. */
    static String remedy(ResponseException refusal) {
        String remedy = refusal.details().remedy();
        return remedy == null ? String.valueOf(refusal.getMessage()) : remedy;
    }

    /**
     * Tells whether a server has no such thing at all. Only to be asked once the organization itself has answered: an
     * unknown organization is not found either.
     */
    static boolean isMissingFeature(ResponseException refusal) {
        return refusal instanceof NotFoundException
                // The vendor's own words: the address, which a message begins with, names the dataset as well.
                || (refusal instanceof QueryRejectedException
                        && (refusal.details().message() + " "
                                        + refusal.details().excerpt())
                                .toLowerCase(Locale.ROOT)
                                .contains("dataset"));
    }
}
