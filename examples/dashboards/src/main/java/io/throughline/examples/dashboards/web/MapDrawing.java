package io.throughline.examples.dashboards.web;

import io.throughline.examples.dashboards.view.ServiceMap;
import io.throughline.examples.dashboards.view.ServiceMap.Edge;
import io.throughline.examples.dashboards.view.ServiceMap.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where a service map is drawn, columns from callers to callees.
 *
 * @param width width of the drawing
 * @param height height of the drawing
 * @param boxes the nodes
 * @param arrows the edges
 */
public record MapDrawing(int width, int height, List<Box> boxes, List<Arrow> arrows) {

    /** Width of a node. */
    public static final int BOX_WIDTH = 190;

    /** Height of a node. */
    public static final int BOX_HEIGHT = 52;

    private static final int ROW = 92;
    private static final int[] DIPS = {ROW, -ROW, 3 * ROW / 2, -3 * ROW / 2};
    private static final int GAP = 150;
    private static final int LEAST_WIDTH = 900;
    private static final int MARGIN = 6;

    /**
     * A node.
     *
     * @param node what it stands for
     * @param x left edge
     * @param y upper edge
     */
    public record Box(Node node, int x, int y) {}

    /**
     * An edge.
     *
     * @param edge what it stands for
     * @param path the curve, as SVG writes it
     * @param x middle of its label
     * @param y base line of its label
     * @param label calls and latency
     */
    public record Arrow(Edge edge, String path, int x, int y, String label) {}

    /** Places a service map. */
    public static MapDrawing of(ServiceMap map) {
        int columns = 1 + map.nodes().stream().mapToInt(Node::column).max().orElse(0);
        Map<Integer, Integer> rows = new HashMap<>();
        map.nodes().forEach(node -> rows.merge(node.column(), node.row() + 1, Math::max));
        int most = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int width = Math.max(LEAST_WIDTH, columns * BOX_WIDTH + (columns - 1) * GAP + 2 * MARGIN);
        int height = most * ROW + 2 * MARGIN + (columns > 2 ? ROW / 2 : 0);
        Map<String, Box> boxes = new HashMap<>();
        List<Box> placed = new ArrayList<>();
        for (Node node : map.nodes()) {
            int inColumn = rows.getOrDefault(node.column(), 1);
            int x = columns == 1 ? MARGIN : MARGIN + node.column() * (width - BOX_WIDTH - 2 * MARGIN) / (columns - 1);
            int y = MARGIN + (most - inColumn) * ROW / 2 + node.row() * ROW + (ROW - BOX_HEIGHT) / 2;
            Box box = new Box(node, x, y);
            boxes.put(node.id(), box);
            placed.add(box);
        }
        List<Arrow> arrows = new ArrayList<>();
        for (Edge edge : map.edges()) {
            Box from = boxes.get(edge.from());
            Box to = boxes.get(edge.to());
            if (from != null && to != null) {
                arrows.add(arrow(edge, from, to, placed));
            }
        }
        return new MapDrawing(width, height, placed, arrows);
    }

    /** Returns the arrow that leads past the boxes between its ends, as straight as it can. */
    private static Arrow arrow(Edge edge, Box from, Box to, List<Box> boxes) {
        Curve best = Curve.between(from, to, 0);
        int fewest = best.crossings(boxes);
        for (int dip : DIPS) {
            Curve curve = Curve.between(from, to, dip);
            if (curve.crossings(boxes) < fewest) {
                best = curve;
                fewest = curve.crossings(boxes);
            }
        }
        String p95 = edge.p95Seconds() == null ? "" : " · p95 " + Show.value(edge.p95Seconds(), "s");
        return new Arrow(edge, best.path(), best.x(0.5), best.y(0.5) + 4, Show.count(edge.calls()) + p95);
    }

    /**
     * A cubic curve between two boxes.
     *
     * @param from where it begins
     * @param to where it ends
     * @param x1 its first end
     * @param x2 its second end
     * @param bend how far the inner points lie from the ends
     * @param dip how far it bends down
     */
    private record Curve(Box from, Box to, int x1, int x2, int bend, int dip) {

        private static final int SAMPLES = 30;
        private static final int CLEARANCE = 4;

        static Curve between(Box from, Box to, int dip) {
            boolean forward = to.x() > from.x();
            int x1 = forward ? from.x() + BOX_WIDTH : from.x();
            int x2 = forward ? to.x() - 2 : to.x() + BOX_WIDTH + 2;
            return new Curve(from, to, x1, x2, Math.max(40, Math.abs(x2 - x1) / 2) * (forward ? 1 : -1), dip);
        }

        private int y1() {
            return from.y() + BOX_HEIGHT / 2;
        }

        private int y2() {
            return to.y() + BOX_HEIGHT / 2;
        }

        String path() {
            return String.format(
                    Locale.ROOT,
                    "M%d %d C%d %d %d %d %d %d",
                    x1,
                    y1(),
                    x1 + bend,
                    y1() + dip,
                    x2 - bend,
                    y2() + dip,
                    x2,
                    y2());
        }

        int x(double t) {
            return cubic(t, x1, x1 + bend, x2 - bend, x2);
        }

        int y(double t) {
            return cubic(t, y1(), y1() + dip, y2() + dip, y2());
        }

        private static int cubic(double t, int a, int b, int c, int d) {
            double u = 1 - t;
            return (int) Math.round(u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d);
        }

        /** Returns how many points of the curve lie in boxes that are not its ends. */
        int crossings(List<Box> boxes) {
            int crossings = 0;
            for (int i = 1; i < SAMPLES; i++) {
                int x = x(i / (double) SAMPLES);
                int y = y(i / (double) SAMPLES);
                for (Box box : boxes) {
                    boolean within = x > box.x() - CLEARANCE
                            && x < box.x() + BOX_WIDTH + CLEARANCE
                            && y > box.y() - CLEARANCE
                            && y < box.y() + BOX_HEIGHT + CLEARANCE;
                    crossings += within && !box.equals(from) && !box.equals(to) ? 1 : 0;
                }
            }
            return crossings;
        }
    }
}
