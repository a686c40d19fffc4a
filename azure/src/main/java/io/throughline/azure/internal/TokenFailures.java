package io.throughline.azure.internal;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.identity.CredentialUnavailableException;
import com.microsoft.aad.msal4j.MsalServiceException;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Entra says when it gives no token, and what to do about it. */
final class TokenFailures {

    private static final Pattern CODE = Pattern.compile("AADSTS\\d+");
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("AADSTS7000215", "the client secret is wrong: give the secret's value, not its id"),
            Map.entry("AADSTS7000222", "the client secret has expired: create a new one"),
            Map.entry("AADSTS700016", "the client id is not known in this tenant: check clientId and tenantId"),
            Map.entry("AADSTS7000112", "the application is disabled in this tenant: have it enabled"),
            Map.entry("AADSTS90002", "the tenant does not exist: check tenantId, and cloud"),
            Map.entry("AADSTS900023", "the tenant does not exist: check tenantId, and cloud"),
            Map.entry("AADSTS700027", "the certificate is not registered with the application: upload it there"),
            Map.entry("AADSTS70021", "no federated credential of the application matches: check issuer and subject"),
            Map.entry("AADSTS700211", "no federated credential of the application matches: check its issuer"),
            Map.entry("AADSTS700213", "no federated credential of the application matches: check its subject"),
            Map.entry("AADSTS700024", "the federated token has expired: see that the token file is renewed"),
            Map.entry("AADSTS50034", "the account does not exist in this tenant: check tenantId"),
            Map.entry("AADSTS65001", "the application may not be used by this account: have an administrator consent"),
            Map.entry("AADSTS500011", "the service is not known in this tenant: check cloud and endpoints"),
            Map.entry("AADSTS530003", "conditional access forbids it: ask the tenant's administrator"));

    private TokenFailures() {}

    static Optional<AuthenticationException> of(CallInfo call, Throwable cause) {
        boolean aboutTokens = cause instanceof CredentialUnavailableException
                || cause instanceof ClientAuthenticationException
                || cause instanceof MsalServiceException;
        if (!aboutTokens) {
            return Optional.empty();
        }
        String message = String.valueOf(cause.getMessage());
        Matcher matcher = CODE.matcher(message);
        String code = matcher.find() ? matcher.group() : null;
        return Optional.of(new AuthenticationException(
                call, new ErrorDetails(401, code, firstSentence(message), null, remedy(code, cause), "")));
    }

    private static String remedy(@Nullable String code, Throwable cause) {
        if (code != null && REMEDIES.containsKey(code)) {
            return REMEDIES.get(code);
        }
        return cause instanceof CredentialUnavailableException
                ? "no credential of this kind is available here: sign in, or choose another one in 'credential'"
                : "check 'credential' in the configuration";
    }

    /** Entra appends trace ids and time to its sentence, and azure-identity a pointer to its manual. */
    private static String firstSentence(String message) {
        int end = message.indexOf("Trace ID");
        String head = end > 0 ? message.substring(0, end) : message;
        return head.replaceAll("\\s+", " ").strip();
    }
}
