package io.throughline.core.testkit;

import io.throughline.core.config.Secret;
import io.throughline.core.http.ClientBuilder;
import io.throughline.core.http.RetryPolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A vendor's client and its servers' words, as {@link ClientFaultContract} needs them: one read, one list, one write, and
 * what the vendor answers to them.
 */
public interface FaultSubject {

    /** The three calls of a client. */
    interface Calls {

        /** Reads one thing by {@code GET}. */
        Object read();

        /** Lists things lazily. */
        Iterable<?> list();

        /** Writes something by a {@code POST} that must not be repeated, if the client has such a call. */
        default void write() {
            throw new UnsupportedOperationException();
        }

        /** Returns the client itself, whose text form is looked at. */
        Object client();
    }

    /**
     * How a client is to be built.
     *
     * @param endpoint the server
     * @param http makes the connections
     * @param token the secret to send
     * @param time clock and waiter
     * @param timeout of one attempt
     * @param maxBodyBytes the most bytes of a body
     */
    record Setup(
            URI endpoint,
            HttpClient http,
            Secret token,
            TestTime time,
            RetryPolicy retryPolicy,
            Duration timeout,
            long maxBodyBytes) {

        /** Applies all but endpoint and token to a builder. */
        public <B extends ClientBuilder<B>> B to(B builder) {
            return builder.httpClient(http)
                    .clock(time)
                    .waiter(time)
                    .retryPolicy(retryPolicy)
                    .timeout(timeout)
                    .maxBodyBytes(maxBodyBytes);
        }
    }

    /** A vendor's way to say that a credential is not accepted. */
    record Refusal(String name, FaultReply reply) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Returns the vendor's id in messages. */
    String source();

    /** Opens a client with a token. */
    Calls open(Setup setup);

    /** Returns what the vendor answers to the read when all is well. */
    FaultReply found();

    /**
     * Returns what the vendor answers to the list.
     *
     * @param request what was asked, to tell which page it is
     * @param pages how many pages there are, with one item each
     * @param text stands in each item, where the client keeps it
     */
    FaultReply page(FaultServer.Request request, int pages, String text);

    /** Returns a page that leads on to itself for ever; empty where pages are only counted. */
    default Optional<FaultReply> pageInACircle() {
        return Optional.empty();
    }

    /** Returns a first page of one item and a last page, whose links to each other lead to another host. */
    default List<FaultReply> pagesWithLinksTo(URI elsewhere) {
        return List.of();
    }

    /** Returns what the vendor answers to the write when all is well; empty if the client writes nothing. */
    default Optional<FaultReply> written() {
        return Optional.empty();
    }

    /** Returns the vendor's ways to refuse a credential, each of which the read must tell as such. */
    List<Refusal> refusals();

    /** Returns the vendor's own header fields of a refused call (429) whose window ends at an instant by its clock. */
    default Map<String, String> windowEndingAt(Instant reset) {
        return Map.of();
    }

    /** Returns the header field in which the vendor names the request, with an id. */
    default Map.Entry<String, String> requestId() {
        return Map.entry("X-Request-Id", "req-4711");
    }

    /** Returns names of members that the read may insist on; it must bear it if any other one is null. */
    default Set<String> requiredMembers() {
        return Set.of();
    }

    /** Returns names of members whose text is one of a set that grows. */
    default Set<String> openEnumerations() {
        return Set.of();
    }
}
