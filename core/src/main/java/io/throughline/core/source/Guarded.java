package io.throughline.core.source;

import io.throughline.core.ThroughlineException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Translates records of a vendor one by one: what the model refuses is set aside with the reason, and nothing of it arrives;
 * the others go on. Failures of the vendor itself pass. Not thread-safe.
 */
public final class Guarded {

    private static final int LONGEST_REASON = 300;
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");
    private static final Pattern PERSONAL = Pattern.compile(
            "[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+|\\b\\d{1,3}(\\.\\d{1,3}){3}\\b|\\b([0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\\b");

    private final String stream;
    private final TelemetrySink sink;

    /** Creates one for what a stream reads into a sink. */
    public Guarded(String stream, TelemetrySink sink) {
        this.stream = stream;
        this.sink = sink;
    }

    /**
     * Translates one record.
     *
     * @param vendorId the vendor's id, or where it stood; if blank the record is told by its stream only
     * @param time its event time as far as known
     * @param record what of it can be shown, or null
     * @param translation delivers what becomes of it; what it threw away half-way does not arrive
     * @return whether it could be taken
     */
    public boolean take(String vendorId, Instant time, @Nullable String record, Consumer<TelemetrySink> translation) {
        TelemetryBatch made = new TelemetryBatch();
        try {
            translation.accept(made);
        } catch (IllegalArgumentException
                | DateTimeException
                | ArithmeticException
                | NoSuchElementException
                | NullPointerException e) {
            setAside(vendorId, time, reason(e), record);
            return false;
        } catch (ThroughlineException e) {
            if (!e.getClass().equals(ThroughlineException.class)
                    || e.category() != ThroughlineException.Category.DATA) {
                throw e;
            }
            setAside(vendorId, time, reason(e), record);
            return false;
        }
        made.entities().forEach(sink::entity);
        made.series().forEach(sink::series);
        made.events().forEach(sink::event);
        made.dependencies().forEach(sink::dependency);
        made.setAside().forEach(sink::setAside);
        return true;
    }

    /** As {@link #take(String, Instant, String, Consumer)}, of which nothing is to be shown. */
    public boolean take(String vendorId, Instant time, Consumer<TelemetrySink> translation) {
        return take(vendorId, time, null, translation);
    }

    /** Sets a record aside that is seen to be unusable. */
    public void setAside(String vendorId, Instant time, String reason, @Nullable String record) {
        String id = vendorId.isBlank() ? "record without an id" : vendorId;
        sink.setAside(new SetAside(stream, id, time, line(reason), record));
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return e instanceof NullPointerException ? "there is no " + (message.isBlank() ? "value" : message) : message;
    }

    /** One line without addresses of people and machines. */
    private static String line(String words) {
        String masked =
                PERSONAL.matcher(BREAKS.matcher(words).replaceAll(" ").strip()).replaceAll("***");
        String told = masked.isEmpty() ? "it cannot be understood" : masked;
        return told.length() <= LONGEST_REASON ? told : told.substring(0, LONGEST_REASON) + "…";
    }
}
