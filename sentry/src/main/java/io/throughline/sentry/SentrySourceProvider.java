package io.throughline.sentry;

import io.throughline.core.config.ConfigSection;
import io.throughline.core.config.Secret;
import io.throughline.core.config.SourceProvider;
import io.throughline.core.source.SourceRuntime;
import io.throughline.core.source.TelemetrySource;
import io.throughline.core.telemetry.EntityMapping;
import io.throughline.sentry.stream.SentryStreams;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the configuration of Sentry:
 *
 * <pre>{@code
 * sentry:
 *   url: https://de.sentry.io          # or us.sentry.io, or a self-hosted server
 *   organization: acme
 *   token: ${env:SENTRY_TOKEN}
 *   environments: [production]         # the default; [] reads all of them together
 *   projects: [checkout-web]           # more projects than the mapped ones
 * products:
 *   checkout:
 *     services:
 *       checkout-api:
 *         sentry: [checkout-api]       # slugs of projects
 * }</pre>
 *
 * Read are the mapped projects and those under {@code projects}; without either, every project that the token may see.
 */
public final class SentrySourceProvider implements SourceProvider {

    static final String ID = "sentry";

    private static final String DEFAULT_ENVIRONMENT = "production";

    /** Creates the provider; {@link java.util.ServiceLoader} needs it. */
    public SentrySourceProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ConfiguredSource configure(SourceConfig config) {
        ConfigSection section = config.section();
        URI url = section.requiredUrl("url", "write the server's address, for example https://de.sentry.io");
        if (url.getPath() != null && url.getPath().contains("/api/0")) {
            section.problem("url", "must be the server's address, was that of the API", "leave out /api/0");
        }
        String organization = section.requiredText("organization", "write the organization's slug");
        Secret token = section.requiredSecret("token", "SENTRY_TOKEN");
        if (token.reveal().chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
            section.problem("token", "holds a space or a character outside ASCII", "copy the token again");
        }
        List<String> environments =
                section.has("environments") ? section.texts("environments") : List.of(DEFAULT_ENVIRONMENT);
        Set<String> projects = new TreeSet<>();
        section.texts("projects").forEach(slug -> projects.add(slug.toLowerCase(Locale.ROOT)));
        section.rejectUnknownKeys();

        List<EntityMapping> mappings = new ArrayList<>();
        config.targets().forEach((target, part) -> {
            for (String slug : part.texts("projects")) {
                if (slug.isBlank()) {
                    part.problem("projects", "holds an empty name", "write slugs of Sentry projects");
                } else {
                    projects.add(slug.toLowerCase(Locale.ROOT));
                    mappings.add(EntityMapping.of(
                            target, new EntityMapping.ById(SentryStreams.projectId(organization, slug))));
                }
            }
            part.rejectUnknownKeys();
        });
        return new Configured(new SentrySettings(url, organization, token, environments, projects), mappings);
    }

    private record Configured(SentrySettings settings, List<EntityMapping> mappings) implements ConfiguredSource {

        Configured {
            mappings = List.copyOf(mappings);
        }

        @Override
        public TelemetrySource open(SourceRuntime runtime) {
            return SentrySource.open(settings, runtime);
        }
    }
}
