package io.throughline.core.config;

import io.throughline.core.config.SourceProvider.ConfiguredSource;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StoreLocation;
import io.throughline.core.telemetry.EntityRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was checked as a whole: store, trust, sources and what belongs to which product. Immutable.
 *
 * <pre>{@code
 * ThroughlineConfig config = ThroughlineConfig.load(Path.of("throughline.yaml"));
 * }</pre>
 */
public final class ThroughlineConfig {

    /** How far back the first sync reads unless {@code sync.history} says otherwise. */
    public static final Duration DEFAULT_HISTORY = Duration.ofDays(7);

    private final StoreLocation store;
    private final Retention retention;
    private final List<Path> trust;
    private final SyncSettings sync;
    private final @Nullable Pseudonyms pseudonyms;
    private final SortedMap<String, ConfiguredSource> sources;
    private final List<Product> products;
    private final EntityRegistry registry;

    ThroughlineConfig(
            StoreLocation store,
            Retention retention,
            List<Path> trust,
            SyncSettings sync,
            @Nullable Pseudonyms pseudonyms,
            SortedMap<String, ConfiguredSource> sources,
            List<Product> products,
            EntityRegistry registry) {
        this.store = store;
        this.retention = retention;
        this.trust = List.copyOf(trust);
        this.sync = sync;
        this.pseudonyms = pseudonyms;
        this.sources = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(sources));
        this.products = List.copyOf(products);
        this.registry = registry;
    }

    /**
     * Reads and checks a YAML file, with the sources that are on the class path.
     *
     * @throws ConfigException if the file is missing, is no YAML, or anything in it is wrong; names every problem
     */
    public static ThroughlineConfig load(Path file) {
        return load(file, providersOnClassPath());
    }

    /** As {@link #load(Path)}, with the sources given. */
    public static ThroughlineConfig load(Path file, List<SourceProvider> providers) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(
                    file.toString(),
                    List.of(new ConfigProblem(
                            "file", "does not exist", "name an existing file with --config, or create it")));
        } catch (IOException e) {
            throw new ConfigException(
                    file.toString(),
                    List.of(new ConfigProblem(
                            "file", "cannot be read: " + e.getMessage(), "make it readable UTF-8 text")));
        }
        return parse(text, file.toString(), providers);
    }

    /**
     * Reads and checks YAML text.
     *
     * @param origin how messages name the text
     * @throws ConfigException as {@link #load(Path)}
     */
    public static ThroughlineConfig parse(String yaml, String origin, List<SourceProvider> providers) {
        return new ConfigReader(origin, providers).read(yaml);
    }

    /** Returns the providers that the class path offers, by ascending id. */
    public static List<SourceProvider> providersOnClassPath() {
        return ServiceLoader.load(SourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(java.util.Comparator.comparing(SourceProvider::id))
                .toList();
    }

    /** Returns where the store is. */
    public StoreLocation store() {
        return store;
    }

    /** Returns the PEM files whose certificates are trusted beside the JDK's own. */
    public List<Path> trust() {
        return trust;
    }

    /** Returns what the store keeps how long. */
    public Retention retention() {
        return retention;
    }

    /** Returns how sources are synced. */
    public SyncSettings sync() {
        return sync;
    }

    /** Returns how far back the first sync reads. */
    public Duration history() {
        return sync.history();
    }

    /** Returns what turns identifiers of people into keyed hashes; empty if no key is configured. */
    public Optional<Pseudonyms> pseudonyms() {
        return Optional.ofNullable(pseudonyms);
    }

    /** Returns the configured sources by id. */
    public SortedMap<String, ConfiguredSource> sources() {
        return sources;
    }

    /** Returns the products in the order of the file. */
    public List<Product> products() {
        return products;
    }

    /** Returns the product of a name. */
    public Optional<Product> product(String name) {
        return products.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Returns what joins vendors' entities to services and products. */
    public EntityRegistry registry() {
        return registry;
    }

    @Override
    public String toString() {
        return "ThroughlineConfig[store=" + store + ", sources=" + sources.keySet() + ", products="
                + products.stream().map(Product::name).toList() + "]";
    }
}
