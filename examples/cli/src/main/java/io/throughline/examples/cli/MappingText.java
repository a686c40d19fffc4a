package io.throughline.examples.cli;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityMapping.Selector;
import io.throughline.core.telemetry.mapping.MappingReport;
import io.throughline.core.telemetry.mapping.MappingReport.Conflict;
import io.throughline.core.telemetry.mapping.MappingReport.Coverage;
import io.throughline.core.telemetry.mapping.MappingReport.Orphan;
import io.throughline.core.telemetry.mapping.MappingReport.Suggestion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A mapping report as text for people, or as JSON. */
final class MappingText {

    private MappingText() {}

    static void print(MappingReport report, PrintWriter out) {
        out.printf(Locale.ROOT, "%d of %d entities belong to a service or product%n", report.mapped(), report.total());
        for (Coverage coverage : report.coverage()) {
            out.printf(
                    Locale.ROOT,
                    "  %-11s %-44s %4d of %4d%n",
                    coverage.system(),
                    coverage.type(),
                    coverage.mapped(),
                    coverage.total());
        }
        heading(out, "claimed by more than one", report.conflicts());
        for (Conflict conflict : report.conflicts()) {
            out.println("  " + conflict.name() + " (" + conflict.entity() + "): " + names(conflict.targets()));
        }
        heading(out, "selectors that choose nothing", report.orphans());
        for (Orphan orphan : report.orphans()) {
            out.println("  " + name(orphan.mapping().target()) + ": "
                    + text(orphan.mapping().selector())
                    + (orphan.nearMisses().isEmpty()
                            ? ""
                            : "; did you mean " + String.join(" or ", orphan.nearMisses()) + "?"));
        }
        heading(out, "suggestions", report.suggestions());
        for (Suggestion suggestion : report.suggestions()) {
            out.println("  " + suggestion.name() + " (" + suggestion.entity() + ") to " + name(suggestion.target())
                    + ": " + String.join("; ", suggestion.reasons()));
        }
    }

    private static void heading(PrintWriter out, String words, List<?> items) {
        out.println(items.size() + " " + words + (items.isEmpty() ? "" : ":"));
    }

    static void printJson(MappingReport report, PrintWriter out) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("mapped", report.mapped());
        root.put("total", report.total());
        root.put(
                "coverage",
                report.coverage().stream()
                        .map(coverage -> Map.of(
                                "system", coverage.system(),
                                "type", coverage.type(),
                                "mapped", coverage.mapped(),
                                "total", coverage.total()))
                        .toList());
        root.put(
                "conflicts",
                report.conflicts().stream()
                        .map(conflict -> Map.of(
                                "entity", conflict.entity().toString(),
                                "name", conflict.name(),
                                "targets", strings(conflict.targets())))
                        .toList());
        root.put(
                "orphans",
                report.orphans().stream()
                        .map(orphan -> Map.of(
                                "target", orphan.mapping().target().toString(),
                                "selector", text(orphan.mapping().selector()),
                                "nearMisses", orphan.nearMisses()))
                        .toList());
        root.put(
                "suggestions",
                report.suggestions().stream()
                        .map(suggestion -> Map.of(
                                "entity", suggestion.entity().toString(),
                                "name", suggestion.name(),
                                "target", suggestion.target().toString(),
                                "strength", suggestion.strength(),
                                "reasons", suggestion.reasons()))
                        .toList());
        out.println(JsonText.of(root));
    }

    private static List<String> strings(Iterable<EntityId> ids) {
        List<String> texts = new java.util.ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    private static String names(Iterable<EntityId> ids) {
        List<String> names = new java.util.ArrayList<>();
        ids.forEach(id -> names.add(name(id)));
        return String.join(", ", names);
    }

    private static String name(EntityId target) {
        return target.type() + " " + target.key();
    }

    private static String text(Selector selector) {
        if (selector instanceof EntityMapping.ById by) {
            return "the " + by.id().system() + " " + by.id().type() + " "
                    + by.id().key();
        } else if (selector instanceof EntityMapping.ByName by) {
            return by.system() + " " + (by.type() == null ? "" : by.type() + " ") + "named " + by.name();
        } else if (selector instanceof EntityMapping.ByKey by) {
            return by.system() + " " + by.type() + " " + by.key();
        } else if (selector instanceof EntityMapping.ByAttribute by) {
            return by.system() + " with " + by.key() + "=" + by.value();
        } else if (selector instanceof EntityMapping.AllOf all) {
            return all.parts().stream().map(MappingText::text).collect(Collectors.joining(" and "));
        }
        return selector.toString();
    }
}
