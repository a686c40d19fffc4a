package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import io.throughline.examples.tenant.wire.WireRequest;
import io.throughline.examples.tenant.wire.WireResponse;
import java.time.Duration;
import java.time.Instant;

/** Release health. The recorded system sent no sessions: there are steps, but no group. */
final class SessionsApi {

    private static final int MOST_STEPS = 10_000;

    private final Manifest manifest;
    private final Replay replay;

    SessionsApi(Manifest manifest, Replay replay) {
        this.manifest = manifest;
        this.replay = replay;
    }

    WireResponse sessions(WireRequest request) {
        if (request.parameters("field").isEmpty()) {
            throw SentryErrors.refusal(400, "Request is missing a \"field\"");
        }
        EventScope scope = EventScope.of(request, manifest, replay.now());
        long step = step(request);
        long start = Math.floorDiv(scope.from().toEpochMilli(), step) * step;
        long end = -Math.floorDiv(-scope.to().toEpochMilli(), step) * step;
        if ((end - start) / step > MOST_STEPS) {
            throw SentryErrors.refusal(
                    400,
                    "Your interval and date range would create too many results. Use a larger interval, or a smaller"
                            + " date range.");
        }
        ObjectNode body = frame(start, end, step);
        body.putArray("groups");
        return WireResponse.json(200, body.put("query", request.parameter("query").orElse("")));
    }

    /** Returns the interval asked for: an hour to a day, dividing a day. */
    static long step(WireRequest request) {
        Duration interval =
                request.parameter("interval").flatMap(EventScope::period).orElse(Duration.ofHours(1));
        long seconds = interval.toSeconds();
        if (seconds < 3600 || seconds > 86_400 || 86_400 % seconds != 0) {
            throw SentryErrors.refusal(400, "The interval has to be between 1h and 1d and divide one day cleanly.");
        }
        return interval.toMillis();
    }

    /** Returns an answer with its steps and no group yet. */
    static ObjectNode frame(long start, long end, long step) {
        ObjectNode body = Json.object()
                .put("start", Instant.ofEpochMilli(start).toString())
                .put("end", Instant.ofEpochMilli(end).toString());
        ArrayNode intervals = body.putArray("intervals");
        for (long at = start; at < end; at += step) {
            intervals.add(Instant.ofEpochMilli(at).toString());
        }
        return body;
    }
}
