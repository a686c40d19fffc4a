package io.throughline.core.tracker;

import java.util.Objects;

/** How moving a ticket ended. */
public sealed interface MoveResult {

    /** It was moved; {@code state} is the new one. */
    record Moved(TicketState state) implements MoveResult {
        public Moved {
            Objects.requireNonNull(state, "state");
        }
    }

    /** It was there. */
    record AlreadyThere(TicketState state) implements MoveResult {
        public AlreadyThere {
            Objects.requireNonNull(state, "state");
        }
    }

    /** The tracker's workflow has no way there from where it is. */
    record NoWay(String reason) implements MoveResult {
        public NoWay {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** There is no such ticket, or it may not be seen. */
    record Gone() implements MoveResult {}
}
