package io.throughline.examples.shop.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One running JVM of a service at one version. */
final class ServiceInstance {
    private final ServiceKind kind;
    private final String version;
    private final String name;
    private final int port;
    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServiceInstance(ServiceKind kind, String version, String name, int port, Process process) {
        this.kind = kind;
        this.version = version;
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** Starts the process; it is not ready yet. */
    static ServiceInstance start(ServiceKind kind, String version, Path classes, int number, Settings settings)
            throws IOException {
        String name = kind.role() + "-" + number;
        int port = kind.port() + 100 * number + 200;
        Path configuration = settings.work().resolve(name + ".json");
        Files.writeString(configuration, agentConfiguration(kind, version, name, settings));
        List<String> command = new ArrayList<>(List.of("nice", "-n", "-5", javaCommand()));
        command.add("-javaagent:" + settings.agent());
        command.addAll(List.of("-Xms224m", "-Xmx224m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-XX:ActiveProcessorCount=2", "-Xss512k", "-Djdk.httpclient.keepalive.timeout=600"));
        command.add("-Dcom.zaxxer.hikari.aliveBypassWindowMs=3600000");
        command.add("-Dshop.port=" + port);
        command.add("-Dshop.control=" + (port + 50));
        command.add("-Dshop.product=" + kind.product());
        command.add("-Dshop.accessLog=" + settings.work().resolve(name + ".access.log"));
        command.add("-Dshop.release=" + kind.role() + "@" + version);
        command.add("-Dshop.instance=" + name);
        command.add("-Dshop.sentry.dsn=http://key@127.0.0.1:" + settings.collectorPort() + "/" + kind.sentryProject());
        command.add("-Dshop.upstreamTimeoutMs=" + (kind == ServiceKind.ORDERS ? 5_000 : 30_000));
        command.add("-Dshop.upstream.orders-api=http://127.0.0.1:" + ServiceKind.ORDERS.port());
        command.add("-Dshop.upstream.inventory-api=http://127.0.0.1:" + ServiceKind.INVENTORY.port());
        command.add("-Dshop.upstream.payments=http://127.0.0.1:" + Settings.PAYMENTS_PORT);
        if (kind.database() != null) {
            command.add("-Dshop.pool=" + kind.role());
            command.add("-Dshop.db.url=jdbc:postgresql://127.0.0.1:" + kind.databasePort() + "/" + kind.database()
                    + "?prepareThreshold=2&ApplicationName=" + kind.role());
            command.add("-Dshop.db.pool=10");
            command.add("-Dshop.db.timeoutMs=20000");
        }
        command.add("-cp");
        command.add(classes + java.io.File.pathSeparator + settings.classPath());
        command.add("io.throughline.examples.shop.chassis.ServiceMain");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put(
                        "APPLICATIONINSIGHTS_CONNECTION_STRING",
                        "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=http://127.0.0.1:"
                                + settings.collectorPort() + "/;LiveEndpoint=http://127.0.0.1:"
                                + settings.collectorPort() + "/");
        builder.environment().put("APPLICATIONINSIGHTS_CONFIGURATION_FILE", configuration.toString());
        builder.redirectErrorStream(true)
                .redirectOutput(settings.work().resolve(name + ".out").toFile());
        return new ServiceInstance(kind, version, name, port, builder.start());
    }

    private static String agentConfiguration(ServiceKind kind, String version, String name, Settings settings) {
        return "{\"role\":{\"name\":\"" + kind.role() + "\",\"instance\":\"" + name + "\"},"
                + "\"customDimensions\":{\"service.version\":\"" + version + "\"},"
                + "\"sampling\":{\"percentage\":" + settings.samplingPercentage()
                + ",\"overrides\":[{\"telemetryType\":\"dependency\",\"percentage\":0,\"attributes\":"
                + "[{\"key\":\"url.full\",\"matchType\":\"regexp\",\"value\":\".*/api/[0-9]+/envelope/.*\"}]}]},"
                + "\"preview\":{\"liveMetrics\":{\"enabled\":false},\"statsbeat\":{\"disabled\":true}},"
                + "\"instrumentation\":{\"logging\":{\"level\":\"WARN\"}},"
                + "\"metricIntervalSeconds\":" + settings.metricIntervalSeconds()
                + ",\"selfDiagnostics\":{\"destination\":\"console\",\"level\":\"WARN\"}}";
    }

    private static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    void awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended with exit code " + process.exitValue() + ", see its .out file");
            }
            try {
                control("/health");
                return;
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException(name + " was not ready after two minutes");
    }

    /** How many requests are being answered; {@code path} is {@code /health} or {@code /drain}. */
    int control(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + (port + 50) + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return Integer.parseInt(
                client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** Lets the running requests end, closing their connections, then stops the process. */
    void retire() throws IOException, InterruptedException {
        for (int i = 0; i < 450 && (control("/drain") > 0 || i < 30); i++) {
            Thread.sleep(100);
        }
        stop();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    ServiceKind kind() {
        return kind;
    }

    String version() {
        return version;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }
}
