package io.throughline.correlation.explain;

import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.SeriesKey;
import java.util.Objects;

/** Something that can be asked about. */
public sealed interface Subject {

    /**
     * An episode or an event.
     *
     * @param id its id, as reports and timelines give it
     */
    record Happening(String id) implements Subject {

        public Happening {
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * A series, with all that happened in it.
     *
     * @param key as episodes give it: what is looked at together has one key
     */
    record Series(SeriesKey key) implements Subject {

        public Series {
            Objects.requireNonNull(key, "key");
        }
    }

    /**
     * A service, a resource or any other node, with all that happened there.
     *
     * @param id of the node or of any entity that belongs to it
     */
    record Node(EntityId id) implements Subject {

        public Node {
            Objects.requireNonNull(id, "id");
        }
    }
}
