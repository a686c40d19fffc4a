package io.throughline.correlation.signature;

import io.throughline.core.telemetry.EntityId;
import io.throughline.correlation.evidence.Reason;
import io.throughline.correlation.signature.Finding.State;

/** Looks for signs in what was read of an incident. */
final class SignReader {

    private final LevelSigns levels;
    private final EventSigns events;

    SignReader(Circumstances circumstances) {
        this.levels = new LevelSigns(circumstances);
        this.events = new EventSigns(circumstances);
    }

    Finding read(Sign sign, EntityId subject) {
        if (sign instanceof Sign.Level level) {
            return levels.level(level, subject);
        }
        if (sign instanceof Sign.Move move) {
            return levels.move(move, subject);
        }
        if (sign instanceof Sign.Calls calls) {
            return levels.calls(calls, subject);
        }
        if (sign instanceof Sign.Climb climb) {
            return levels.climb(climb, subject);
        }
        if (sign instanceof Sign.Uneven uneven) {
            return levels.uneven(uneven, subject);
        }
        if (sign instanceof Sign.Words words) {
            return events.words(words, subject);
        }
        if (sign instanceof Sign.NewError error) {
            return events.newError(error, subject);
        }
        if (sign instanceof Sign.PlanChange change) {
            return events.planChange(change, subject);
        }
        return events.deployment((Sign.Deployment) sign, subject);
    }

    static Finding unseen(Sign sign, String why) {
        return new Finding(
                sign, State.UNSEEN, Reason.of("unseen", "Cannot be seen whether " + sign.text() + ": " + why));
    }

    static Finding absent(Sign sign) {
        return new Finding(sign, State.ABSENT, Reason.of("absent", "Not so: " + sign.text()));
    }
}
