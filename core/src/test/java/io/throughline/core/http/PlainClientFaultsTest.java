package io.throughline.core.http;

import io.throughline.core.testkit.ClientFaultContract;
import io.throughline.core.testkit.FaultReply;
import io.throughline.core.testkit.FaultServer;
import io.throughline.core.testkit.FaultSubject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract of the vendors' clients, held by the smallest client that can be built of the kit. */
class PlainClientFaultsTest extends ClientFaultContract {

    PlainClientFaultsTest() {
        super(new Plain());
    }

    record Item(
            @Nullable String id,
            @Nullable String text,
            @Nullable Long size,
            @Nullable Instant at) {}

    record ItemPage(@Nullable List<Item> items, @Nullable String next) {}

    private static final class PlainBuilder extends ClientBuilder<PlainBuilder> {

        PlainBuilder(URI endpoint) {
            super("plain", endpoint);
        }

        @Override
        protected PlainBuilder self() {
            return this;
        }

        RestClient build() {
            return rest().rateLimitHints((status, headers, now) -> new RateLimit(
                            null,
                            headers.number("X-Reset").isPresent() ? 0L : null,
                            headers.number("X-Reset").isPresent()
                                    ? Instant.ofEpochSecond(
                                            headers.number("X-Reset").getAsLong())
                                    : null,
                            null))
                    .build();
        }
    }

    private static final class Plain implements FaultSubject {

        @Override
        public String source() {
            return "plain";
        }

        @Override
        public Calls open(Setup setup) {
            RestClient client = setup.to(new PlainBuilder(setup.endpoint()))
                    .credential(Credential.bearer(setup.token()))
                    .build();
            return new Calls() {
                @Override
                public Object read() {
                    return client.get("get item", "/items/{}", 1)
                            .fetch(Item.class)
                            .body();
                }

                @Override
                public Iterable<?> list() {
                    return Paged.of(token -> {
                        ItemPage page = client.get("list items", "/items")
                                .queryIfPresent("page", token)
                                .fetch(ItemPage.class)
                                .body();
                        return Page.of(page.items() == null ? List.of() : page.items(), page.next());
                    });
                }

                @Override
                public void write() {
                    client.post("create item", "/items")
                            .json(Map.of("text", "a"))
                            .fetch(Item.class);
                }

                @Override
                public Object client() {
                    return client;
                }
            };
        }

        @Override
        public FaultReply found() {
            return FaultReply.json("{\"id\":\"1\",\"text\":\"a\",\"size\":7,\"at\":\"2026-03-01T12:00:00Z\"}");
        }

        @Override
        public FaultReply page(FaultServer.Request request, int pages, String text) {
            int number = request.target().contains("page=")
                    ? Integer.parseInt(request.target().replaceAll(".*=", ""))
                    : 1;
            return FaultReply.json("{\"items\":[{\"id\":\"" + number + "\",\"text\":\"" + text + "\"}]"
                    + (number < pages ? ",\"next\":\"" + (number + 1) + "\"" : "") + "}");
        }

        @Override
        public Optional<FaultReply> pageInACircle() {
            return Optional.of(FaultReply.json("{\"items\":[{\"id\":\"1\"}],\"next\":\"1\"}"));
        }

        @Override
        public Optional<FaultReply> written() {
            return Optional.of(found());
        }

        @Override
        public List<Refusal> refusals() {
            return List.of(new Refusal("an empty 401", FaultReply.status(401)));
        }

        @Override
        public Map<String, String> windowEndingAt(Instant reset) {
            return Map.of("X-Reset", String.valueOf(reset.getEpochSecond()));
        }

        @Override
        public Set<String> openEnumerations() {
            return Set.of("text");
        }
    }
}
