package io.throughline.examples.shop.load;

import io.throughline.examples.shop.clock.LoadShape;
import io.throughline.examples.shop.clock.ModelClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Customers, in a process of their own without the agent: arrivals at random (a Poisson process on the model clock), never waiting
 * for an answer before the next one comes. Arguments: base URL, model start, wall start, rate, requests a model minute and operation, seed.
 * Runs until it is terminated; prints the answers' counts at the end.
 */
public final class LoadDriver {
    private LoadDriver() {}

    /** Starts the load. */
    public static void main(String[] args) {
        ModelClock clock = new ModelClock(Instant.parse(args[1]), Instant.parse(args[2]), Integer.parseInt(args[3]));
        Clock wall = Clock.systemUTC();
        double perMinute = Double.parseDouble(args[4]);
        long seed = Long.parseLong(args[5]);
        Random random = new Random(seed);
        LoadShape shape = new LoadShape(seed);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Map<String, LongAdder> answers = new ConcurrentHashMap<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("answers " + answers)));
        Operation[] operations = Operation.values();
        double shares = 0;
        for (Operation operation : operations) {
            shares += operation.share();
        }
        long next = System.nanoTime();
        while (true) {
            double perModelMinute = perMinute * shares * shape.at(clock.toModel(wall.instant()));
            double perWallSecond = perModelMinute * clock.rate() / 60;
            next += (long) (-Math.log(1 - random.nextDouble()) / perWallSecond * 1e9);
            for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            HttpRequest request = pick(operations, shares, random)
                    .request(args[0], random)
                    .timeout(Duration.ofSeconds(60))
                    .build();
            // Nobody waits for an answer: it is counted when it comes.
            var unused = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, error) -> answers.computeIfAbsent(
                                    error == null ? String.valueOf(response.statusCode()) : error.toString(),
                                    k -> new LongAdder())
                            .increment());
        }
    }

    private static Operation pick(Operation[] operations, double shares, Random random) {
        double left = random.nextDouble() * shares;
        for (Operation operation : operations) {
            left -= operation.share();
            if (left < 0) {
                return operation;
            }
        }
        return operations[operations.length - 1];
    }
}
