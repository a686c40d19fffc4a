package io.throughline.azure.resources;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds tags that are nearly those that a scope asks for. */
final class NearMiss {

    private NearMiss() {}

    /**
     * A tag as found.
     *
     * @param name its name
     * @param value its value; empty where values do not matter
     * @param resources how many have it
     */
    record Tag(String name, String value, long resources) {}

    static List<String> of(AzureScope scope, SortedSet<String> wanted, List<Tag> tags) {
        List<String> lines = new ArrayList<>();
        TreeMap<String, Long> names = new TreeMap<>();
        tags.forEach(tag -> names.merge(tag.name(), tag.resources(), Long::sum));
        names.forEach((name, resources) -> wanted.stream()
                .filter(meant -> !name.equalsIgnoreCase(meant) && near(TagExpression.normal(name), meant))
                .findFirst()
                .ifPresent(meant ->
                        lines.add("tag '" + name + "' on " + resources + " resources: did you mean '" + meant + "'?")));
        for (Tag tag : tags) {
            String name = TagExpression.normal(tag.name());
            String value = TagExpression.normal(tag.value());
            if (!wanted.contains(name) || value.isEmpty()) {
                continue;
            }
            SortedSet<String> known = valuesOf(scope, name);
            if (!known.contains(value)) {
                known.stream()
                        .filter(meant -> near(value, meant))
                        .findFirst()
                        .ifPresent(meant -> lines.add("value '" + tag.value() + "' of tag '" + tag.name() + "' on "
                                + tag.resources() + " resources: did you mean '" + meant + "'?"));
            }
        }
        return lines;
    }

    private static SortedSet<String> valuesOf(AzureScope scope, String name) {
        TreeSet<String> values = new TreeSet<>();
        collect(scope.tags(), name, values);
        if (name.equalsIgnoreCase(scope.environments().tag())) {
            values.addAll(scope.environments().wanted());
            values.addAll(scope.environments().aliases().keySet());
            values.addAll(scope.environments().aliases().values());
        }
        return values;
    }

    private static void collect(TagExpression expression, String name, SortedSet<String> into) {
        if (expression instanceof TagExpression.All all) {
            all.parts().forEach(part -> collect(part, name, into));
        } else if (expression instanceof TagExpression.Any any) {
            any.parts().forEach(part -> collect(part, name, into));
        } else if (expression instanceof TagExpression.Not not) {
            collect(not.other(), name, into);
        } else if (expression instanceof TagExpression.Is is && is.name().equals(name)) {
            into.addAll(is.values());
        }
    }

    /** Short words must agree but for one letter, longer ones but for two. */
    private static boolean near(String word, String meant) {
        int most = meant.length() <= 3 ? 0 : meant.length() <= 6 ? 1 : 2;
        return !word.equals(meant) ? distance(word, meant) <= most : !word.isEmpty();
    }

    /** Edit distance in which two letters that changed places count once. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
