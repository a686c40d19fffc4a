package io.throughline.correlation.signature;

import io.throughline.correlation.detect.Direction;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One thing that a signature looks for. A closed set; immutable. */
public sealed interface Sign {

    /** Returns where it is looked for. */
    Place place();

    /** Returns what it says when it is seen, one clause for people. */
    String text();

    /** How a level is compared. */
    enum Test {
        /** At least once as high as the limit. */
        REACHES,
        /** Never as high as the limit. */
        STAYS_BELOW,
        /** At least once no higher than this share of its highest value in the window. */
        FALLS_TO_SHARE
    }

    /**
     * A measured level during the incident.
     *
     * @param metrics names of metrics; any of them will do
     * @param dimension value that one of the series' attributes must have, such as {@code Failed}, or null for any
     * @param limit in the metric's unit, or a share for {@link Test#FALLS_TO_SHARE}
     */
    record Level(
            Place place,
            String text,
            List<String> metrics,
            @Nullable String dimension,
            Test test,
            double limit) implements Sign {
        public Level {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(test, "test");
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * An episode during the incident.
     *
     * @param metrics names of metrics; any of them will do
     */
    record Move(Place place, String text, List<String> metrics, Direction direction) implements Sign {
        public Move {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(direction, "direction");
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * A level that climbs for hours up to the incident, quarter by quarter of the time looked at.
     *
     * @param metrics names of metrics; any of them will do
     */
    record Climb(Place place, String text, List<String> metrics) implements Sign {
        public Climb {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
            metrics = List.copyOf(metrics);
        }
    }

    /**
     * One of several parts full, while half of the others are less than half as full.
     *
     * @param metric with one series a part
     * @param limit from which on a part is full
     */
    record Uneven(Place place, String text, String metric, double limit) implements Sign {
        public Uneven {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(metric, "metric");
        }
    }

    /**
     * Words in an exception's type or text, a log line's template, or the platform's words on its health.
     *
     * @param pattern found anywhere in them
     */
    record Words(Place place, String text, Pattern pattern) implements Sign {
        public Words {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(pattern, "pattern");
        }
    }

    /**
     * Calls to the entity that fail, or of which fewer than half as many get through. Looked for at its callers.
     */
    record Calls(String text) implements Sign {
        public Calls {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Place place() {
            return Place.CALLERS;
        }
    }

    /** An exception never seen before the incident. */
    record NewError(Place place, String text) implements Sign {
        public NewError {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
        }
    }

    /** A query whose plan changed about when the incident began. */
    record PlanChange(Place place, String text) implements Sign {
        public PlanChange {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
        }
    }

    /** A deployment in the hour before the incident. */
    record Deployment(Place place, String text) implements Sign {
        public Deployment {
            Objects.requireNonNull(place, "place");
            Objects.requireNonNull(text, "text");
        }
    }
}
