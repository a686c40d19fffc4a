package io.throughline.examples.shop.chassis;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.metrics.Meter;
import io.sentry.Sentry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Starts one service, configured by system properties: {@code shop.port}, {@code shop.control} (port of the uninstrumented
 * control server), {@code shop.product} (class), {@code shop.accessLog}, {@code shop.db.url} with {@code shop.db.pool} and
 * {@code shop.db.timeoutMs}, {@code shop.upstream.<name>} with {@code shop.upstreamTimeoutMs}, {@code shop.sentry.dsn},
 * {@code shop.release}, {@code shop.instance}.
 */
public final class ServiceMain {
    private static final int MAX_THREADS = 600;

    private ServiceMain() {}

    /** Starts the service and returns; the process lives until it is terminated. */
    public static void main(String[] args) throws Exception {
        startSentry();
        @Nullable HikariDataSource database = database();
        AtomicBoolean draining = new AtomicBoolean();
        Server server = new Server(new QueuedThreadPool(MAX_THREADS, 16));
        HttpConnectionFactory http = new HttpConnectionFactory();
        http.getHttpConfiguration().setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, http);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.getInteger("shop.port"));
        connector.setIdleTimeout(Duration.ofMinutes(30).toMillis());
        server.setConnectors(new Connector[] {connector});
        server.setRequestLog(new AccessLog(Path.of(required("shop.accessLog")), Clock.systemUTC()));
        StatisticsHandler statistics = new StatisticsHandler();
        statistics.setHandler(operations(database, draining));
        server.setHandler(statistics);
        server.setStopTimeout(5_000);
        server.setStopAtShutdown(true);
        server.start();
        control(draining, statistics);
    }

    private static ServletContextHandler operations(@Nullable HikariDataSource database, AtomicBoolean draining)
            throws ReflectiveOperationException {
        Map<String, Map<String, Handler>> handlers = new TreeMap<>();
        Routes routes = (method, path, handler) ->
                handlers.computeIfAbsent(path, p -> new TreeMap<>()).put(method, handler);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Product product = Class.forName(required("shop.product"))
                .asSubclass(Product.class)
                .getDeclaredConstructor()
                .newInstance();
        product.register(routes, new ConfiguredResources(client, database));
        ServletContextHandler context = new ServletContextHandler();
        handlers.forEach((path, byMethod) ->
                context.addServlet(new ServletHolder(new OperationServlet(path, byMethod, draining::get)), path));
        return context;
    }

    private static void startSentry() {
        Sentry.init(options -> {
            options.setDsn(required("shop.sentry.dsn"));
            options.setRelease(required("shop.release"));
            options.setEnvironment("production");
            options.setServerName(required("shop.instance"));
            options.setMaxQueueSize(2_000);
            options.addInAppInclude("shop.");
            options.setEnableUncaughtExceptionHandler(true);
        });
    }

    private static @Nullable HikariDataSource database() {
        String url = System.getProperty("shop.db.url");
        if (url == null) {
            return null;
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName(required("shop.pool"));
        config.setJdbcUrl(url);
        config.setUsername("shop");
        config.setMaximumPoolSize(Integer.getInteger("shop.db.pool"));
        config.setConnectionTimeout(Long.getLong("shop.db.timeoutMs"));
        HikariDataSource source = new HikariDataSource(config);
        Meter meter = GlobalOpenTelemetry.getMeter("shop.pool");
        meter.gaugeBuilder("db.client.connections.active")
                .buildWithCallback(m -> m.record(source.getHikariPoolMXBean().getActiveConnections()));
        meter.gaugeBuilder("db.client.connections.pending")
                .buildWithCallback(m -> m.record(source.getHikariPoolMXBean().getThreadsAwaitingConnection()));
        return source;
    }

    private static void control(AtomicBoolean draining, StatisticsHandler statistics) throws IOException {
        HttpServer control = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.getInteger("shop.control")), 0);
        control.createContext("/", exchange -> {
            if (exchange.getRequestURI().getPath().equals("/drain")) {
                draining.set(true);
            }
            byte[] body = String.valueOf(statistics.getRequestsActive()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        control.start();
    }

    static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException("system property " + property + " is not set");
        }
        return value;
    }
}
