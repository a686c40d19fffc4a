package io.throughline.examples.cli;

import io.throughline.core.source.CheckResult;
import io.throughline.core.source.CheckResult.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What works, as a matrix for people or as JSON. */
final class CheckText {

    private static final int WIDEST = 60;

    private CheckText() {}

    /** Prints the results source by source: ✓ works, ∅ works but there is nothing, ✗ does not work. */
    static void print(List<CheckResult> results, PrintWriter out) {
        int width = Math.min(
                WIDEST,
                results.stream()
                        .mapToInt(result -> result.capability().length())
                        .max()
                        .orElse(1));
        String source = "";
        for (CheckResult result : results) {
            if (!result.source().equals(source)) {
                source = result.source();
                out.println(source);
            }
            out.printf(
                    Locale.ROOT,
                    "  %s %-" + width + "s  %-16s %s%s%n",
                    mark(result),
                    result.capability(),
                    word(result.outcome()),
                    result.detail(),
                    result.latency() == null || result.latency().isZero()
                            ? ""
                            : " (" + result.latency().toMillis() + " ms)");
            if (result.remedy() != null) {
                out.println("      fix: " + result.remedy());
            }
            if (result.command() != null) {
                out.println("      run: " + result.command());
            }
        }
    }

    /** Prints an array with an object for each result; the names are stable, what is not known is null. */
    static void printJson(List<CheckResult> results, PrintWriter out) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (CheckResult result : results) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            row.put("source", result.source());
            row.put("capability", result.capability());
            row.put("outcome", word(result.outcome()).replace(' ', '_'));
            row.put("works", result.works());
            row.put("detail", result.detail());
            row.put("remedy", result.remedy());
            row.put("command", result.command());
            row.put(
                    "latencyMillis",
                    result.latency() == null ? null : result.latency().toMillis());
            row.put("rows", result.rows());
            row.put("latest", result.latest() == null ? null : result.latest().toString());
            rows.add(row);
        }
        out.println(JsonText.of(rows));
    }

    private static String mark(CheckResult result) {
        return switch (result.outcome()) {
            case WORKS -> "\u2713";
            case WORKS_BUT_EMPTY -> "\u2205";
            default -> "\u2717";
        };
    }

    private static String word(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
