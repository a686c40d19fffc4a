package io.throughline.core.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, for example {@code azure.workspaces.production.id}
 * @param reason what is wrong; secrets are never quoted
 * @param remedy what to do
 */
public record ConfigProblem(String path, String reason, String remedy) {

    @Override
    public String toString() {
        return path + ": " + reason + "; " + remedy;
    }
}
