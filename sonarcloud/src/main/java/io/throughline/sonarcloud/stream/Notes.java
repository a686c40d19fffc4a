package io.throughline.sonarcloud.stream;

import io.throughline.core.telemetry.StreamCompleteness;
import io.throughline.core.telemetry.StreamCompleteness.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be told of a read. Not thread-safe. */
final class Notes {

    private final List<String> sentences = new ArrayList<>();
    private boolean partial;

    /** Tells of something that is missing. */
    void gap(String sentence) {
        partial = true;
        sentences.add(sentence);
    }

    /** Tells of something to know, though nothing is missing. */
    void remark(String sentence) {
        sentences.add(sentence);
    }

    StreamCompleteness completeness(String stream, @Nullable Instant asOf, boolean throttled) {
        return new StreamCompleteness(
                stream, partial ? State.PARTIAL : State.COMPLETE, asOf, false, throttled, 1, sentences);
    }
}
