package io.throughline.examples.dashboards.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of a panel.
 *
 * @param id stable within the panel, for colours: {@code p95}
 * @param name for people
 * @param system the source whose numbers they are
 * @param values one for each step of the axis, in the panel's unit; null where nothing is known
 */
public record Line(String id, String name, String system, List<@Nullable Double> values) {

    public Line {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
