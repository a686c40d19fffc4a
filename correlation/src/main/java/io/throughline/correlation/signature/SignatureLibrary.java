package io.throughline.correlation.signature;

import static io.throughline.correlation.signature.Place.CALLEES;
import static io.throughline.correlation.signature.Place.CALLERS;
import static io.throughline.correlation.signature.Place.HERE;
import static io.throughline.correlation.signature.Place.HERE_OR_CALLERS;

import io.throughline.core.telemetry.Metrics;
import io.throughline.correlation.detect.Direction;
import io.throughline.correlation.signature.Sign.Calls;
import io.throughline.correlation.signature.Sign.Climb;
import io.throughline.correlation.signature.Sign.Deployment;
import io.throughline.correlation.signature.Sign.Level;
import io.throughline.correlation.signature.Sign.Move;
import io.throughline.correlation.signature.Sign.NewError;
import io.throughline.correlation.signature.Sign.PlanChange;
import io.throughline.correlation.signature.Sign.Test;
import io.throughline.correlation.signature.Sign.Uneven;
import io.throughline.correlation.signature.Sign.Words;
import io.throughline.correlation.signature.Signature.Family;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The well-known failures of services on Azure. What each sign rests on, and where that is documented, is in {@code
 * docs/signatures.md}.
 */
public final class SignatureLibrary {

    private static final List<String> CPU = List.of(Metrics.CPU_UTILIZATION);
    private static final List<String> LOG_IO = List.of("azure.db.io.log.utilization");
    private static final List<String> CREDITS =
            List.of("azure.db.cpu.credits.remaining", "azure.host.cpu.credits.remaining");
    private static final List<String> SNAT =
            List.of("azure.lb.state.snat.connections", "azure.nat.state.snat.connections");
    private static final List<String> PENDING = List.of(
            Metrics.CONNECTIONS_PENDING, "db.client.connection.timeouts", "db.client.connection.wait_time.mean");
    private static final List<String> THROTTLED =
            List.of("azure.cosmos.requests.throttled", "azure.cosmos.collection.requests.throttled");
    private static final List<String> MEMORY = List.of(
            Metrics.MEMORY_UTILIZATION,
            "azure.app.memory.working_set",
            "azure.app.memory.private",
            "container.memory.working_set",
            "jvm.memory.used_after_last_gc");
    private static final List<String> TROUBLE =
            List.of(Metrics.REQUEST_DURATION, Metrics.REQUEST_FAILURES, Metrics.ERROR_COUNT);

    private static final Pattern CREDENTIAL = ignoringCase("certificate (?:has )?(?:expired|is not yet valid)"
            + "|CertificateExpiredException|PKIX path|certificate verify failed|SSLHandshake|RemoteCertificate"
            + "|AADSTS7000222|AADSTS700027|client secret.{0,40}expired|token (?:is |has )?expired|ExpiredToken"
            + "|password authentication failed|not permitted to log in|Login failed for user|SecretExpired"
            + "|AuthenticationFailed");
    private static final Pattern QUOTA = ignoringCase("quota.{0,20}exceeded|exceed\\w* .{0,30}quota|QuotaExceeded"
            + "|Too ?Many ?Requests|rate limit|throttl|\\b429\\b|OperationNotAllowed");
    private static final Pattern PORTS = ignoringCase("cannot assign requested address|only one usage of each socket"
            + "|SNAT|address already in use|connect(?:ion)? timed out|ConnectTimeout");
    private static final Pattern POOL = ignoringCase("connection is not available|SQLTransientConnection"
            + "|timeout expired.{0,80}obtaining a connection|pool (?:is )?(?:exhausted|empty)|PoolExhausted"
            + "|too many clients|remaining connection slots");
    private static final Pattern MEMORY_GONE =
            ignoringCase("OutOfMemory|out of memory|OOMKilled|heap space|GC overhead|MemoryError");

    private SignatureLibrary() {}

    /** Returns the ten signatures, by id. */
    public static List<Signature> all() {
        return List.of(
                cpuCredits(),
                credentialExpiry(),
                deployRegression(),
                dtuLogCap(),
                memoryLeak(),
                planRegression(),
                poolExhaustion(),
                quota(),
                ruHotPartition(),
                snatExhaustion());
    }

    private static Signature cpuCredits() {
        return new Signature(
                "cpu-credits",
                "CPU credits used up",
                Family.RESOURCE,
                List.of(new Level(HERE, "its CPU credits are used up", CREDITS, null, Test.FALLS_TO_SHARE, 0.02)),
                List.of(
                        new Move(HERE, "its processor is at its limit", CPU, Direction.UP),
                        new Move(HERE, "its processor does less than before", CPU, Direction.DOWN)),
                List.of(),
                "Move it to a tier that is not burstable, or to a larger burstable one.");
    }

    private static Signature credentialExpiry() {
        return new Signature(
                "credential-expiry",
                "Credential or certificate no longer accepted",
                Family.DEPENDENCY,
                List.of(
                        new Words(CALLERS, "its callers are refused for who they are", CREDENTIAL),
                        new Calls("calls to it fail or stay away")),
                List.of(new NewError(CALLERS, "the refusal was never seen before")),
                List.of(new Level(HERE, "it is at its limit itself", CPU, null, Test.REACHES, 0.95)),
                "Renew the certificate or secret, and let every service that uses it read it anew.");
    }

    private static Signature deployRegression() {
        return new Signature(
                "deploy-regression",
                "Release that broke something",
                Family.CHANGE,
                List.of(
                        new Deployment(HERE, "it was deployed shortly before"),
                        new Move(HERE, "it got slower or fails", TROUBLE, Direction.UP)),
                List.of(new NewError(HERE, "it throws what it never threw before")),
                List.of(new Move(HERE, "it has more to do", List.of(Metrics.REQUEST_COUNT), Direction.UP)),
                "Roll the release back.");
    }

    private static Signature dtuLogCap() {
        return new Signature(
                "dtu-log-cap",
                "Log writes at the tier's limit",
                Family.RESOURCE,
                List.of(new Level(HERE, "its log writes are at the limit", LOG_IO, null, Test.REACHES, 0.95)),
                List.of(new Level(HERE, "its processor is not", CPU, null, Test.STAYS_BELOW, 0.8)),
                List.of(),
                "Write in larger batches, or choose a tier with a higher log rate; more CPU does not help.");
    }

    private static Signature memoryLeak() {
        return new Signature(
                "memory-leak",
                "Memory that is not given back",
                Family.RESOURCE,
                List.of(new Climb(HERE, "its memory climbs for hours", MEMORY)),
                List.of(
                        new Words(HERE_OR_CALLERS, "it runs out of memory", MEMORY_GONE),
                        new Level(
                                HERE,
                                "its memory is used up",
                                List.of(Metrics.MEMORY_UTILIZATION),
                                null,
                                Test.REACHES,
                                0.95)),
                List.of(new Climb(HERE_OR_CALLERS, "it has more and more to do", List.of(Metrics.REQUEST_COUNT))),
                "Restart it to gain time; compare two heap dumps an hour apart.");
    }

    private static Signature planRegression() {
        return new Signature(
                "plan-regression",
                "Query with a worse plan",
                Family.QUERY,
                List.of(
                        new PlanChange(HERE, "a query's plan changed"),
                        new Move(HERE, "its queries got slower", List.of(Metrics.QUERY_DURATION_MEAN), Direction.UP)),
                List.of(new Move(HERE, "its processor is busy with it", CPU, Direction.UP)),
                List.of(new Move(CALLERS, "its callers ask more", List.of(Metrics.REQUEST_COUNT), Direction.UP)),
                "Bring the index or the statistics back, or force the old plan.");
    }

    private static Signature poolExhaustion() {
        return new Signature(
                "pool-exhaustion",
                "Connection pool used up",
                Family.RESOURCE,
                List.of(
                        new Move(HERE, "requests wait for a connection", PENDING, Direction.UP),
                        new Words(HERE, "requests get no connection", POOL)),
                List.of(new Level(CALLEES, "what it connects to is not busy", CPU, null, Test.STAYS_BELOW, 0.8)),
                List.of(new Move(
                        CALLEES,
                        "queries there got slower and hold their connections",
                        List.of(Metrics.QUERY_DURATION_MEAN),
                        Direction.UP)),
                "Look for connections that are not given back, or held during calls elsewhere, before the pool is"
                        + " made larger.");
    }

    private static Signature quota() {
        return new Signature(
                "quota",
                "Quota or rate limit reached",
                Family.DEPENDENCY,
                List.of(
                        new Words(CALLERS, "its callers are told to slow down", QUOTA),
                        new Calls("calls to it fail or stay away")),
                List.of(
                        new NewError(CALLERS, "that was never seen before"),
                        new Level(HERE, "it counts refused requests", THROTTLED, null, Test.REACHES, 1)),
                List.of(new Level(HERE, "it is at its limit itself", CPU, null, Test.REACHES, 0.95)),
                "Ask for a higher quota, or call less often: honour Retry-After, cache, batch.");
    }

    private static Signature ruHotPartition() {
        return new Signature(
                "ru-hot-partition",
                "Hot partition",
                Family.RESOURCE,
                List.of(new Level(HERE, "requests are refused with 429", THROTTLED, null, Test.REACHES, 1)),
                List.of(new Uneven(
                        HERE,
                        "one partition is full while others are not",
                        "azure.cosmos.partition.ru.utilization",
                        0.95)),
                List.of(),
                "Choose a partition key that spreads the load; more throughput is shared evenly and helps little.");
    }

    private static Signature snatExhaustion() {
        return new Signature(
                "snat-exhaustion",
                "SNAT ports used up",
                Family.RESOURCE,
                List.of(new Level(HERE_OR_CALLERS, "new outgoing connections fail", SNAT, "Failed", Test.REACHES, 1)),
                List.of(
                        new Words(HERE_OR_CALLERS, "connections cannot be opened", PORTS),
                        new Move(
                                HERE_OR_CALLERS,
                                "outgoing calls fail",
                                List.of(Metrics.DEPENDENCY_FAILURES),
                                Direction.UP)),
                List.of(),
                "Reuse connections, or give it a NAT gateway or private endpoints.");
    }

    private static Pattern ignoringCase(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }
}
