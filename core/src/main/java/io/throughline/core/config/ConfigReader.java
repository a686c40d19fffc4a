package io.throughline.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.throughline.core.config.SourceProvider.ConfiguredSource;
import io.throughline.core.config.SourceProvider.SourceConfig;
import io.throughline.core.source.Pseudonyms;
import io.throughline.core.store.Retention;
import io.throughline.core.store.StoreLocation;
import io.throughline.core.telemetry.EntityId;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.core.telemetry.EntityRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns YAML text into a checked configuration, collecting every problem before it gives up. */
final class ConfigReader {

    /** The vendors whose artifacts exist; a section of one without its artifact on the class path names it. */
    private static final List<String> VENDORS = List.of("azure", "sentry", "jira", "sonarcloud");

    private final String origin;
    private final Map<String, SourceProvider> providers = new TreeMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    /** Since when the mappings of a target hold, where the file says so. */
    private final Map<EntityId, Instant> validFrom = new TreeMap<>();
    /** For each source, the vendor's part of every service's and product's mapping. */
    private final Map<String, Map<EntityId, ConfigSection>> targets = new TreeMap<>();

    ConfigReader(String origin, List<SourceProvider> providers) {
        this.origin = origin;
        for (SourceProvider provider : providers) {
            this.providers.put(provider.id(), provider);
        }
    }

    ThroughlineConfig read(String yaml) {
        ConfigSection root = new ConfigSection("", tree(yaml), SecretResolver.ofProcess(), problems);
        ConfigSection store = root.section("store");
        ConfigSection kept = store.section("retention");
        StoreLocation location = StoreSection.read(store);
        List<Path> trust = trust(root.section("http"));
        SyncSettings sync = SyncSettings.read(root.section("sync"));
        Retention retention = RetentionReader.read(kept, sync.history());
        Pseudonyms pseudonyms = pseudonyms(root.section("privacy"));
        List<Product> products = products(root.section("products"));
        SortedMap<String, ConfiguredSource> sources = sources(root);
        checkSchedule(root.section("sync").section("every"), sync, sources);
        root.rejectUnknownKeys();
        if (!problems.isEmpty()) {
            throw new ConfigException(origin, problems);
        }
        return new ThroughlineConfig(
                location, retention, trust, sync, pseudonyms, sources, products, EntityRegistry.of(mappings(sources)));
    }

    private Map<String, @Nullable Object> tree(String yaml) {
        if (yaml.isBlank()) {
            throw failed("file", "is empty", "start with the sections store, products and one source");
        }
        try {
            YAMLMapper mapper = YAMLMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .build();
            Object value = mapper.readValue(yaml, new TypeReference<Object>() {});
            if (value instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> tree = new LinkedHashMap<>();
                map.forEach((key, item) -> tree.put(String.valueOf(key), item));
                return tree;
            }
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "file" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw failed(place, "is not valid YAML: " + firstLine(e), "mend the indentation or quoting there");
        }
        throw failed("file", "must hold sections", "write keys such as store: and products: at the left margin");
    }

    private ConfigException failed(String path, String reason, String remedy) {
        return new ConfigException(origin, List.of(new ConfigProblem(path, reason, remedy)));
    }

    private static String firstLine(JsonProcessingException e) {
        return Objects.requireNonNullElse(e.getOriginalMessage(), "unreadable")
                .lines()
                .findFirst()
                .orElse("unreadable");
    }

    private List<Path> trust(ConfigSection http) {
        List<Path> files = new ArrayList<>();
        for (String name : http.texts("trust")) {
            Path file = Path.of(name);
            if (Files.isReadable(file)) {
                files.add(file);
            } else {
                http.problem("trust", "names a file that cannot be read: " + name, "name a readable PEM file");
            }
        }
        http.rejectUnknownKeys();
        return files;
    }

    private @Nullable Pseudonyms pseudonyms(ConfigSection privacy) {
        Optional<Secret> key = privacy.secret("key");
        privacy.rejectUnknownKeys();
        if (key.isEmpty()) {
            return null;
        }
        byte[] bytes = key.get().reveal().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 16) {
            privacy.problem("key", "is too short to protect anyone", "use at least 16 random characters");
            return null;
        }
        return Pseudonyms.keyed(bytes);
    }

    private List<Product> products(ConfigSection section) {
        List<Product> products = new ArrayList<>();
        for (String name : section.keys()) {
            ConfigSection product = section.section(name);
            readTarget(product, EntityId.product(name));
            List<Product.Service> services = new ArrayList<>();
            ConfigSection below = product.section("services");
            for (String service : below.keys()) {
                services.add(service(below.section(service), name, service));
            }
            product.rejectUnknownKeys();
            products.add(new Product(name, services));
        }
        return products;
    }

    private Product.Service service(ConfigSection section, String product, String name) {
        EntityId id = EntityId.service(product, name);
        readTarget(section, id);
        ConfigSection code = section.section("code");
        Product.Service service =
                new Product.Service(id, name, code.url("repository").orElse(null), code.texts("paths"));
        code.rejectUnknownKeys();
        section.rejectUnknownKeys();
        return service;
    }

    private void readTarget(ConfigSection section, EntityId target) {
        section.instant("validFrom").ifPresent(instant -> validFrom.put(target, instant));
        for (String vendor : providers.keySet()) {
            if (section.has(vendor)) {
                targets.computeIfAbsent(vendor, v -> new TreeMap<>())
                        .put(target, section.sectionOrList(vendor, "projects"));
            }
        }
    }

    private SortedMap<String, ConfiguredSource> sources(ConfigSection root) {
        TreeMap<String, ConfiguredSource> sources = new TreeMap<>();
        providers.forEach((id, provider) -> {
            if (root.has(id)) {
                SourceConfig config = new SourceConfig(root.section(id), targets.getOrDefault(id, Map.of()));
                sources.put(id, provider.configure(config));
            } else if (targets.containsKey(id)) {
                root.problem(id, "is used by products, but not configured", "add a section " + id + ":");
            }
        });
        for (String vendor : VENDORS) {
            if (!providers.containsKey(vendor) && root.has(vendor)) {
                root.problem(
                        vendor,
                        "has no source on the class path",
                        "add the dependency io.throughline:throughline-" + vendor);
            }
        }
        if (sources.isEmpty() && problems.isEmpty()) {
            root.problem("file", "configures no source", "add one of the sections " + VENDORS);
        }
        return sources;
    }

    private static void checkSchedule(ConfigSection every, SyncSettings sync, Map<String, ConfiguredSource> sources) {
        for (String name : sync.every().keySet()) {
            String source = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
            if (!sources.containsKey(source)) {
                every.problem(name, "names no configured source", ConfigSection.suggestion(source, sources.keySet()));
            }
        }
    }

    private List<EntityMapping> mappings(Map<String, ConfiguredSource> sources) {
        List<EntityMapping> mappings = new ArrayList<>();
        for (ConfiguredSource source : sources.values()) {
            for (EntityMapping mapping : source.mappings()) {
                Instant since = validFrom.get(mapping.target());
                mappings.add(since == null ? mapping : new EntityMapping(mapping.target(), mapping.selector(), since));
            }
        }
        return mappings;
    }
}
