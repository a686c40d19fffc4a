package io.throughline.azure.internal;

import com.azure.core.util.Context;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the policies of a pipeline note about one call, for the gateway that made it: handed down in the call's {@link
 * Context}, filled on the way back. Not thread-safe; a call runs on its caller's thread.
 */
public final class CallNotes {

    private static final String KEY = "throughline.notes";

    private final Context context = new Context(KEY, this);
    private int attempts = 1;
    private Duration elapsed = Duration.ZERO;
    private boolean throttled;
    private int weight = 1;
    private @Nullable BodyReader reader;
    private boolean once;
    private @Nullable Object decoded;

    /** Returns the notes of a call, if its maker wants any. */
    public static Optional<CallNotes> of(Context context) {
        return context.getData(KEY).map(CallNotes.class::cast);
    }

    /** Returns the context to make the call with. */
    public Context context() {
        return context;
    }

    /** Sets what the call counts where the service weighs calls; one unless told. */
    public CallNotes weighing(int units) {
        weight = units;
        return this;
    }

    /** Sets what reads the body of a successful answer while it arrives; what it returns is {@link #decoded(Class)}. */
    public CallNotes reading(BodyReader bodyReader) {
        reader = bodyReader;
        return this;
    }

    /** Returns how often it was sent. */
    public int attempts() {
        return attempts;
    }

    /** Returns the time from the first attempt to the end of the last, waits included. */
    public Duration elapsed() {
        return elapsed;
    }

    /** Tells whether the service slowed it down. */
    public boolean throttled() {
        return throttled;
    }

    /** Makes it a call that changes something: it is sent again only if it surely was not carried out. */
    public CallNotes onlyOnce() {
        once = true;
        return this;
    }

    /** Tells whether it may be sent again only if it surely was not carried out. */
    boolean isOnlyOnce() {
        return once;
    }

    /** Keeps what a policy made of the body. */
    public void decoded(Object value) {
        decoded = value;
    }

    /** Returns what a policy made of the body. */
    public <T> Optional<T> decoded(Class<T> type) {
        return Optional.ofNullable(decoded).map(type::cast);
    }

    int weight() {
        return weight;
    }

    Optional<BodyReader> reader() {
        return Optional.ofNullable(reader);
    }

    void attempt(int number) {
        attempts = number;
    }

    void elapsed(Duration time) {
        elapsed = time;
    }

    void slowedDown() {
        throttled = true;
    }
}
