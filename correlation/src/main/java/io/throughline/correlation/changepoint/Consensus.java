package io.throughline.correlation.changepoint;

import io.throughline.correlation.changepoint.Segmentation.Course;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The changes on which observers of different strictness agree best. People who mark changes differ most in how much a
 * change must explain to be one, and so do criteria. Therefore a series is described by a range of criteria, from one
 * that asks a third of the usual penalty to one that asks three times as much, and the changes are taken that cover their
 * descriptions best on average: the decision of least expected loss instead of the mode.
 *
 * <p>Covering is that of Arbelaez et al., IEEE Transactions on Pattern Analysis and Machine Intelligence 33, 2011: of each
 * stretch of the one description the greatest overlap with a stretch of the other (Jaccard), weighted by its rows.
 */
final class Consensus {

    /** Criteria lie between the configured penalty divided by the root of this and multiplied by it. */
    private static final double PENALTIES_SPREAD = 8;

    private static final int PENALTIES = 8;
    private static final double VISIBLES_SPREAD = 5;
    private static final int VISIBLES = 4;
    private static final double ROUNDING = 1e-9;

    private final List<int[]> opinions = new ArrayList<>();
    private final List<Integer> votes = new ArrayList<>();
    private final int rows;

    private Consensus(int rows) {
        this.rows = rows;
    }

    /**
     * Returns the first rows of all stretches but the first, ascending.
     *
     * @param courses descriptions to choose among; at least one
     */
    static int[] of(List<Course> courses, int rows, ChangePointConfig config) {
        Consensus consensus = new Consensus(rows);
        for (int p = 0; p < PENALTIES; p++) {
            double penalty = config.penalty() * spread(PENALTIES_SPREAD, p, PENALTIES) * StrictMath.log(rows);
            for (int v = 0; v < VISIBLES; v++) {
                double visible = config.visible() * spread(VISIBLES_SPREAD, v, VISIBLES);
                consensus.vote(shortest(courses, rows, penalty, visible).changes());
            }
        }
        return consensus.best();
    }

    private static double spread(double ratio, int step, int steps) {
        return StrictMath.pow(ratio, step / (steps - 1.0) - 0.5);
    }

    private static Course shortest(List<Course> courses, int rows, double penalty, double visible) {
        Course best = courses.get(0);
        double shortest = Double.POSITIVE_INFINITY;
        for (Course course : courses) {
            double length = Description.whitened(course.unexplained(), course.products(), visible, rows)
                    + penalty * course.parameters();
            if (length < shortest) {
                shortest = length;
                best = course;
            }
        }
        return best;
    }

    private void vote(int[] changes) {
        for (int i = 0; i < opinions.size(); i++) {
            if (Arrays.equals(opinions.get(i), changes)) {
                votes.set(i, votes.get(i) + 1);
                return;
            }
        }
        opinions.add(changes);
        votes.add(1);
    }

    /** From the best opinion, by single changes added, left out or exchanged for a neighbour, while it gets better. */
    private int[] best() {
        int[] best = opinions.get(0);
        double most = -1;
        for (int[] opinion : opinions) {
            double covered = covered(opinion);
            if (covered > most + ROUNDING) {
                most = covered;
                best = opinion;
            }
        }
        if (opinions.size() == 1) {
            return best;
        }
        int[] places = places();
        while (true) {
            int[] better = best;
            for (int[] other : neighbours(best, places)) {
                double covered = covered(other);
                if (covered > most + ROUNDING) {
                    most = covered;
                    better = other;
                }
            }
            if (better == best) {
                return best;
            }
            best = better;
        }
    }

    private int[] places() {
        TreeSet<Integer> places = new TreeSet<>();
        for (int[] opinion : opinions) {
            for (int change : opinion) {
                places.add(change);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static List<int[]> neighbours(int[] changes, int[] places) {
        List<int[]> neighbours = new ArrayList<>();
        for (int place : places) {
            int at = Arrays.binarySearch(changes, place);
            if (at >= 0) {
                neighbours.add(without(changes, at));
                continue;
            }
            int[] more = with(changes, place, -at - 1);
            neighbours.add(more);
            if (-at - 1 > 0) {
                neighbours.add(without(more, -at - 2));
            }
            if (-at - 1 < changes.length) {
                neighbours.add(without(more, -at));
            }
        }
        return neighbours;
    }

    private static int[] without(int[] changes, int at) {
        int[] fewer = new int[changes.length - 1];
        System.arraycopy(changes, 0, fewer, 0, at);
        System.arraycopy(changes, at + 1, fewer, at, fewer.length - at);
        return fewer;
    }

    private static int[] with(int[] changes, int place, int at) {
        int[] more = new int[changes.length + 1];
        System.arraycopy(changes, 0, more, 0, at);
        more[at] = place;
        System.arraycopy(changes, at, more, at + 1, changes.length - at);
        return more;
    }

    private double covered(int[] changes) {
        double covered = 0;
        for (int i = 0; i < opinions.size(); i++) {
            covered += votes.get(i) * covering(opinions.get(i), changes, rows);
        }
        return covered / (PENALTIES * VISIBLES);
    }

    /** Returns how well the stretches of a description are covered by those of another one, in (0, 1]. */
    static double covering(int[] opinion, int[] changes, int rows) {
        double covered = 0;
        int first = 0;
        for (int i = 0; i <= opinion.length; i++) {
            int from = i == 0 ? 0 : opinion[i - 1];
            int to = i == opinion.length ? rows : opinion[i];
            double best = 0;
            while (first < changes.length && changes[first] <= from) {
                first++;
            }
            for (int j = first; j <= changes.length; j++) {
                int begin = j == 0 ? 0 : changes[j - 1];
                int end = j == changes.length ? rows : changes[j];
                if (begin >= to) {
                    break;
                }
                double both = Math.min(to, end) - Math.max(from, begin);
                best = Math.max(best, both / (Math.max(to, end) - Math.min(from, begin)));
            }
            covered += (to - from) * best;
        }
        return covered / rows;
    }
}
