package io.throughline.core.tracker;

import java.time.Instant;
import java.util.Objects;

/** How writing a comment ended. */
public sealed interface CommentResult {

    /** It was written now. */
    record Written(String commentId) implements CommentResult {
        public Written {
            Objects.requireNonNull(commentId, "commentId");
        }
    }

    /** It was there. */
    record AlreadyWritten(String commentId) implements CommentResult {
        public AlreadyWritten {
            Objects.requireNonNull(commentId, "commentId");
        }
    }

    /**
     * It may have been written, by this try or by an earlier one.
     *
     * @param notBefore when to try again
     * @param reason what happened, one line
     */
    record Undecided(Instant notBefore, String reason) implements CommentResult {
        public Undecided {
            Objects.requireNonNull(notBefore, "notBefore");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
