package io.throughline.examples.dashboards;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.throughline.core.view.Views;
import io.throughline.examples.dashboards.web.Show;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the dashboards that a {@link DashboardMaterializer} keeps ready, on the loopback address only. Reads views and
 * nothing else. Ends all of its threads when it is closed.
 */
public final class DashboardServer implements AutoCloseable {

    private static final String ADDRESS = "127.0.0.1";

    private final Javalin javalin;
    private final int port;

    private DashboardServer(Javalin javalin) {
        this.javalin = javalin;
        this.port = javalin.port();
    }

    /** Returns a builder of a server over the views of a store. */
    public static Builder builder(Views views) {
        return new Builder(Objects.requireNonNull(views, "views"));
    }

    /** Returns the address of the overview. */
    public URI uri() {
        return URI.create("http://" + ADDRESS + ":" + port + "/");
    }

    /** Returns the address of an incident's page, whether or not there is such an incident. */
    public URI incidentUri(String incidentId) {
        return uri().resolve("/incidents/" + Show.path(incidentId));
    }

    /** Returns the address of a service's performance page, whether or not there is such a service. */
    public URI performanceUri(String product, String service) {
        return uri().resolve("/performance/" + Show.path(product) + "/" + Show.path(service));
    }

    /** Stops serving. Idempotent. */
    @Override
    public void close() {
        javalin.stop();
    }

    /** Says where and what to serve. Not thread-safe. */
    public static final class Builder {

        private final Views views;
        private Clock clock = Clock.systemUTC();
        private int port;

        private Builder(Views views) {
            this.views = views;
        }

        /** Sets the port; 0, the default, takes any that is free. */
        public Builder port(int number) {
            if (number < 0 || number > 65_535) {
                throw new IllegalArgumentException("port must be in [0, 65535], was " + number);
            }
            this.port = number;
            return this;
        }

        /** Sets the clock that tells how old the shown data are; the system's by default. */
        public Builder clock(Clock source) {
            this.clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Starts serving.
         *
         * @throws UncheckedIOException if the port cannot be had
         */
        public DashboardServer start() {
            QueuedThreadPool threads = new QueuedThreadPool(16, 4);
            threads.setName("throughline-dashboards");
            DashboardRoutes routes = new DashboardRoutes(views, clock);
            Javalin javalin = Javalin.create(config -> {
                config.startup.showJavalinBanner = false;
                config.startup.showOldJavalinVersionWarning = false;
                config.startup.startupWatcherEnabled = false;
                config.jetty.threadPool = threads;
                config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
                routes.register(config.routes);
            });
            try {
                javalin.start(ADDRESS, port);
            } catch (JavalinBindException e) {
                javalin.stop();
                String problem = "port " + port + " on " + ADDRESS
                        + " cannot be had, it is taken or not allowed; choose another, or 0 for any that is free";
                throw new UncheckedIOException(problem, new IOException(e.getMessage(), e));
            }
            return new DashboardServer(javalin);
        }
    }
}
