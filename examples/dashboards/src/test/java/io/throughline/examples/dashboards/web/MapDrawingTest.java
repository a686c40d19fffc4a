package io.throughline.examples.dashboards.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.examples.dashboards.view.ServiceMap;
import io.throughline.examples.dashboards.view.ServiceMap.Edge;
import io.throughline.examples.dashboards.view.ServiceMap.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class MapDrawingTest {

    private static Node node(String name, int column, int row) {
        return new Node(name, name, "service", column, row, "calm", null);
    }

    private static Edge edge(String from, String to) {
        return new Edge(from, to, "http", 1204, 3, 0.25, false);
    }

    @Test
    void an_arrow_past_a_column_leads_around_what_stands_there() {
        ServiceMap map = new ServiceMap(
                List.of(node("a", 0, 0), node("b", 1, 0), node("c", 2, 0)),
                List.of(edge("a", "b"), edge("a", "c"), edge("b", "c")));
        MapDrawing drawing = MapDrawing.of(map);
        MapDrawing.Box middle = drawing.boxes().get(1);
        MapDrawing.Arrow around = drawing.arrows().get(1);
        assertThat(around.y())
                .as("the label of the arrow from a to c is not on b")
                .satisfiesAnyOf(
                        y -> assertThat(y).isLessThan(middle.y()),
                        y -> assertThat(y).isGreaterThan(middle.y() + MapDrawing.BOX_HEIGHT));
        assertThat(around.label()).isEqualTo("1,204 · p95 250 ms");
        assertThat(drawing.arrows().get(0).y()).isBetween(middle.y(), middle.y() + MapDrawing.BOX_HEIGHT);
    }

    @Test
    void boxes_never_overlap_and_stay_within_the_drawing() {
        ServiceMap map = new ServiceMap(
                List.of(node("a", 0, 0), node("b", 1, 0), node("c", 1, 1), node("d", 1, 2), node("e", 2, 0)),
                List.of());
        MapDrawing drawing = MapDrawing.of(map);
        for (MapDrawing.Box one : drawing.boxes()) {
            assertThat(one.x()).isBetween(0, drawing.width() - MapDrawing.BOX_WIDTH);
            assertThat(one.y()).isBetween(0, drawing.height() - MapDrawing.BOX_HEIGHT);
            for (MapDrawing.Box other : drawing.boxes()) {
                boolean apart = Math.abs(one.x() - other.x()) >= MapDrawing.BOX_WIDTH
                        || Math.abs(one.y() - other.y()) >= MapDrawing.BOX_HEIGHT;
                assertThat(one.equals(other) || apart).isTrue();
            }
        }
    }
}
