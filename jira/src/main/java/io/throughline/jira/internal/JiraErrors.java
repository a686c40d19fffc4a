package io.throughline.jira.internal;

import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.ErrorReader;
import io.throughline.core.http.Headers;
import io.throughline.core.http.OutcomeUnknownException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.VendorError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What Jira's failures mean. Many of its reads can be done without an account; so a token that is not accepted may be
 * answered with success and nothing in it, or with "not found". A header tells.
 */
public final class JiraErrors {

    /** What operations that create an issue are called, so that their failures can say how to look for it. */
    public static final String CREATE = "create issue";

    private static final String LOGIN_HEADER = "X-Seraph-LoginReason";
    private static final String DENIAL_HEADER = "X-Authentication-Denied-Reason";
    private static final String DENIED = "AUTHENTICATION_DENIED";
    private static final String REFUSED = "login refused";
    private static final String CREDENTIAL_REMEDY = "check email and token: API tokens expire after at most a year"
            + " (https://id.atlassian.com/manage-profile/security/api-tokens), and a scoped one works only at"
            + " https://api.atlassian.com/ex/jira/<cloud id>";
    private static final String CAPTCHA_REMEDY =
            "sign in once in a browser to answer the CAPTCHA that Jira asks for after failed logins";
    private static final String SCOPE_REMEDY = "give the token the scope that this call needs: read:jira-work,"
            + " write:jira-work, read:jira-user, manage:jira-project for versions, or their granular forms";

    private JiraErrors() {}

    /** Reads an answer that is no success. */
    public static VendorError read(String operation, int status, Headers headers, @Nullable Object body) {
        VendorError error = ErrorReader.standard().read(operation, status, headers, body);
        Optional<String> refusal = refusal(headers);
        if (refusal.isPresent()) {
            return new VendorError(REFUSED, refused(refusal.get()), error.requestId(), remedy(headers, refusal.get()));
        }
        return error.withRemedy(remedy(operation, status, headers, error));
    }

    private static @Nullable String remedy(String operation, int status, Headers headers, VendorError error) {
        if (status == 403 && headers.first(DENIAL_HEADER).isPresent()) {
            return CAPTCHA_REMEDY;
        }
        return switch (status) {
            case 401 -> words(error).contains("scope") ? SCOPE_REMEDY : CREDENTIAL_REMEDY;
            case 403 ->
                "grant the account the permission in the project's permission scheme"
                        + " (\"Browse projects\" to read), or sign in once in a browser if a CAPTCHA is asked for";
            case 404 -> "check the url and the keys; Jira also says so of what the account may not see";
            case 409 -> "somebody else changed it at the same time: read it again, then repeat the change";
            case 410 -> "Jira has removed this part of its interface: use a newer version of this client";
            case 413 -> "the issue has reached Jira's limit of comments, links or attachments, or the text is too long";
            default ->
                status >= 500 && operation.startsWith(CREATE)
                        ? "search for the draft's label, or read its property, before creating it again"
                        : null;
        };
    }

    private static String words(VendorError error) {
        return String.valueOf(error.message()).toLowerCase(Locale.ROOT);
    }

    /** Makes a call; a login that was refused is told as that, whatever else Jira answered. */
    static <T> T authenticated(Supplier<T> call) {
        try {
            return call.get();
        } catch (OutcomeUnknownException e) {
            if (e.getCause() instanceof ResponseException failure && isRefused(failure)) {
                throw refused(failure, e);
            }
            throw e;
        } catch (ResponseException e) {
            if (isRefused(e) && !(e instanceof AuthenticationException)) {
                throw refused(e, e);
            }
            throw e;
        }
    }

    private static boolean isRefused(ResponseException failure) {
        return REFUSED.equals(failure.details().code());
    }

    private static AuthenticationException refused(ResponseException failure, RuntimeException told) {
        AuthenticationException refused = new AuthenticationException(failure.call(), failure.details());
        refused.addSuppressed(told);
        return refused;
    }

    /** A server may name several reasons, for several ways of logging in: one that worked is enough. */
    static Optional<String> refusal(Headers headers) {
        List<String> reasons = headers.all(LOGIN_HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return reasons.contains("OK")
                ? Optional.empty()
                : reasons.stream()
                        .filter(reason -> reason.equals("AUTHENTICATED_FAILED") || reason.equals(DENIED))
                        .findFirst();
    }

    private static String refused(String reason) {
        return "Jira did not accept the credential and answered as to nobody (" + reason + ")";
    }

    private static String remedy(Headers headers, String refusal) {
        return refusal.equals(DENIED) || headers.first(DENIAL_HEADER).isPresent()
                ? CAPTCHA_REMEDY + "; then " + CREDENTIAL_REMEDY
                : CREDENTIAL_REMEDY;
    }
}
