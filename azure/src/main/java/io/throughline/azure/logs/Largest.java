package io.throughline.azure.logs;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Bounds the groups of rows that a query gives: of each hour the largest stay, and the rest is folded into one, so that
 * sums stay right however many groups there are.
 */
public final class Largest {

    /** In place of a group's first column: all groups of the hour that are not among the largest. */
    public static final String OTHER = "(other)";

    private Largest() {}

    /**
     * Returns the rows with the columns of the smaller groups overwritten: the first by {@link #OTHER}, the others by an
     * empty text. They are still to be summed up.
     *
     * @param rows has a column {@code Hour} beside those named
     * @param within columns that have their own largest groups each, separated by commas
     * @param group text columns that make a group, separated by commas
     * @param amount the column whose sum tells how large a group is
     * @param most how many groups stay
     */
    static KqlQuery of(KqlQuery rows, String within, String group, String amount, int most) {
        String all = "Hour, " + within + ", " + group;
        String[] outer = ("Hour, " + within).split(", ");
        String[] inner = group.split(", ");
        String ascending = Arrays.stream(outer).map(column -> column + " asc").collect(Collectors.joining(", "));
        String ties = Arrays.stream(inner).map(column -> column + " asc").collect(Collectors.joining(", "));
        String next = Arrays.stream(outer)
                .map(column -> "prev(" + column + ") != " + column)
                .collect(Collectors.joining(" or "));
        KqlQuery largest = rows.pipe("summarize Amount = sum(" + amount + ") by " + all)
                .pipe("order by " + ascending + ", Amount desc, " + ties)
                .pipe("extend Rank = row_number(1, " + next + ")")
                .pipe("where Rank <= {}", most)
                .pipe("project " + all + ", Rank");
        String folded = Arrays.stream(inner)
                .map(column -> column + " = iff(isnull(Rank), \"" + (column.equals(inner[0]) ? OTHER : "") + "\", "
                        + column + ")")
                .collect(Collectors.joining(", "));
        return rows.joinLeft(largest, all).pipe("extend " + folded);
    }
}
