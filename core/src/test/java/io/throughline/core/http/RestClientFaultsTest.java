package io.throughline.core.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.config.Secret;
import io.throughline.core.testkit.TestTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do to a client. HTTP/1.1 only: over HTTP/2 the faults take other shapes. */
class RestClientFaultsTest {

    private static final String TOKEN = "tkn-5ecret-0123456789";

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().http2PlainDisabled(true).gzipDisabled(true))
            .build();

    @RegisterExtension
    static final WireMockExtension ELSEWHERE = WireMockExtension.newInstance()
            .options(options().dynamicPort().http2PlainDisabled(true).gzipDisabled(true))
            .build();

    private static final HttpClient HTTP = HttpClients.standard();

    private final TestTime time = TestTime.at(Instant.parse("2026-03-01T12:00:00Z"));
    private final RestClient client = builder().build();

    record Item(String id, @Nullable Long size) {}

    private RestClientBuilder builder() {
        return RestClient.builder("vendor", URI.create(SERVER.baseUrl()), new JdkHttpTransport(HTTP))
                .credential(Credential.bearer(Secret.of(TOKEN)))
                .retryPolicy(new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofMinutes(1), 0, Duration.ofMinutes(5)))
                .clock(time)
                .waiter(time);
    }

    private static void answers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(urlPathEqualTo("/item")).willReturn(response));
    }

    private <E extends SourceException> E failure(RestClient from, Class<E> type) {
        SourceException failure = catchThrowableOfType(
                SourceException.class, () -> from.get("get item", "/item").fetch(Item.class));
        assertThat(failure).isInstanceOf(type);
        assertThat(failure.getMessage())
                .startsWith("vendor: get item failed: GET " + SERVER.baseUrl())
                .doesNotContain("\n")
                .doesNotContain(TOKEN);
        return type.cast(failure);
    }

    private static void answersAfterRefusal(ResponseDefinitionBuilder refusal) {
        SERVER.stubFor(get(urlPathEqualTo("/item"))
                .inScenario("refusal")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(refusal)
                .willSetStateTo("open"));
        SERVER.stubFor(get(urlPathEqualTo("/item"))
                .inScenario("refusal")
                .whenScenarioStateIs("open")
                .willReturn(okJson("{\"id\":\"a\"}")));
    }

    @Test
    void sendsTheCredentialAndItsOwnName() {
        answers(okJson("{\"id\":\"a\",\"size\":\"7\",\"later\":{}}"));

        RestResponse<Item> response = client.get("get item", "/item").fetch(Item.class);

        assertThat(response.body()).isEqualTo(new Item("a", 7L));
        SERVER.verify(getRequestedFor(urlPathEqualTo("/item"))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .withHeader("User-Agent", equalTo(UserAgent.standard())));
    }

    @Test
    void waitsAsLongAsTheVendorAsks() {
        answersAfterRefusal(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        client.get("get item", "/item").fetch(Item.class);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
        assertThat(client.timesThrottled()).isEqualTo(1);
    }

    @Test
    void waitsUntilTheDateTheVendorNamesByItsOwnClock() {
        answersAfterRefusal(aResponse()
                .withStatus(503)
                .withHeader("Retry-After", "Sun, 01 Mar 2026 17:00:11 GMT")
                .withHeader("Date", "Sun, 01 Mar 2026 17:00:00 GMT"));

        client.get("get item", "/item").fetch(Item.class);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(11));
    }

    @Test
    void waitsUntilTheResetOfTheVendorsOwnHeader() {
        RestClient hinted = builder()
                .rateLimitHints((status, headers, now) -> new RateLimit(
                        10L,
                        0L,
                        headers.number("X-Reset").isPresent()
                                ? Instant.ofEpochSecond(
                                        headers.number("X-Reset").getAsLong())
                                : null,
                        null))
                .build();
        answersAfterRefusal(aResponse()
                .withStatus(429)
                .withHeader("X-Reset", Long.toString(time.instant().getEpochSecond() + 4)));

        hinted.get("get item", "/item").fetch(Item.class);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(4));
    }

    @Test
    void doublesItsOwnWaitsWithoutAHint() {
        answers(aResponse().withStatus(429).withBody("{\"detail\":\"too fast\"}"));

        RateLimitedException failure = failure(client, RateLimitedException.class);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(failure.call().attempts()).isEqualTo(3);
        assertThat(failure.retryAfter()).isEmpty();
        assertThat(failure.category()).isEqualTo(Category.QUOTA);
        assertThat(failure).hasMessageContaining("429 too fast").hasMessageContaining("3 attempts");
    }

    @Test
    void doesNotWaitLongerThanItsPolicyAllows() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

        RateLimitedException failure = failure(client, RateLimitedException.class);

        assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
        assertThat(time.waits()).isEmpty();
    }

    @Test
    void pausesBeforeTheNextCallOnceNoneIsLeft() {
        RestClient hinted = builder()
                .rateLimitHints((status, headers, now) ->
                        new RateLimit(10L, headers.number("X-Remaining").orElse(1), now.plusSeconds(3), null))
                .build();
        answers(okJson("{\"id\":\"a\"}").withHeader("X-Remaining", "0"));

        hinted.get("get item", "/item").fetch(Item.class);
        assertThat(time.waits()).isEmpty();
        hinted.get("get item", "/item").fetch(Item.class);

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(3));
        assertThat(hinted.timesThrottled()).isEqualTo(1);
    }

    @Test
    void pausesOnceThoughTheClockStandsStill() {
        Clock still = Clock.fixed(time.instant(), ZoneOffset.UTC);
        RestClient pinned = builder().clock(still).build();
        answersAfterRefusal(aResponse().withStatus(429).withHeader("Retry-After", "7"));

        for (int i = 0; i < 3; i++) {
            pinned.get("get item", "/item").fetch(Item.class);
        }

        assertThat(time.waits()).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void triesAgainAfterAServersFailureAndTellsItsId() {
        answers(aResponse()
                .withStatus(503)
                .withHeader("X-Request-Id", "req-77")
                .withBody("<html><body>upstream\nis down</body></html>"));

        ServiceUnavailableException failure = failure(client, ServiceUnavailableException.class);

        SERVER.verify(3, getRequestedFor(urlPathEqualTo("/item")));
        assertThat(failure.details().requestId()).isEqualTo("req-77");
        assertThat(failure.details().excerpt()).contains("upstream is down");
        assertThat(failure).hasMessageContaining("request id req-77").hasMessageContaining("try again later");
    }

    @Test
    void doesNotRepeatWhatMayHaveBeenCarriedOut() {
        SERVER.stubFor(post(urlPathEqualTo("/item")).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));

        OutcomeUnknownException failure = catchThrowableOfType(
                OutcomeUnknownException.class,
                () -> client.post("create item", "/item")
                        .json(new Item("a", 1L))
                        .fetch(Item.class));

        assertThat(failure)
                .hasMessageContaining("may have been carried out")
                .hasMessageNotContaining("try again")
                .hasCauseInstanceOf(TransportException.class);
        assertThat(failure.retryable()).isFalse();
        SERVER.verify(1, postRequestedFor(urlPathEqualTo("/item")));
    }

    @Test
    void aServersFailureOfAWriteLeavesTheOutcomeUnknown() {
        SERVER.stubFor(post(urlPathEqualTo("/item")).willReturn(aResponse().withStatus(503)));

        OutcomeUnknownException failure = catchThrowableOfType(
                OutcomeUnknownException.class,
                () -> client.post("create item", "/item")
                        .json(new Item("a", 1L))
                        .fetch(Item.class));

        assertThat(failure).hasCauseInstanceOf(ServiceUnavailableException.class);
        SERVER.verify(1, postRequestedFor(urlPathEqualTo("/item")));
    }

    @Test
    void aRefusedWriteIsRepeatedAndARejectedOneIsNot() {
        SERVER.stubFor(post(urlPathEqualTo("/item"))
                .inScenario("refusal")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "2"))
                .willSetStateTo("rejects"));
        SERVER.stubFor(post(urlPathEqualTo("/item"))
                .inScenario("refusal")
                .whenScenarioStateIs("rejects")
                .willReturn(aResponse().withStatus(400).withBody("{\"message\":\"no such field\"}")));

        QueryRejectedException failure = catchThrowableOfType(
                QueryRejectedException.class,
                () -> client.post("create item", "/item")
                        .json(new Item("a", 1L))
                        .fetch(Item.class));

        assertThat(failure).hasMessageContaining("no such field");
        SERVER.verify(2, postRequestedFor(urlPathEqualTo("/item")));
    }

    @Test
    void repeatsASearchThatIsDeclaredHarmless() {
        SERVER.stubFor(post(urlPathEqualTo("/search")).willReturn(aResponse().withStatus(502)));

        ServiceUnavailableException failure = catchThrowableOfType(
                ServiceUnavailableException.class,
                () -> client.post("search", "/search")
                        .json(new Item("a", 1L))
                        .idempotent()
                        .fetch(Item.class));

        assertThat(failure.call().attempts()).isEqualTo(3);
    }

    @Test
    void stopsRetryingWhenTheSharedBudgetIsSpent() {
        answers(aResponse().withStatus(500));
        RestClient poor = builder()
                .retryBudget(RetryBudget.of(RetryBudget.TRANSIENT_COST))
                .build();

        assertThat(failure(poor, ServiceUnavailableException.class).call().attempts())
                .isEqualTo(2);
    }

    @Test
    void tellsAResetConnection() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        TransportException failure = failure(client, TransportException.class);

        assertThat(failure.phase()).isEqualTo(TransportFailure.Phase.RESPONSE);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure.call().attempts()).isEqualTo(3);
    }

    @Test
    void tellsAnAnswerThatBreaksOff() {
        answers(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThat(failure(client, TransportException.class).phase()).isEqualTo(TransportFailure.Phase.BODY);
    }

    @Test
    void tellsWhereJsonIsTruncated() {
        answers(okJson("{\"id\":\"a\",\"size\":"));

        MalformedResponseException failure = failure(client, MalformedResponseException.class);

        assertThat(failure).hasMessageContaining("expected JSON").hasMessageContaining("it begins '{\"id\"");
        assertThat(failure.category()).isEqualTo(Category.DATA);
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/item")));
    }

    @Test
    void pointsAtTheMemberThatIsWrong() {
        SERVER.stubFor(
                get("/items").willReturn(okJson("[{\"id\":\"a\",\"size\":1},{\"id\":\"b\",\"size\":\"many\"}]")));

        MalformedResponseException failure = catchThrowableOfType(
                MalformedResponseException.class,
                () -> client.get("list items", "/items").fetchList(Item.class));

        assertThat(failure.pointer()).isEqualTo("/1/size");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            an empty body   |
            null            | null
            trailing text   | {"id":"a"} {}
            a wrong shape   | ["a"]
            """)
    void refuses(String name, @Nullable String body) {
        answers(okJson(body == null ? "" : body));

        assertThat(failure(client, MalformedResponseException.class)).as(name).isNotNull();
    }

    @Test
    void saysThatAPageIsNoJson() {
        answers(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Please log in</html>"));

        assertThat(failure(client, MalformedResponseException.class))
                .hasMessageContaining("found an HTML page")
                .hasMessageContaining("Please log in");
    }

    @Test
    void doesNotTakeTheTokenToAnotherHost() {
        ELSEWHERE.stubFor(any(anyUrl()).willReturn(okJson("{\"id\":\"stolen\"}")));
        answers(aResponse().withStatus(302).withHeader("Location", ELSEWHERE.baseUrl() + "/item?token=x"));

        ResponseException failure = failure(client, ResponseException.class);

        assertThat(failure.status()).isEqualTo(302);
        assertThat(failure).hasMessageContaining("redirects to another origin").hasMessageNotContaining("token=x");
        assertThat(ELSEWHERE.getAllServeEvents()).isEmpty();
    }

    @Test
    void followsARedirectWithinTheOrigin() {
        answers(aResponse().withStatus(302).withHeader("Location", "/moved?slug=new"));
        SERVER.stubFor(get("/moved?slug=new").willReturn(okJson("{\"id\":\"a\"}")));

        RestResponse<Item> response = client.get("get item", "/item").fetch(Item.class);

        assertThat(response.body().id()).isEqualTo("a");
        assertThat(response.uri().getPath()).isEqualTo("/moved");
    }

    @Test
    void givesUpARedirectThatGoesRound() {
        answers(aResponse().withStatus(302).withHeader("Location", "/item"));

        assertThat(failure(client, ResponseException.class).status()).isEqualTo(302);
        SERVER.verify(4, getRequestedFor(urlPathEqualTo("/item")));
    }

    @ParameterizedTest
    @CsvSource({
        "http://user@localhost:80/next",
        "//elsewhere.example/next",
        "https://localhost/next",
        "ftp://localhost/next"
    })
    void doesNotFollowALinkElsewhere(URI link) {
        SourceException failure = catchThrowableOfType(SourceException.class, () -> client.follow("list items", link));

        assertThat(failure).hasMessageContaining("leads to another origin");
    }

    @Test
    void followsALinkOfTheSameOrigin() {
        SERVER.stubFor(get("/next?page=2").willReturn(okJson("[{\"id\":\"b\"}]")));

        assertThat(client.follow("list items", URI.create("/next?page=2"))
                        .fetchList(Item.class)
                        .body())
                .containsExactly(new Item("b", null));
    }

    @Test
    void boundsTheBody() {
        answers(okJson("{\"id\":\"" + "x".repeat(200_000) + "\"}"));
        RestClient bounded = builder().maxBodyBytes(100_000).build();

        assertThat(failure(bounded, MalformedResponseException.class))
                .hasMessageContaining("larger than the 100000 bytes allowed");
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/item")));
    }

    @Test
    void boundsTheBodyAfterInflation() throws IOException {
        byte[] bomb = gzip("{\"id\":\"" + "0".repeat(5_000_000) + "\"}");
        assertThat(bomb).hasSizeLessThan(100_000);
        answers(aResponse().withHeader("Content-Encoding", "gzip").withBody(bomb));
        RestClient bounded = builder().maxBodyBytes(1_000_000).build();

        assertThat(failure(bounded, MalformedResponseException.class))
                .hasMessageContaining("larger than the 1000000 bytes allowed");
    }

    @Test
    void inflatesWhatIsCompressed() throws IOException {
        answers(aResponse().withHeader("Content-Encoding", "gzip").withBody(gzip("{\"id\":\"ä\"}")));

        assertThat(client.get("get item", "/item").fetch(Item.class).body().id())
                .isEqualTo("ä");
    }

    @Test
    void endsASlowDribbleAtTheDeadline() throws Exception {
        // A bare socket: a server library may hold the first bytes back.
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dribbling = new Thread(() -> dribble(listening), "dribbling-server");
            dribbling.start();
            RestClient impatient = RestClient.builder(
                            "vendor",
                            URI.create("http://127.0.0.1:" + listening.getLocalPort()),
                            new JdkHttpTransport(HTTP))
                    .timeout(Duration.ofMillis(400))
                    .retryPolicy(RetryPolicy.never())
                    .build();

            TransportException failure = catchThrowableOfType(
                    TransportException.class,
                    () -> impatient.get("get item", "/item").fetch(Item.class));

            assertThat(failure.phase()).isEqualTo(TransportFailure.Phase.BODY);
            assertThat(failure.call().elapsed()).isBetween(Duration.ofMillis(350), Duration.ofSeconds(30));
            dribbling.join(Duration.ofSeconds(30).toMillis());
            assertThat(dribbling.isAlive())
                    .as("the client has closed the connection")
                    .isFalse();
        }
    }

    /** Writes headers at once, then a byte now and then until the other side has gone. */
    private static void dribble(ServerSocket listening) {
        try (Socket connection = listening.accept()) {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            connection.setSoTimeout(20);
            while (true) {
                out.write(' ');
                out.flush();
                try {
                    if (connection.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    // nothing came within the pause between two bytes
                }
            }
        } catch (IOException e) {
            // the client has gone, as it should
        }
    }

    @Test
    void endsASilentServerAtTheDeadline() {
        answers(okJson("{}").withFixedDelay(20_000));
        RestClient impatient = builder()
                .timeout(Duration.ofMillis(300))
                .retryPolicy(RetryPolicy.never())
                .build();

        assertThat(failure(impatient, TransportException.class).phase()).isEqualTo(TransportFailure.Phase.RESPONSE);
    }

    @Test
    void tellsAHostThatDoesNotAnswer() {
        RestClient nowhere = RestClient.builder("vendor", URI.create("http://127.0.0.1:1"), new JdkHttpTransport(HTTP))
                .retryPolicy(RetryPolicy.never())
                .build();

        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> nowhere.get("get item", "/item").fetch(Item.class));

        assertThat(failure.phase()).isEqualTo(TransportFailure.Phase.CONNECT);
        assertThat(failure).hasMessageContaining("check the url's host and port");
    }

    @Test
    void endsOnInterruptAndKeepsTheFlag() {
        answers(okJson("{}").withFixedDelay(20_000));
        Thread.currentThread().interrupt();

        TransportException failure = failure(client, TransportException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.phase()).isEqualTo(TransportFailure.Phase.INTERRUPTED);
        assertThat(failure.retryable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400, io.throughline.core.http.QueryRejectedException, CALLER",
        "401, io.throughline.core.http.AuthenticationException, CREDENTIALS",
        "403, io.throughline.core.http.PermissionException, PERMISSION",
        "404, io.throughline.core.http.NotFoundException, CALLER",
        "409, io.throughline.core.http.ResponseException, CALLER",
        "410, io.throughline.core.http.NotFoundException, CALLER"
    })
    void tellsAtOnce(int status, Class<? extends ResponseException> type, Category category) {
        answers(aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"detail\":{\"code\":\"some-code\",\"message\":\"no: " + TOKEN + "\"}}"));

        ResponseException failure = failure(client, type);

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.details().code()).isEqualTo("some-code");
        assertThat(failure.details().message()).isEqualTo("no: ***");
        assertThat(failure.details().toString()).doesNotContain(TOKEN);
        SERVER.verify(1, getRequestedFor(urlPathEqualTo("/item")));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
