package io.throughline.azure.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.throughline.azure.logs.KqlQuery;
import io.throughline.azure.logs.LogsGateway;
import io.throughline.azure.logs.LogsResult;
import io.throughline.azure.logs.TestTables;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.telemetry.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Answers queries by a word in their text: the first rule that fits counts. */
final class FakeLogs implements LogsGateway {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, BiFunction<KqlQuery, TimeWindow, List<Map<String, Object>>>> rules =
            new LinkedHashMap<>();
    private final List<String> missing = new ArrayList<>();
    final List<KqlQuery> asked = new ArrayList<>();

    FakeLogs on(String word, BiFunction<KqlQuery, TimeWindow, List<Map<String, Object>>> rows) {
        rules.put(word, rows);
        return this;
    }

    FakeLogs on(String word, List<Map<String, Object>> rows) {
        return on(word, (query, window) -> rows);
    }

    FakeLogs withoutTable(String table) {
        missing.add(table);
        return this;
    }

    @Override
    public LogsResult query(String workspace, KqlQuery query, TimeWindow span) {
        asked.add(query);
        for (String table : missing) {
            if (query.text().startsWith(table)) {
                throw new QueryRejectedException(
                        new CallInfo("azure", "query workspace", null, null, 1, Duration.ZERO),
                        new ErrorDetails(
                                400,
                                "BadArgumentError",
                                "Failed to resolve table or column expression named '" + table + "'",
                                null,
                                null,
                                ""));
            }
        }
        for (Map.Entry<String, BiFunction<KqlQuery, TimeWindow, List<Map<String, Object>>>> rule : rules.entrySet()) {
            if (query.text().contains(rule.getKey())) {
                return TestTables.result(rule.getValue().apply(query, span));
            }
        }
        return TestTables.result(List.of());
    }
}
