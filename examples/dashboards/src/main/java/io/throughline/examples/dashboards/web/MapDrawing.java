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
 * Where a service map is drawn, in units of a drawing of fixed width: columns from callers to callees.
 *
 * @param height height of the drawing
 * @param boxes the nodes
 * @param arrows the edges
 */
public record MapDrawing(int height, List<Box> boxes, List<Arrow> arrows) {

    /** Width of the drawing. */
    public static final int WIDTH = 1000;

    /** Width of a node. */
    public static final int BOX_WIDTH = 190;

    /** Height of a node. */
    public static final int BOX_HEIGHT = 52;

    private static final int ROW = 92;
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
        int height = most * ROW + MARGIN;
        Map<String, Box> boxes = new HashMap<>();
        List<Box> placed = new ArrayList<>();
        for (Node node : map.nodes()) {
            int inColumn = rows.getOrDefault(node.column(), 1);
            int x = columns == 1 ? MARGIN : MARGIN + node.column() * (WIDTH - BOX_WIDTH - 2 * MARGIN) / (columns - 1);
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
                arrows.add(arrow(edge, from, to));
            }
        }
        return new MapDrawing(height, placed, arrows);
    }

    private static Arrow arrow(Edge edge, Box from, Box to) {
        boolean forward = to.x() > from.x();
        int x1 = forward ? from.x() + BOX_WIDTH : from.x();
        int x2 = forward ? to.x() - 2 : to.x() + BOX_WIDTH + 2;
        int y1 = from.y() + BOX_HEIGHT / 2;
        int y2 = to.y() + BOX_HEIGHT / 2;
        int bend = Math.max(40, Math.abs(x2 - x1) / 2) * (forward ? 1 : -1);
        String path =
                String.format(Locale.ROOT, "M%d %d C%d %d %d %d %d %d", x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
        String p95 = edge.p95Seconds() == null ? "" : ", p95 " + Show.value(edge.p95Seconds(), "s");
        String label = Show.count(edge.calls()) + " calls" + p95;
        return new Arrow(edge, path, (x1 + x2) / 2, (y1 + y2) / 2 + 4, label);
    }
}
