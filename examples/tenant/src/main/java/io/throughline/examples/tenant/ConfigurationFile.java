package io.throughline.examples.tenant;

import io.throughline.examples.tenant.recording.Manifest;
import io.throughline.examples.tenant.recording.RecordedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Writes the configuration that leads to a tenant: one YAML file as production has it, the secrets it refers to in files
 * that only this user may read.
 */
final class ConfigurationFile {

    private final Manifest manifest;
    private final Map<Vendor, URI> endpoints;
    private final Path certificate;
    private final TenantSecrets secrets;

    ConfigurationFile(Manifest manifest, Map<Vendor, URI> endpoints, Path certificate, TenantSecrets secrets) {
        this.manifest = manifest;
        this.endpoints = Map.copyOf(endpoints);
        this.certificate = certificate;
        this.secrets = secrets;
    }

    Path write(Path folder) {
        try {
            Path absolute = Files.createDirectories(folder.toAbsolutePath());
            Path file = absolute.resolve("throughline.yaml");
            String azure =
                    secret(absolute, "azure-client-secret", secrets.azure().clientSecret());
            String sentry = secret(absolute, "sentry-token", secrets.sentry());
            String jira = secret(absolute, "jira-token", secrets.jira().token());
            String sonarcloud = secret(absolute, "sonarcloud-token", secrets.sonarcloud());
            Files.writeString(file, text(absolute, azure, sentry, jira, sonarcloud));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the tenant's configuration to " + folder, e);
        }
    }

    private static String secret(Path folder, String name, String value) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, value);
        return "${file:" + file + "}";
    }

    private String text(Path folder, String azureSecret, String sentryToken, String jiraToken, String sonarToken) {
        String azure = String.valueOf(endpoints.get(Vendor.AZURE));
        StringBuilder yaml = new StringBuilder();
        line(yaml, 0, "# Written by the built-in tenant: " + manifest.title().replaceAll("\\R", " "));
        line(yaml, 0, "store:");
        value(yaml, 1, "url", "jdbc:duckdb:" + folder.resolve("throughline.duckdb"));
        line(yaml, 0, "sync:");
        // The normal days and the stretch after them: there is nothing before.
        value(yaml, 1, "history", "4d");
        line(yaml, 0, "http:");
        line(yaml, 1, "trust: [" + quoted(certificate.toString()) + "]");
        line(yaml, 0, "azure:");
        value(yaml, 1, "cloud", "public");
        value(yaml, 1, "credential", "client-secret");
        value(yaml, 1, "tenantId", secrets.azure().tenantId());
        value(yaml, 1, "clientId", secrets.azure().clientId());
        value(yaml, 1, "clientSecret", azureSecret);
        line(yaml, 1, "subscriptions: [" + quoted(manifest.subscription()) + "]");
        line(yaml, 1, "workspaces:");
        line(yaml, 2, quoted(manifest.environment()) + ":");
        value(yaml, 3, "id", manifest.workspaceId());
        line(yaml, 1, "endpoints:");
        for (String plane : new String[] {"authority", "resourceManager", "logs", "metrics"}) {
            value(yaml, 2, plane, azure);
        }
        line(yaml, 0, "sentry:");
        value(yaml, 1, "url", String.valueOf(endpoints.get(Vendor.SENTRY)));
        value(yaml, 1, "organization", manifest.sentryOrganization());
        value(yaml, 1, "token", sentryToken);
        line(yaml, 1, "environments: [" + quoted(manifest.environment()) + "]");
        line(yaml, 0, "jira:");
        value(yaml, 1, "url", String.valueOf(endpoints.get(Vendor.JIRA)));
        // What tickets are called must not depend on the port of this start.
        value(yaml, 1, "site", manifest.jiraSite());
        value(yaml, 1, "email", secrets.jira().email());
        value(yaml, 1, "token", jiraToken);
        line(yaml, 0, "sonarcloud:");
        value(yaml, 1, "url", String.valueOf(endpoints.get(Vendor.SONARCLOUD)));
        // Nor must links to it.
        value(yaml, 1, "site", "https://sonarcloud.io");
        value(yaml, 1, "organization", manifest.sonarOrganization());
        value(yaml, 1, "token", sonarToken);
        products(yaml);
        return yaml.toString();
    }

    private void products(StringBuilder yaml) {
        line(yaml, 0, "products:");
        line(yaml, 1, quoted(manifest.product()) + ":");
        line(yaml, 2, "azure:");
        line(yaml, 3, "tags:");
        value(yaml, 4, "product", manifest.product());
        line(yaml, 2, "jira:");
        line(yaml, 3, "projects: [" + quoted(manifest.jiraProject()) + "]");
        line(yaml, 2, "services:");
        for (RecordedService service : manifest.services()) {
            line(yaml, 3, quoted(service.role()) + ":");
            line(yaml, 4, "azure:");
            line(yaml, 5, "roles: [" + quoted(service.role()) + "]");
            String resources = quoted(name(service.armId()));
            String plan = service.planArmId();
            line(yaml, 5, "resources: [" + (plan == null ? resources : resources + ", " + quoted(name(plan))) + "]");
            line(yaml, 4, "sentry: [" + quoted(service.sentryProject()) + "]");
            line(yaml, 4, "sonarcloud: [" + quoted(service.sonarProject()) + "]");
            line(yaml, 4, "jira:");
            line(yaml, 5, "components: [" + quoted(service.jiraComponent()) + "]");
        }
    }

    private static String name(String armId) {
        return armId.substring(armId.lastIndexOf('/') + 1);
    }

    private static void value(StringBuilder yaml, int depth, String key, String value) {
        line(yaml, depth, key + ": " + quoted(value));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void line(StringBuilder yaml, int depth, String text) {
        yaml.append("  ".repeat(depth)).append(text).append('\n');
    }
}
