package io.throughline.sonarcloud.edition;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The two products, whose interfaces differ in parameters. */
public enum SonarEdition {
    /** SonarQube Cloud, once called SonarCloud: projects belong to an organization. */
    CLOUD,
    /** SonarQube Server and Community Build, which know no organizations. */
    SERVER;

    private static final Set<String> CLOUD_HOSTS = Set.of("sonarcloud.io", "sonarqube.us");

    /**
     * Returns where the newer interface is: {@code https://api.sonarcloud.io} for {@code https://sonarcloud.io}. Other
     * addresses are their own.
     */
    public static URI secondVersion(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return CLOUD_HOSTS.contains(host) ? URI.create(url.getScheme() + "://api." + host) : url;
    }

    /** Tells whether an address is one of SonarQube Cloud's. */
    public static boolean isCloudHost(URI url) {
        String host = url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
        return CLOUD_HOSTS.stream().anyMatch(known -> host.equals(known) || host.endsWith("." + known));
    }
}
