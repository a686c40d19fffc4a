package io.throughline.examples.tenant.sentry;

import com.fasterxml.jackson.databind.JsonNode;
import io.throughline.examples.tenant.recording.RecordingDatabase;
import io.throughline.examples.tenant.recording.Replay;
import io.throughline.examples.tenant.wire.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error as it was sent, in served times.
 *
 * @param at when it happened
 * @param received when it could be read first
 * @param group what it was grouped by, within its project
 * @param type the exception's class, with its package
 * @param frame where in the application it was thrown, if the event tells
 */
record RecordedEvent(
        Instant at,
        Instant received,
        String id,
        String project,
        String release,
        String environment,
        String transaction,
        String type,
        String value,
        String culprit,
        String group,
        String level,
        Optional<Frame> frame,
        boolean unhandled) {

    /** A place in the code. */
    record Frame(String file, String function) {}

    /** Reads all events in the order of their arrival. */
    static List<RecordedEvent> of(RecordingDatabase database, Replay replay) {
        List<RecordedEvent> events = new ArrayList<>();
        String sql = "SELECT epoch_us(Timestamp), epoch_us(ReceivedAt), EventId, ProjectSlug, Release, Environment,"
                + " Transaction, ExceptionType, ExceptionValue, Culprit, Fingerprint, Level,"
                // The stack trace is the same for all events of a group: reading one is enough.
                + " CASE WHEN row_number() OVER (PARTITION BY ProjectSlug, Fingerprint ORDER BY ReceivedAt, EventId) = 1"
                + " THEN Payload END FROM sentry_events"
                + " ORDER BY ReceivedAt, EventId";
        Map<String, Thrown> thrown = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String payload = text(row, 13);
                Thrown how = thrown.computeIfAbsent(text(row, 4) + "\n" + text(row, 11), group -> Thrown.of(payload));
                events.add(new RecordedEvent(
                        replay.served(instant(row, 1)),
                        replay.served(instant(row, 2)),
                        text(row, 3),
                        text(row, 4),
                        text(row, 5),
                        text(row, 6),
                        text(row, 7),
                        text(row, 8),
                        text(row, 9),
                        text(row, 10),
                        text(row, 11),
                        text(row, 12),
                        how.frame(),
                        how.unhandled()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the recorded errors", e);
        }
        return List.copyOf(events);
    }

    private static Instant instant(ResultSet row, int index) throws SQLException {
        return Instant.EPOCH.plus(row.getLong(index), ChronoUnit.MICROS);
    }

    private static String text(ResultSet row, int index) throws SQLException {
        String text = row.getString(index);
        return text == null ? "" : text;
    }

    /** What a payload tells of how its exception was thrown. */
    private record Thrown(Optional<Frame> frame, boolean unhandled) {

        static Thrown of(String payload) {
            JsonNode event = Json.parse(payload).orElse(Json.object());
            JsonNode exceptions = event.at("/exception/values");
            JsonNode last = exceptions.path(exceptions.size() - 1);
            return new Thrown(
                    ownFrame(last.at("/stacktrace/frames")),
                    !last.at("/mechanism/handled").asBoolean(true));
        }

        /** The last frame of the application's own code; frames are listed from the outside in. */
        private static Optional<Frame> ownFrame(JsonNode frames) {
            for (int i = frames.size() - 1; i >= 0; i--) {
                JsonNode frame = frames.get(i);
                if (frame.path("in_app").asBoolean()) {
                    return Optional.of(new Frame(
                            frame.path("filename").asText(),
                            frame.path("function").asText()));
                }
            }
            return Optional.empty();
        }
    }

    /** Returns the class without its package, as Sentry shows it. */
    String shortType() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Returns what a search key stands for; empty if the event has none. */
    Optional<String> field(String key) {
        String value = switch (key) {
            case "release" -> release;
            case "environment" -> environment;
            case "project", "project.name" -> project;
            case "transaction" -> transaction;
            case "level" -> level;
            case "error.type" -> shortType();
            case "error.value", "message", "title" -> value();
            case "event.type" -> "error";
            case "culprit" -> culprit;
            default -> throw SentryErrors.refusal(400, "Invalid query. " + key + " is not a known field here");
        };
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
