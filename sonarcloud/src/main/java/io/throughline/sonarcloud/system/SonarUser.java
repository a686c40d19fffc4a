package io.throughline.sonarcloud.system;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom the token belongs to. The text form leaves the person out.
 *
 * @param isLoggedIn whether it is somebody at all; nobody is anonymous
 * @param login the login, or null
 * @param globalPermissions what the user may do everywhere: {@code admin}, {@code scan}, {@code provisioning}…
 */
public record SonarUser(boolean isLoggedIn, @Nullable String login, List<String> globalPermissions) {

    public SonarUser {
        globalPermissions = List.copyOf(globalPermissions);
    }

    @JsonCreator
    static SonarUser read(
            @JsonProperty("isLoggedIn") @Nullable Boolean isLoggedIn,
            @JsonProperty("login") @Nullable String login,
            @JsonProperty("permissions") @Nullable Permissions permissions) {
        List<String> global = permissions == null ? null : permissions.global();
        return new SonarUser(
                Boolean.TRUE.equals(isLoggedIn),
                login,
                global == null
                        ? List.of()
                        : global.stream().filter(Objects::nonNull).toList());
    }

    record Permissions(@Nullable List<String> global) {}

    @Override
    public String toString() {
        return "SonarUser[isLoggedIn=" + isLoggedIn + ", globalPermissions=" + globalPermissions + "]";
    }
}
