package io.throughline.examples.shop.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.examples.shop.system.ServiceKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sentry's events, from the envelopes of its SDK. */
final class SentryItems {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    /** What is in every event or says nothing about it. */
    private static final List<String> LEFT_OUT = List.of("modules", "breadcrumbs", "threads");

    private final Raw raw;
    private final Set<String> warmUps;
    private final Set<String> stacksKept = new HashSet<>();
    private final Table events;
    private final Table sessions;

    SentryItems(Raw raw, Connection connection) throws IOException, SQLException {
        this.raw = raw;
        this.warmUps = raw.warmUpTraceIds();
        events = new Table(
                connection,
                "sentry_events",
                "Timestamp TIMESTAMP, ReceivedAt TIMESTAMP, EventId VARCHAR, ProjectSlug VARCHAR, Release VARCHAR,"
                        + " Environment VARCHAR, TraceId VARCHAR, SpanId VARCHAR, Transaction VARCHAR, ExceptionType"
                        + " VARCHAR, ExceptionValue VARCHAR, Culprit VARCHAR, Fingerprint VARCHAR, Level VARCHAR, Payload"
                        + " VARCHAR");
        sessions = new Table(
                connection,
                "sentry_sessions",
                "Minute TIMESTAMP, ProjectSlug VARCHAR, Release VARCHAR, Environment VARCHAR, Status VARCHAR, Count"
                        + " BIGINT");
    }

    /** Takes one envelope: {@code path} names the project. */
    void body(Instant arrival, String path, String body) throws IOException, SQLException {
        String[] lines = body.split("\n", -1);
        int project = Integer.parseInt(path.replaceAll("\\D", ""));
        String slug = ServiceKind.ofSentryProject(project).role();
        for (int i = 1; i + 1 < lines.length; i += 2) {
            String type = MAPPER.readTree(lines[i]).path("type").asText();
            if (type.equals("event")) {
                event(arrival, slug, (ObjectNode) MAPPER.readTree(lines[i + 1]));
            } else if (!type.equals("client_report")) {
                throw new IOException("Sentry's SDK sent a " + type + ", which is not known");
            }
        }
    }

    private void event(Instant arrival, String slug, ObjectNode event) throws IOException, SQLException {
        Instant wall = OffsetDateTime.parse(event.path("timestamp").asText()).toInstant();
        Instant model = raw.clock().toModel(wall);
        JsonNode trace = event.path("contexts").path("trace");
        String traceId = trace.path("trace_id").asText();
        if (!raw.contains(model) || warmUps.contains(traceId)) {
            return;
        }
        // The innermost cause comes first; what was caught, and names the issue, comes last.
        JsonNode values = event.path("exception").path("values");
        JsonNode caught = values.path(values.size() - 1);
        String module = caught.path("module").asText();
        String type = module.isEmpty()
                ? caught.path("type").asText()
                : module + "." + caught.path("type").asText();
        String fingerprint = fingerprint(values);
        String culprit = culprit(values);
        event.remove(LEFT_OUT);
        event.put("timestamp", model.toString());
        if (!stacksKept.add(slug + fingerprint)) {
            for (JsonNode value : values) {
                ((ObjectNode) value).remove("stacktrace");
            }
        }
        events.add(
                model,
                Arrival.ingested(model, wall, arrival).minusSeconds(58),
                event.path("event_id").asText(),
                slug,
                event.path("release").asText(),
                event.path("environment").asText(),
                traceId,
                trace.path("parent_span_id").asText(),
                event.path("transaction").asText(),
                type,
                Places.rename(caught.path("value").asText()),
                culprit,
                fingerprint,
                event.path("level").asText("error"),
                Places.rename(MAPPER.writeValueAsString(event)));
    }

    /** Groups as Sentry would: the types of the chain and the frames of the shop's own code, without line numbers. */
    static String fingerprint(JsonNode values) {
        StringBuilder text = new StringBuilder();
        for (JsonNode value : values) {
            text.append(value.path("module").asText())
                    .append('.')
                    .append(value.path("type").asText())
                    .append('\n');
            for (JsonNode frame : value.path("stacktrace").path("frames")) {
                if (frame.path("module").asText().startsWith("shop.")) {
                    text.append(frame.path("module").asText())
                            .append('.')
                            .append(frame.path("function").asText())
                            .append('\n');
                }
            }
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("MD5").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** The innermost frame of the shop's own code in what was caught: {@code module in function}; empty without one. */
    static String culprit(JsonNode values) {
        String found = "";
        for (JsonNode frame : values.path(values.size() - 1).path("stacktrace").path("frames")) {
            if (frame.path("module").asText().startsWith("shop.")) {
                found = frame.path("module").asText() + " in "
                        + frame.path("function").asText();
            }
        }
        return found;
    }

    /** Writes the files and returns their row counts. */
    Map<String, Long> write(Path folder) throws IOException, SQLException {
        return Map.of(
                "sentry_events", events.write(folder, "Timestamp, EventId"),
                "sentry_sessions", sessions.write(folder, "Minute"));
    }
}
