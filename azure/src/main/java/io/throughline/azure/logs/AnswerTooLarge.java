package io.throughline.azure.logs;

import io.throughline.core.http.BodyTooLargeException;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.SourceException;
import java.util.List;

/** Tells a query whose answer is too large, or takes too long, from one that is wrong: less of it may do. */
final class AnswerTooLarge {

    private static final List<String> WORDS = List.of(
            "E_QUERY_RESULT_SET_TOO_LARGE",
            "E_RUNAWAY_QUERY",
            "E_LOW_MEMORY_CONDITION",
            "-2133196797",
            "exceeded the internal",
            "exceed the set limit",
            "ResponsePayloadTooLarge",
            "ResponseSizeError");

    private AnswerTooLarge() {}

    static boolean is(SourceException failure) {
        if (failure instanceof ResponseException answered) {
            String said = answered.details().message() + " "
                    + answered.details().code() + " " + answered.details().excerpt();
            return answered.status() == 504
                    || answered.status() == 413
                    || WORDS.stream().anyMatch(said::contains);
        }
        return failure instanceof MalformedResponseException
                && failure.getCause() != null
                && causedBySize(failure.getCause());
    }

    private static boolean causedBySize(Throwable cause) {
        for (Throwable next = cause; next != null; next = next.getCause()) {
            if (next instanceof BodyTooLargeException) {
                return true;
            }
        }
        return false;
    }
}
