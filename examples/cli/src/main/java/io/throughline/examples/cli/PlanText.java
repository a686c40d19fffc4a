package io.throughline.examples.cli;

import io.throughline.core.source.SourcePlan;
import io.throughline.core.source.StreamPlan;
import io.throughline.core.telemetry.AttributeKeys;
import io.throughline.core.telemetry.Entity;
import io.throughline.core.telemetry.TimeWindow;
import io.throughline.correlation.PlannedSource;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Plans as text for people, or as JSON. */
final class PlanText {

    private static final String ROW = "  %-26s %-44s %8s %8s %12s %12s%n";
    private static final int WIDEST = 44;
    /** As many streams are named with a note that they share. */
    private static final int FEW = 3;

    private final PrintWriter out;
    private final boolean named;

    PlanText(PrintWriter out, boolean named) {
        this.out = out;
        this.named = named;
    }

    void print(List<PlannedSource> plans, TimeWindow horizon, Duration every) {
        out.printf(
                Locale.ROOT,
                "From %s to %s, synced every %s. Nothing was read or stored.%n",
                horizon.from().truncatedTo(ChronoUnit.SECONDS),
                horizon.to().truncatedTo(ChronoUnit.SECONDS),
                Ages.of(every));
        for (PlannedSource planned : plans) {
            out.println();
            out.println(planned.source());
            planned.problem().ifPresent(problem -> out.println("  cannot be planned: " + OneLine.of(problem)));
            planned.plan().ifPresent(this::print);
        }
        List<SourcePlan> made =
                plans.stream().flatMap(planned -> planned.plan().stream()).toList();
        out.println();
        out.printf(
                Locale.ROOT,
                "All sources: %,d calls for the first read, %,.0f calls an hour then%n",
                made.stream().mapToLong(SourcePlan::firstCalls).sum(),
                made.stream().mapToDouble(SourcePlan::callsPerHour).sum());
    }

    private void print(SourcePlan plan) {
        plan.scope().forEach(line -> out.println("  " + line));
        if (!plan.entities().isEmpty()) {
            out.printf(Locale.ROOT, "  %,d resources match:%n", plan.entities().size());
            byType(plan).forEach((type, names) -> {
                out.printf(Locale.ROOT, "    %5d %s%n", names.size(), type);
                if (named) {
                    names.forEach(name -> out.println("          " + name));
                }
            });
        }
        if (!plan.streams().isEmpty()) {
            out.printf(Locale.ROOT, ROW, "STREAM", "READS", "DELAY", "OVERLAP", "FIRST CALLS", "CALLS/HOUR");
            plan.streams().forEach(this::print);
            out.printf(
                    Locale.ROOT,
                    ROW,
                    "together",
                    "",
                    "",
                    "",
                    String.format(Locale.ROOT, "%,d", plan.firstCalls()),
                    String.format(Locale.ROOT, "%,.1f", plan.callsPerHour()));
            byNote(plan)
                    .forEach((note, streams) -> out.printf(
                            "  %s: %s%n",
                            streams.size() <= FEW ? String.join(", ", streams) : "of " + streams.size() + " streams",
                            note));
        }
        if (plan.planningCalls() > 0) {
            out.printf(Locale.ROOT, "  making this plan took %d calls%n", plan.planningCalls());
        }
    }

    private void print(StreamPlan stream) {
        List<String> reads = wrapped(String.join(", ", stream.reads()));
        out.printf(
                Locale.ROOT,
                ROW,
                stream.stream(),
                reads.get(0),
                Ages.of(stream.delay()),
                Ages.of(stream.overlap()),
                String.format(Locale.ROOT, "%,d", stream.firstCalls()),
                String.format(Locale.ROOT, "%,.1f", stream.callsPerHour()));
        reads.stream().skip(1).forEach(line -> out.printf(Locale.ROOT, "  %-26s %s%n", "", line));
    }

    /** What several streams say is said once. */
    private static Map<String, List<String>> byNote(SourcePlan plan) {
        Map<String, List<String>> byNote = new LinkedHashMap<>();
        for (StreamPlan stream : plan.streams()) {
            stream.notes()
                    .forEach(note ->
                            byNote.computeIfAbsent(note, n -> new ArrayList<>()).add(stream.stream()));
        }
        return byNote;
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDEST) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static Map<String, List<String>> byType(SourcePlan plan) {
        Map<String, List<String>> byType = new TreeMap<>();
        for (Entity entity : plan.entities()) {
            String type = entity.attributes()
                    .text(AttributeKeys.RESOURCE_TYPE)
                    .orElse(entity.id().type());
            byType.computeIfAbsent(type, t -> new ArrayList<>())
                    .add(entity.name()
                            + entity.deploymentEnvironment()
                                    .map(e -> " (" + e + ")")
                                    .orElse(""));
        }
        return byType;
    }

    void printJson(List<PlannedSource> plans) {
        List<Object> sources = new ArrayList<>();
        for (PlannedSource planned : plans) {
            Map<String, @Nullable Object> source = new LinkedHashMap<>();
            source.put("source", planned.source());
            source.put("problem", planned.problem().map(OneLine::of).orElse(null));
            planned.plan().ifPresent(plan -> put(plan, source));
            sources.add(source);
        }
        out.println(JsonText.of(sources));
    }

    private void put(SourcePlan plan, Map<String, @Nullable Object> into) {
        into.put("scope", plan.scope());
        List<Object> types = new ArrayList<>();
        byType(plan).forEach((type, names) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("type", type);
            row.put("count", names.size());
            if (named) {
                row.put("names", names);
            }
            types.add(row);
        });
        into.put("resources", types);
        List<Object> streams = new ArrayList<>();
        for (StreamPlan stream : plan.streams()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("stream", stream.stream());
            row.put("reads", stream.reads());
            row.put("delaySeconds", stream.delay().toSeconds());
            row.put("overlapSeconds", stream.overlap().toSeconds());
            row.put("firstCalls", stream.firstCalls());
            row.put("callsPerHour", stream.callsPerHour());
            row.put("notes", stream.notes());
            streams.add(row);
        }
        into.put("streams", streams);
        into.put("firstCalls", plan.firstCalls());
        into.put("callsPerHour", plan.callsPerHour());
        into.put("planningCalls", plan.planningCalls());
    }
}
