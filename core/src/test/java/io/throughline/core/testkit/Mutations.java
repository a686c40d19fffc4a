package io.throughline.core.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Feeds a parser with what its corpus may become on the way: bytes changed, taken away, doubled, brought from another
 * seed. For every build; {@code JAZZER_FUZZ=1} looks further. A failure names the seed of its random numbers.
 */
public final class Mutations {

    private static final byte[] TELLING =
            "{}[]<>\"',;:=\\/-+.0129eEnul \t\r\n\u0000tfZ%&".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    private final List<byte[]> seeds;
    private final long randomSeed;
    private final Random random;

    private Mutations(List<byte[]> seeds, long randomSeed) {
        this.seeds = seeds;
        this.randomSeed = randomSeed;
        this.random = new Random(randomSeed);
    }

    /**
     * Reads the corpus of a fuzz test: the files of {@code <test class>Inputs/<method>} beside the class.
     *
     * @param method the name of the fuzz test's method
     */
    public static Mutations of(Class<?> test, String method) {
        String folder = test.getSimpleName() + "Inputs/" + method;
        URL found = test.getResource(folder);
        if (found == null) {
            throw new IllegalArgumentException("there is no folder " + folder + " beside " + test);
        }
        try (Stream<Path> files = Files.list(Path.of(found.toURI()))) {
            List<byte[]> seeds = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
            return new Mutations(seeds, new Random().nextLong());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Gives mutations to a parser. */
    public void feed(int times, Consumer<byte[]> parser) {
        for (int i = 0; i < times; i++) {
            byte[] input = mutated();
            try {
                parser.accept(input);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError(
                        "random seed " + randomSeed + ", input " + i + ": "
                                + new String(input, java.nio.charset.StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }

    private byte[] mutated() {
        byte[] bytes = one().clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(random.nextInt(12), bytes.length - at);
            byte[] between = switch (random.nextInt(5)) {
                case 0 -> new byte[] {(byte) random.nextInt(256)};
                case 1 -> new byte[] {TELLING[random.nextInt(TELLING.length)]};
                case 2 -> new byte[0];
                case 3 -> twice(Arrays.copyOfRange(bytes, at, at + length));
                default -> piece(one());
            };
            byte[] changed = Arrays.copyOf(bytes, bytes.length - length + between.length);
            System.arraycopy(between, 0, changed, at, between.length);
            System.arraycopy(bytes, at + length, changed, at + between.length, bytes.length - at - length);
            bytes = changed;
        }
        return bytes;
    }

    private byte[] one() {
        return seeds.get(random.nextInt(seeds.size()));
    }

    private byte[] piece(byte[] of) {
        int from = random.nextInt(of.length + 1);
        return Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(20)));
    }

    private static byte[] twice(byte[] bytes) {
        byte[] twice = Arrays.copyOf(bytes, bytes.length * 2);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        return twice;
    }
}
