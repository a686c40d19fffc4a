package io.throughline.core.http;

/** The name under which the library calls. */
final class UserAgent {

    private UserAgent() {}

    static String standard() {
        String version = UserAgent.class.getPackage().getImplementationVersion();
        return "throughline/" + (version == null ? "development" : version);
    }
}
