package io.throughline.azure.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.azure.internal.AzureError;
import io.throughline.core.http.BodyTooLargeException;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WindowedLogsTest {

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");
    private static final CallInfo CALL = new CallInfo("azure", "query workspace", null, null, 1, Duration.ZERO);

    /** How the service may refuse to give all. */
    private enum Refusal {
        PARTIAL,
        OUT_OF_TIME,
        TOO_LARGE_400,
        TOO_LARGE_413,
        BODY_TOO_LARGE
    }

    @Test
    void anyPatternOfTruncationGivesTheRowsOfOneUntruncatedRead() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            int minutes = 1 + random.nextInt(400);
            TimeWindow window = new TimeWindow(FROM, FROM.plus(STEP.multipliedBy(minutes)));
            List<Instant> rows = new ArrayList<>();
            for (int i = random.nextInt(200); i > 0; i--) {
                rows.add(FROM.plusMillis(
                        (long) (random.nextDouble() * window.length().toMillis())));
            }
            rows.sort(null);
            Map<TimeWindow, Refusal> refusals = new HashMap<>();
            double share = random.nextDouble();
            LogsGateway gateway = (workspace, query, span) -> {
                boolean refuses = span.length().compareTo(STEP) > 0 && random.nextDouble() < share;
                Refusal refusal = refuses ? Refusal.values()[random.nextInt(Refusal.values().length)] : null;
                if (refusal != null) {
                    refusals.put(span, refusal);
                }
                return answer(rows, span, refusal);
            };

            List<Instant> read = new ArrayList<>();
            WindowedLogs.Outcome outcome = new WindowedLogs(gateway).read(read(), window, table -> add(table, read));

            assertThat(read)
                    .as("seed %s, round %s, refused %s", seed, round, refusals)
                    .isEqualTo(rows);
            assertThat(outcome.gaps()).as("seed %s", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void saysWhatASingleStepStillLacks(Refusal refusal) {
        TimeWindow minute = new TimeWindow(FROM, FROM.plus(STEP));
        List<Instant> rows = List.of(FROM, FROM.plusSeconds(30));
        List<Instant> read = new ArrayList<>();
        WindowedLogs logs = new WindowedLogs((workspace, query, span) -> answer(rows, span, refusal));

        if (refusal == Refusal.PARTIAL) {
            assertThat(logs.read(read(), minute, table -> add(table, read)).gaps())
                    .singleElement()
                    .asString()
                    .contains("E_QUERY_RESULT_SET_TOO_LARGE");
            assertThat(read).containsExactly(FROM);
        } else {
            assertThatExceptionOfType(io.throughline.core.http.SourceException.class)
                    .isThrownBy(() -> logs.read(read(), minute, table -> add(table, read)));
        }
    }

    @Test
    void doesNotSplitAWrongQuery() {
        List<TimeWindow> asked = new ArrayList<>();
        WindowedLogs logs = new WindowedLogs((workspace, query, span) -> {
            asked.add(span);
            throw new QueryRejectedException(CALL, details(400, "SYN0002", "could not be parsed"));
        });

        assertThatExceptionOfType(QueryRejectedException.class)
                .isThrownBy(() -> logs.read(read(), new TimeWindow(FROM, FROM.plusSeconds(3600)), table -> {}));
        assertThat(asked).hasSize(1);
    }

    private static WindowedLogs.Read read() {
        return new WindowedLogs.Read(
                "w", "AppRequests", STEP, window -> KqlQuery.table("AppRequests"), UnaryOperator.identity());
    }

    private static LogsResult answer(List<Instant> rows, TimeWindow span, @Nullable Refusal refusal) {
        List<Instant> within = rows.stream().filter(span::contains).toList();
        if (refusal == null) {
            return result(within, null);
        }
        return switch (refusal) {
            case PARTIAL ->
                result(
                        within.subList(0, within.size() / 2),
                        new AzureError(
                                List.of("PartialError", "-2133196797"),
                                List.of("exceeded (E_QUERY_RESULT_SET_TOO_LARGE)"),
                                null));
            case OUT_OF_TIME ->
                throw new ServiceUnavailableException(
                        CALL, details(504, "GatewayTimeout", "out of time"), new RateLimit(null, null, null, null));
            case TOO_LARGE_400 ->
                throw new QueryRejectedException(
                        CALL,
                        details(
                                400,
                                "EngineError",
                                "exceeded the internal data size limit (E_QUERY_RESULT_SET_TOO_LARGE)"));
            case TOO_LARGE_413 ->
                throw new io.throughline.core.http.ResponseException(
                        io.throughline.core.ThroughlineException.Category.REMOTE,
                        CALL,
                        details(413, "ResponsePayloadTooLarge", "too large"));
            case BODY_TOO_LARGE ->
                throw new MalformedResponseException(
                        CALL, "", "too large", "", new java.io.UncheckedIOException(new BodyTooLargeException(5)));
        };
    }

    private static ErrorDetails details(int status, String code, String message) {
        return new ErrorDetails(status, code, message, null, null, "");
    }

    private static LogsResult result(List<Instant> rows, @Nullable AzureError error) {
        List<Map<String, Object>> cells = rows.stream()
                .map(at -> Map.<String, Object>of("At", at.toString()))
                .toList();
        return new LogsResult(TestTables.result(cells).tables(), error, false, null, null, null);
    }

    private static void add(LogsTable table, List<Instant> into) {
        for (int i = 0; i < table.size(); i++) {
            into.add(table.row(i).instant("At").orElseThrow());
        }
    }
}
