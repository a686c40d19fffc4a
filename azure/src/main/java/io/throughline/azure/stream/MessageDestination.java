package io.throughline.azure.stream;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A queue, topic or hub by the broker's host and its own name: what producers write as the target of a call and consumers
 * as the source of a request, {@code sb://shop.servicebus.windows.net/orders}.
 *
 * @param host the broker, lower case
 * @param name the queue, topic or hub, lower case
 */
record MessageDestination(String host, String name) {

    private static final String PRODUCER = "queue message";
    /** What exporters of Azure Monitor and the Azure SDKs write as the type of calls to a broker. */
    private static final List<String> BROKERS = List.of(
            "azure service bus",
            "azure event hubs",
            "servicebus",
            "eventhubs",
            "eventgrid",
            "kafka",
            "rabbitmq",
            "activemq",
            "jms");

    private static final Pattern ADDRESS = Pattern.compile(
            "(?:[a-z][a-z0-9+.-]*://)?(?<host>[^/\\s|:]+)(?::\\d+)?(?:/|\\s*\\|\\s*)(?<name>[^\\s|]+?)/*");

    /** Returns the destination of a call, if its type says that it went to a broker. */
    static Optional<MessageDestination> ofCall(String type, String target) {
        String kind = type.strip().toLowerCase(Locale.ROOT);
        boolean message = kind.startsWith(PRODUCER) || BROKERS.contains(kind);
        return message ? parse(target) : Optional.empty();
    }

    /** Returns the destination that a message came from, if the text names one. */
    static Optional<MessageDestination> parse(String text) {
        Matcher matcher = ADDRESS.matcher(text.strip().toLowerCase(Locale.ROOT));
        return matcher.matches()
                ? Optional.of(new MessageDestination(matcher.group("host"), matcher.group("name")))
                : Optional.empty();
    }
}
