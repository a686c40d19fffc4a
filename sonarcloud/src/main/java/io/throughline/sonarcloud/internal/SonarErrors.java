package io.throughline.sonarcloud.internal;

import io.throughline.core.http.ErrorReader;
import io.throughline.core.http.Headers;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.VendorError;
import org.jspecify.annotations.Nullable;

/** What Sonar's failures mean; a refused token is answered with an empty body. */
public final class SonarErrors {

    public static final String CREDENTIAL_REMEDY =
            "check the token: make a user token, or on Cloud a scoped organization token,"
                    + " under My Account > Security; analysis tokens cannot read";

    private SonarErrors() {}

    public static VendorError read(String operation, int status, Headers headers, @Nullable Object body) {
        return ErrorReader.standard()
                .read(operation, status, headers, body)
                .withRemedy(
                        switch (status) {
                            case 401 -> CREDENTIAL_REMEDY;
                            case 403 -> "grant the token's owner \"Browse\" on the project";
                            case 404 ->
                                "check url, organization and project key; a private project is also answered so"
                                        + " to who may not browse it";
                            default -> null;
                        });
    }

    /** Tells whether the server does not know the call, rather than the thing that was asked for. */
    public static boolean isUnknownCall(NotFoundException failure) {
        String message = failure.details().message();
        return message != null && message.startsWith("Unknown url");
    }
}
