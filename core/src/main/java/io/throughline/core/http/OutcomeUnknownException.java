package io.throughline.core.http;

/**
 * A call that must not simply be repeated got no clear answer: it may have been carried out or not. The cause is the
 * failure itself. Look at the vendor before calling again.
 */
public final class OutcomeUnknownException extends SourceException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public OutcomeUnknownException(SourceException failure) {
        super(
                failure.category(),
                failure.call(),
                told(failure) + "; it may have been carried out all the same: look before you repeat it",
                failure);
    }

    /** Never: a repetition may do it twice. */
    @Override
    public boolean retryable() {
        return false;
    }

    private static String told(SourceException failure) {
        String message = String.valueOf(failure.getMessage());
        String head = failure.call() + ": ";
        return message.startsWith(head) ? message.substring(head.length()) : message;
    }
}
