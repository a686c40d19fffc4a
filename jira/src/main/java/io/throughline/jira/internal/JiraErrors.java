package io.throughline.jira.internal;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.ErrorReader;
import io.throughline.core.http.Headers;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.RestResponse;
import io.throughline.core.http.VendorError;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Jira's failures mean. Many of its reads can be done without an account; so a token that is not accepted may be
 * answered with success and nothing in it, or with "not found". A header tells.
 */
public final class JiraErrors {

    private static final String SYSTEM = "jira";
    private static final String LOGIN_HEADER = "X-Seraph-LoginReason";
    private static final String REFUSED = "login refused";
    private static final String CREDENTIAL_REMEDY = "check email and token: API tokens expire after at most a year"
            + " (https://id.atlassian.com/manage-profile/security/api-tokens), and a scoped one works only at"
            + " https://api.atlassian.com/ex/jira/<cloud id>";

    private JiraErrors() {}

    /** Reads an answer that is no success. */
    public static VendorError read(String operation, int status, Headers headers, @Nullable Object body) {
        VendorError error = ErrorReader.standard().read(operation, status, headers, body);
        Optional<String> refusal = refusal(headers);
        if (refusal.isPresent()) {
            return new VendorError(REFUSED, refusal.get(), error.requestId(), CREDENTIAL_REMEDY);
        }
        return error.withRemedy(
                switch (status) {
                    case 401 -> CREDENTIAL_REMEDY;
                    case 403 ->
                        "grant the account the permission in the project's permission scheme"
                                + " (\"Browse projects\" to read), or sign in once in a browser if a CAPTCHA is asked for";
                    case 404 -> "check the url and the keys; Jira also says so of what the account may not see";
                    default -> null;
                });
    }

    /** Makes a call and returns its body, unless Jira carried it out for nobody. */
    static <T> T authenticated(String operation, String method, Supplier<RestResponse<T>> call) {
        RestResponse<T> response;
        try {
            response = call.get();
        } catch (ResponseException e) {
            if (REFUSED.equals(e.details().code()) && !(e instanceof AuthenticationException)) {
                AuthenticationException refused = new AuthenticationException(e.call(), e.details());
                refused.addSuppressed(e);
                throw refused;
            }
            throw e;
        }
        Optional<String> refusal = refusal(response.headers());
        if (refusal.isPresent()) {
            String requestId = ErrorReader.standard()
                    .read(operation, response.status(), response.headers(), null)
                    .requestId();
            throw new AuthenticationException(
                    CallInfo.of(SYSTEM, operation, method, response.uri(), 1, Duration.ZERO),
                    new ErrorDetails(response.status(), REFUSED, refusal.get(), requestId, CREDENTIAL_REMEDY, ""));
        }
        return response.body();
    }

    private static Optional<String> refusal(Headers headers) {
        return headers.first(LOGIN_HEADER)
                .map(String::strip)
                .filter(reason -> reason.equals("AUTHENTICATED_FAILED") || reason.equals("AUTHENTICATION_DENIED"))
                .map(reason -> "Jira did not accept the credential and answered as to nobody (" + reason + ")");
    }
}
