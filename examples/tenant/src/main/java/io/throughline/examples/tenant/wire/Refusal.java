package io.throughline.examples.tenant.wire;

/** Ends the handling of a request with an answer that says why. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient WireResponse response;

    /** Creates a refusal that is answered with {@code response}. */
    public Refusal(WireResponse response) {
        super("refused with status " + response.status());
        this.response = response;
    }

    /** Returns the answer. */
    public WireResponse response() {
        return response;
    }
}
