package io.throughline.core.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.config.Secret;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.HttpClients;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.PagingLoopException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RestClientBuilder;
import io.throughline.core.http.RetryPolicy;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.http.TransportFailure.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every vendor's client must do when a real connection goes wrong: complete data, or one exception that names vendor,
 * operation, status, request id and remedy, without the token. A client proves it by extending this class and naming its
 * {@link FaultSubject}.
 *
 * <p>With {@code -Dthroughline.thorough=true} it reads 10,000 pages.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClientFaultContract {

    private static final String TOKEN = "tkn-5ecret-0123456789-abcdef";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int ATTEMPTS = 4;
    private static final RetryPolicy RETRIES =
            new RetryPolicy(ATTEMPTS, Duration.ofSeconds(1), Duration.ofMinutes(1), 0, Duration.ofMinutes(10));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MEGABYTE = 1024 * 1024;

    private final FaultSubject subject;
    private final HttpClient http = HttpClients.standard();
    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private FaultServer server = FaultServer.start();
    private FaultServer elsewhere = FaultServer.start();
    private TestTime time = TestTime.at(NOW);
    private AutoCloseable logging = () -> {};

    /** Creates the contract for a client. */
    protected ClientFaultContract(FaultSubject subject) {
        this.subject = subject;
    }

    @BeforeEach
    void start() {
        close();
        server = FaultServer.start();
        elsewhere = FaultServer.start();
        elsewhere.replies(FaultReply.json("{}"));
        time = TestTime.at(NOW);
        logged.clear();
        logging = logging();
    }

    private AutoCloseable logging() {
        try {
            return LoggedLines.to(logged::add);
        } catch (NoClassDefFoundError | ClassCastException e) {
            return () -> {}; // another logger than Logback: the rest holds without it
        }
    }

    @AfterEach
    void nothingSecretWasLogged() throws Exception {
        logging.close();
        close();
        assertFalse(Thread.interrupted(), "a test left the thread interrupted");
        synchronized (logged) {
            logged.forEach(ClientFaultContract::assertNoSecret);
        }
    }

    private void close() {
        server.close();
        elsewhere.close();
    }

    // ---- limits

    @Test
    void waitsAsLongAsRetryAfterSays() {
        server.replies(FaultReply.json(429, "{}").with("Retry-After", "7"), subject.found());

        assertRead(open());

        assertEquals(List.of(Duration.ofSeconds(7)), time.waits());
        assertEquals(2, server.count());
    }

    @Test
    void waitsUntilTheVendorsOwnWindowEnds() {
        assumeFalse(subject.windowEndingAt(NOW).isEmpty(), "the vendor has no headers of its own");
        server.replies(FaultReply.json(429, "{}").with(subject.windowEndingAt(NOW.plusSeconds(9))), subject.found());

        assertRead(open());

        assertEquals(Duration.ofSeconds(9), total(time.waits()));
    }

    @Test
    void backsOffByItselfWithoutAnyHint() {
        server.replies(FaultReply.html(429, "slow down"), FaultReply.status(429), subject.found());

        assertRead(open());

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), time.waits());
    }

    @Test
    void givesUpOnALimitThatDoesNotEnd() {
        server.replies(named(FaultReply.json(429, "{}")).with("Retry-After", "3"));

        RateLimitedException failure = fails(RateLimitedException.class, open()::read);

        assertAnswered(failure, 429, Category.QUOTA);
        assertEquals(ATTEMPTS, failure.call().attempts());
        assertEquals(Duration.ofSeconds(3), failure.retryAfter().orElseThrow());
    }

    @Test
    void doesNotWaitForALimitThatEndsFarAway() {
        server.replies(named(FaultReply.json(429, "{}")).with("Retry-After", "86400"));

        RateLimitedException failure = fails(RateLimitedException.class, open()::read);

        assertAnswered(failure, 429, Category.QUOTA);
        assertEquals(1, server.count());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void waitsByTheServersClockThoughItIsAnHourOff(long skew) {
        Instant serverTime = NOW.plusSeconds(skew);
        server.replies(
                FaultReply.json(429, "{}")
                        .with("Date", httpDate(serverTime))
                        .with("Retry-After", httpDate(serverTime.plusSeconds(4))),
                FaultReply.json(429, "{}")
                        .with("Date", httpDate(serverTime))
                        .with(subject.windowEndingAt(serverTime.plusSeconds(5))),
                subject.found());

        assertRead(open());

        assertEquals(Duration.ofSeconds(4), time.waits().get(0));
        Duration all = total(time.waits());
        assertTrue(all.compareTo(Duration.ofSeconds(15)) < 0, () -> "waited " + time.waits());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 3600})
    void waitsNotForLongThoughTheResetIsAnHourOff(long skew) {
        assumeFalse(subject.windowEndingAt(NOW).isEmpty(), "the vendor has no headers of its own");
        server.replies(subject.found().with(subject.windowEndingAt(NOW.plusSeconds(skew))));
        FaultSubject.Calls calls = open();

        assertRead(calls);
        assertRead(calls);

        assertTrue(total(time.waits()).compareTo(Duration.ofMinutes(1)) <= 0, () -> "waited " + time.waits());
    }

    // ---- the server fails

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void readsAllWhenTheServerRecovers(int status) {
        FaultReply page = FaultReply.html(status, "oops");
        List<FaultServer.Request> failed = new ArrayList<>();
        server.replies(request -> {
            boolean first = failed.stream()
                    .noneMatch(earlier -> earlier.target().equals(request.target())
                            && earlier.body().equals(request.body()));
            failed.add(request);
            return first ? page : subject.page(request, 3, "a");
        });

        assertEquals(3, size(open().list()));
        assertEquals(6, server.count());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void givesUpOnAServerThatKeepsFailing(int status) {
        server.replies(named(FaultReply.json(status, "{\"message\":\"down\"}")));

        ServiceUnavailableException failure = fails(ServiceUnavailableException.class, open()::read);

        assertAnswered(failure, status, Category.REMOTE);
        assertEquals(ATTEMPTS, failure.call().attempts());
        assertEquals(ATTEMPTS, server.count());
        assertTrue(failure.retryable());
    }

    @Test
    void readsThroughAResetBeforeTheAnswer() {
        server.replies(FaultReply.reset(), subject.found());

        assertRead(open());
    }

    @Test
    void readsThroughAResetWithinTheAnswer() {
        server.replies(subject.found().resetWithin(), subject.found());

        assertRead(open());
    }

    @Test
    void tellsResetsThatDoNotEnd() {
        server.replies(FaultReply.reset());
        TransportException before = fails(TransportException.class, open()::read);
        server.replies(subject.found().resetWithin());
        TransportException within = fails(TransportException.class, open()::read);

        assertEquals(Phase.RESPONSE, before.phase());
        assertEquals(Phase.BODY, within.phase());
        for (TransportException failure : List.of(before, within)) {
            assertEquals(ATTEMPTS, failure.call().attempts());
            assertEquals(Category.NETWORK, failure.category());
            assertContains(failure, "try again");
        }
    }

    // ---- what came cannot be read

    @Test
    void tellsTruncatedJson() {
        server.replies(named(subject.found().truncated()));

        assertUnreadable(fails(MalformedResponseException.class, open()::read), "expected");
    }

    @Test
    void tellsAPageInsteadOfJson() {
        server.replies(named(FaultReply.html(200, "Please log in")));

        assertUnreadable(fails(MalformedResponseException.class, open()::read), "HTML page");
    }

    @Test
    void refusesALargeBodyWithoutReadingItAll() {
        AtomicLong sent = new AtomicLong();
        for (boolean announced : new boolean[] {true, false}) {
            sent.set(0);
            server.replies(named(FaultReply.endless(200 * MEGABYTE, announced, sent)));

            MalformedResponseException failure = fails(MalformedResponseException.class, standard()::read);

            assertContains(failure, "larger than the " + RestClientBuilder.STANDARD_MAX_BODY_BYTES + " bytes allowed");
            assertContains(failure, "maxBodyBytes");
            assertTrue(
                    sent.get() < RestClientBuilder.STANDARD_MAX_BODY_BYTES + 32 * MEGABYTE,
                    () -> sent.get() + " bytes were taken, announced: " + announced);
        }
        assertEquals(2, server.count());
    }

    @Test
    void refusesABodyThatIsLargeOnlyWhenUnpacked() {
        server.replies(named(FaultReply.bomb((int) (40 * MEGABYTE))));
        FaultSubject.Calls bounded = subject.open(setup(RETRIES, PATIENCE, MEGABYTE));

        MalformedResponseException failure = fails(MalformedResponseException.class, bounded::read);

        assertContains(failure, "larger than the " + MEGABYTE + " bytes allowed");
        assertEquals(1, server.count());
    }

    @Test
    void bearsWhatTheVendorAddsOrLeavesOut() {
        List<String> problems = new ArrayList<>();
        FaultSubject.Calls calls = open();
        for (JsonVariants.Variant variant : JsonVariants.of(subject.found().text(), subject.openEnumerations())) {
            server.replies(subject.found().withText(variant.json()));
            try {
                // Everything that was read is looked at.
                assertNotNull(calls.read().toString());
            } catch (MalformedResponseException e) {
                if (!variant.mayBeRefused(subject.requiredMembers())) {
                    problems.add(variant.name() + ": " + e.getMessage());
                }
            } catch (RuntimeException e) {
                problems.add(variant.name() + ": " + e);
            }
        }
        assertEquals(List.of(), problems);
    }

    // ---- time

    @Test
    void endsAnAnswerThatTricklesAtTheDeadline() {
        server.replies(subject.found().dribbled());

        TransportException failure = fails(TransportException.class, impatient()::read);

        assertEquals(Phase.BODY, failure.phase());
        assertContains(failure, "raise the timeout");
        assertTrue(failure.call().elapsed().compareTo(PATIENCE) < 0);
    }

    @Test
    void endsWaitingForASilentServerAtTheDeadline() {
        server.replies(FaultReply.silence());

        TransportException failure = fails(TransportException.class, impatient()::read);

        assertEquals(Phase.RESPONSE, failure.phase());
        assertContains(failure, "raise the timeout");
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Thread reading = Thread.currentThread();
        server.replies(request -> {
            reading.interrupt();
            return FaultReply.silence();
        });

        TransportException failure = fails(TransportException.class, open()::read);

        assertTrue(Thread.interrupted(), "the flag is kept");
        assertEquals(Phase.INTERRUPTED, failure.phase());
        assertFalse(failure.retryable());
        assertEquals(1, server.count());
    }

    // ---- where the token goes

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void takesTheTokenToNoOtherHost(int status) {
        server.replies(named(FaultReply.status(status)).with("Location", elsewhere.address() + "/api?token=" + TOKEN));

        ResponseException failure = fails(ResponseException.class, open()::read);

        assertAnswered(failure, status, Category.CONFIGURATION);
        assertContains(failure, "another origin");
        assertEquals(0, elsewhere.count());
        assertEquals(1, server.count());
    }

    @Test
    void followsARedirectOfAReadWithinTheHost() {
        server.replies(request -> request.path().equals("/moved")
                ? subject.found()
                : FaultReply.status(302).with("Location", "/moved"));

        assertRead(open());

        assertEquals(2, server.count());
    }

    @Test
    void takesAWriteToNoOtherAddress() {
        assumeTrue(subject.written().isPresent(), "the client writes nothing");
        for (String target : List.of(elsewhere.address() + "/api", "/moved")) {
            server.replies(request -> request.path().equals("/moved")
                    ? subject.written().orElseThrow()
                    : FaultReply.status(307).with("Location", target));

            assertEquals(307, fails(ResponseException.class, open()::write).status());
        }
        assertEquals(0, elsewhere.count());
        assertEquals(2, server.count());
    }

    @Test
    void followsNoLinkOfAPageToAnotherHost() {
        List<FaultReply> pages = subject.pagesWithLinksTo(elsewhere.address());
        assumeFalse(pages.isEmpty(), "the vendor's pages have no links");
        server.replies(pages.get(0), pages.subList(1, pages.size()).toArray(FaultReply[]::new));

        assertEquals(pages.size(), size(open().list()));

        assertEquals(0, elsewhere.count());
        assertEquals(pages.size(), server.count());
    }

    @Test
    void showsTheTokenNowhere() {
        server.replies(subject.found());
        FaultSubject.Calls calls = open();
        assertNoSecret(String.valueOf(calls.client()));
        assertNoSecret(String.valueOf(calls.read()));
        assertTrue(server.requests().get(0).headers().containsKey("authorization"), "the token is sent as a header");
        assertNoSecret(server.requests().get(0).target());
        server.replies(request -> FaultReply.json(
                400, "{\"detail\":\"bad " + TOKEN + " or " + request.headers().get("authorization") + "\"}"));

        assertEquals(400, fails(ResponseException.class, calls::read).status());
    }

    // ---- who calls

    Stream<FaultSubject.Refusal> refusals() {
        return subject.refusals().stream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsACredentialThatIsNotAccepted(FaultSubject.Refusal refusal) {
        server.replies(refusal.reply());

        AuthenticationException read = fails(AuthenticationException.class, open()::read);
        AuthenticationException list = fails(AuthenticationException.class, () -> size(open().list()));

        for (AuthenticationException failure : List.of(read, list)) {
            assertEquals(Category.CREDENTIALS, failure.category());
            assertNotNull(failure.details().remedy());
            assertContains(failure, "token");
        }
        assertEquals(2, server.count());
    }

    @Test
    void tellsWhatIsNotAllowedOrNotThere() {
        server.replies(named(FaultReply.json(403, "{}")));
        assertAnswered(fails(PermissionException.class, open()::read), 403, Category.PERMISSION);
        server.replies(named(FaultReply.html(404, "no such page")));
        assertAnswered(fails(NotFoundException.class, open()::read), 404, Category.CALLER);
    }

    // ---- pages

    @Test
    void endsACircleOfPages() {
        assumeTrue(subject.pageInACircle().isPresent(), "the vendor's pages are only counted");
        server.replies(subject.pageInACircle().orElseThrow());

        PagingLoopException failure = assertThrows(PagingLoopException.class, () -> size(open().list()));

        assertEquals(Category.REMOTE, failure.category());
        assertTrue(server.count() <= 3, "it ended at once");
    }

    @Test
    void keepsNothingOfThePagesItHasRead() {
        boolean thorough = Boolean.getBoolean("throughline.thorough");
        int pages = thorough ? 10_000 : 400;
        int settled = pages / 10;
        String text = "x".repeat(thorough ? 4_000 : 40_000);
        server.replies(request -> subject.page(request, pages, text));
        Iterator<?> items = open().list().iterator();
        int read = 0;
        long early = 0;
        while (items.hasNext()) {
            assertNotNull(items.next());
            if (++read == settled) {
                early = usedAfterCollection();
            }
        }
        long late = usedAfterCollection();

        assertEquals(pages, read);
        long grown = late - early;
        // Had it kept them, it would be 14 MB at least, 36 MB in the thorough run.
        assertTrue(grown < 6 * MEGABYTE, () -> "grew by " + grown + " bytes from page " + settled + " to " + pages);
        System.out.println(subject.source() + ": heap after page " + settled + " " + early / 1024 + " KiB, after page "
                + pages + " " + late / 1024 + " KiB");
        assertTrue(server.connections() <= 2, "connections are used again");
    }

    // ---- writes

    @Test
    void repeatsAWriteThatWasRefused() {
        assumeTrue(subject.written().isPresent(), "the client writes nothing");
        server.replies(
                FaultReply.json(429, "{}").with("Retry-After", "2"),
                subject.written().orElseThrow());

        open().write();

        assertEquals(2, server.count());
        assertEquals("POST", server.requests().get(0).method());
        assertEquals(server.requests().get(0).body(), server.requests().get(1).body());
        assertEquals(List.of(Duration.ofSeconds(2)), time.waits());
    }

    @Test
    void repeatsNoWriteThatMayHaveBeenCarriedOut() {
        assumeTrue(subject.written().isPresent(), "the client writes nothing");
        List<FaultReply> faults = List.of(
                named(FaultReply.json(503, "{}")),
                named(FaultReply.json(500, "{}")),
                FaultReply.reset(),
                subject.written()
                        .orElseThrow()
                        .withText("{\"id\":\"1\",\"key\":\"A-1\"}")
                        .resetWithin());
        for (FaultReply fault : faults) {
            long before = server.count();
            server.replies(fault);

            OutcomeUnknownException failure = fails(OutcomeUnknownException.class, open()::write);

            assertInstanceOf(SourceException.class, failure.getCause());
            assertContains(failure, "look before you repeat it");
            assertFalse(failure.retryable());
            assertEquals(before + 1, server.count());
        }
        assertEquals(List.of(), time.waits());
    }

    // ---- helpers

    private FaultSubject.Setup setup(RetryPolicy retries, Duration timeout, long maxBodyBytes) {
        return new FaultSubject.Setup(server.address(), http, Secret.of(TOKEN), time, retries, timeout, maxBodyBytes);
    }

    private FaultSubject.Calls open() {
        return subject.open(setup(RETRIES, PATIENCE, 16 * MEGABYTE));
    }

    private FaultSubject.Calls standard() {
        return subject.open(setup(RETRIES, PATIENCE, RestClientBuilder.STANDARD_MAX_BODY_BYTES));
    }

    private FaultSubject.Calls impatient() {
        return subject.open(setup(RetryPolicy.never(), Duration.ofMillis(300), MEGABYTE));
    }

    private FaultReply named(FaultReply reply) {
        return reply.with(subject.requestId().getKey(), subject.requestId().getValue());
    }

    private static void assertRead(FaultSubject.Calls calls) {
        assertNotNull(calls.read());
    }

    /** Returns the failure of a call, after looking at what every failure must have. */
    private <E extends SourceException> E fails(Class<E> type, org.junit.jupiter.api.function.Executable call) {
        E failure = assertThrows(type, call);
        String message = String.valueOf(failure.getMessage());
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        assertAll(
                () -> assertEquals(subject.source(), failure.call().source()),
                () -> assertTrue(message.startsWith(subject.source() + ": "), message),
                () -> assertFalse(failure.call().operation().isBlank(), message),
                () -> assertTrue(message.contains(failure.call().operation() + " failed"), message),
                () -> assertFalse(message.contains("\n"), message),
                () -> assertTrue(message.length() < 2_000, () -> message.length() + " characters"),
                () -> assertNoSecret(trace.toString()),
                () -> assertNoSecret(failure.call().toString()));
        return failure;
    }

    private void assertAnswered(ResponseException failure, int status, Category category) {
        assertAll(
                () -> assertEquals(status, failure.status()),
                () -> assertEquals(category, failure.category()),
                () -> assertEquals(
                        subject.requestId().getValue(), failure.details().requestId()),
                () -> assertContains(failure, subject.requestId().getValue()),
                () -> assertContains(failure, String.valueOf(status)),
                () -> assertNotNull(failure.details().remedy(), () -> "no remedy: " + failure.getMessage()));
    }

    private void assertUnreadable(MalformedResponseException failure, String words) {
        assertAll(
                () -> assertEquals(Category.DATA, failure.category()),
                () -> assertContains(failure, words),
                () -> assertContains(failure, "status 200"),
                () -> assertContains(failure, subject.requestId().getValue()),
                () -> assertEquals(1, server.count()));
    }

    private static void assertContains(SourceException failure, String words) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains(words), () -> "'" + words + "' is not in: " + message);
    }

    private static void assertNoSecret(String text) {
        assertFalse(text.contains(TOKEN), () -> "the token is shown: " + text);
        for (int start = 0; start < 3; start++) {
            // As Basic encodes it, whatever stands before it.
            byte[] rest = TOKEN.substring(start).getBytes(StandardCharsets.UTF_8);
            String encoded = Base64.getEncoder().encodeToString(rest).substring(0, 24);
            assertFalse(text.contains(encoded), () -> "the token is shown, encoded: " + text);
        }
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    private static Duration total(List<Duration> waits) {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }

    private static int size(Iterable<?> items) {
        int size = 0;
        for (Object item : items) {
            assertNotEquals(null, item);
            size++;
        }
        return size;
    }

    private static long usedAfterCollection() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
