package io.throughline.examples.dashboards.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A small line without axes, in a drawing of 100 by 24 units; gaps interrupt it. */
public final class Sparkline {

    private static final double HEIGHT = 24;
    private static final double WIDTH = 100;

    private Sparkline() {}

    /** Returns the stretches between gaps, each as points as SVG writes them; empty if there is no value. */
    public static List<String> stretches(List<@Nullable Double> values) {
        double most = 0;
        for (Double value : values) {
            most = value == null ? most : Math.max(most, value);
        }
        List<String> stretches = new ArrayList<>();
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value == null) {
                end(points, stretches);
            } else {
                double x = WIDTH * i / Math.max(1, values.size() - 1);
                double y = HEIGHT - 1 - (most == 0 ? 0 : value / most * (HEIGHT - 2));
                points.append(points.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%.2f,%.1f", x, y));
            }
        }
        end(points, stretches);
        return stretches;
    }

    private static void end(StringBuilder points, List<String> stretches) {
        if (!points.isEmpty()) {
            stretches.add(points.toString());
            points.setLength(0);
        }
    }
}
