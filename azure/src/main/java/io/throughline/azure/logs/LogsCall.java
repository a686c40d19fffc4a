package io.throughline.azure.logs;

import com.azure.core.util.Context;
import io.throughline.azure.internal.CallNotes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call, as the policy that reads its answer needs to know it: handed down in the call's {@link Context}. */
final class LogsCall implements RowConsumer {

    private static final String KEY = "throughline.logs";

    private final @Nullable RowConsumer consumer;
    private final boolean permissions;
    private boolean handedOn;
    private @Nullable RuntimeException refused;

    LogsCall(@Nullable RowConsumer consumer, boolean permissions) {
        this.consumer = consumer;
        this.permissions = permissions;
    }

    static Optional<LogsCall> of(Context context) {
        return context.getData(KEY).map(LogsCall.class::cast);
    }

    Context context(CallNotes notes) {
        return notes.context().addData(KEY, this);
    }

    /** Returns who takes the rows, or null if the result keeps them. */
    @Nullable
    RowConsumer rows() {
        return consumer == null ? null : this;
    }

    boolean permissions() {
        return permissions;
    }

    /** Tells whether a row was handed on already, so that the call must not be repeated. */
    boolean handedOn() {
        return handedOn;
    }

    /** Returns what the consumer threw, or null. */
    @Nullable
    RuntimeException refused() {
        return refused;
    }

    @Override
    public void row(LogsTable.Row row) {
        if (consumer == null) {
            return;
        }
        handedOn = true;
        try {
            consumer.row(row);
        } catch (RuntimeException e) {
            refused = e;
            throw e;
        }
    }
}
