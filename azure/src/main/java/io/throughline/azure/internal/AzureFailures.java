package io.throughline.azure.internal;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import io.throughline.core.ThroughlineException;
import io.throughline.core.ThroughlineException.Category;
import io.throughline.core.http.AuthenticationException;
import io.throughline.core.http.BodyTooLargeException;
import io.throughline.core.http.CallInfo;
import io.throughline.core.http.ErrorDetails;
import io.throughline.core.http.MalformedResponseException;
import io.throughline.core.http.NotFoundException;
import io.throughline.core.http.PermissionException;
import io.throughline.core.http.QueryRejectedException;
import io.throughline.core.http.RateLimit;
import io.throughline.core.http.RateLimitedException;
import io.throughline.core.http.ResponseException;
import io.throughline.core.http.ServiceUnavailableException;
import io.throughline.core.http.SourceException;
import io.throughline.core.http.TransportException;
import io.throughline.core.http.TransportFailure.Phase;
import io.throughline.core.http.UnreadableItems;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Turns what the SDK throws, or a service answers, into the exceptions that all of Throughline knows. */
public final class AzureFailures {

    private static final String SOURCE = "azure";
    private static final int LONGEST_EXCERPT = 300;
    private static final List<String> REQUEST_IDS =
            List.of("x-ms-request-id", "x-ms-correlation-request-id", "request-id", "x-ms-client-request-id");

    private final Clock clock;
    private final UnreadableItems unreadable;

    /** Creates a translator; the clock is what wait headers that name a date are compared to. */
    public AzureFailures(Clock clock) {
        this(clock, new UnreadableItems());
    }

    /**
     * Creates a translator.
     *
     * @param unreadable where items of lists go that cannot be read
     */
    public AzureFailures(Clock clock, UnreadableItems unreadable) {
        this.clock = clock;
        this.unreadable = unreadable;
    }

    /** Returns where items of lists go that cannot be read. */
    public UnreadableItems unreadable() {
        return unreadable;
    }

    /** Returns the exception for what an SDK client threw. */
    public ThroughlineException of(AzureCall call, CallNotes notes, RuntimeException thrown) {
        if (thrown instanceof ThroughlineException already) {
            return already;
        }
        if (thrown instanceof HttpResponseException answered && answered.getResponse() != null) {
            return of(call, notes, answered.getResponse());
        }
        CallInfo info = info(call, notes, null);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                return new TransportException(info, Phase.INTERRUPTED, "the thread was interrupted", thrown);
            }
            Optional<AuthenticationException> authentication = TokenFailures.of(info, cause);
            if (authentication.isPresent()) {
                authentication.get().addSuppressed(thrown);
                return authentication.get();
            }
            if (cause instanceof BodyTooLargeException) {
                return new MalformedResponseException(info, "", String.valueOf(cause.getMessage()), "", thrown);
            }
            if (cause instanceof IOException || cause instanceof UnresolvedAddressException) {
                Phase phase = phase(cause);
                return new TransportException(info, phase, words(cause) + remedy(phase), thrown);
            }
        }
        return new SourceException(Category.DATA, info, words(thrown), thrown);
    }

    /** Returns the exception for an answer that is no success. The body is read. */
    public ResponseException of(AzureCall call, CallNotes notes, HttpResponse response) {
        int status = response.getStatusCode();
        String body = body(response);
        Optional<AzureError> error = AzureError.parse(body);
        String remedy = remedy(call, status, error);
        ErrorDetails details = new ErrorDetails(
                status,
                error.map(AzureError::code).orElse(null),
                error.map(AzureError::words).filter(words -> !words.isEmpty()).orElse(null),
                requestId(response.getHeaders(), error),
                remedy,
                excerpt(body));
        CallInfo info = info(call, notes, response.getRequest());
        RateLimit limit = new RateLimit(
                null,
                null,
                null,
                WaitHeaders.read(response.getHeaders(), clock.instant()).orElse(null));
        return switch (status) {
            case 400, 422 -> new QueryRejectedException(info, details);
            case 401 ->
                withoutRole(error)
                        ? new PermissionException(info, details)
                        : new AuthenticationException(info, details);
            case 403 -> new PermissionException(info, details);
            case 404, 410 -> new NotFoundException(info, details);
            case 429 -> new RateLimitedException(info, details, limit);
            default ->
                status >= 500
                        ? new ServiceUnavailableException(info, details, limit)
                        : new ResponseException(Category.REMOTE, info, details);
        };
    }

    /** Returns the exception for a successful answer that cannot be read. */
    public MalformedResponseException unreadable(
            AzureCall call, CallNotes notes, String pointer, String expected, @Nullable Throwable cause) {
        return new MalformedResponseException(info(call, notes, null), pointer, expected, "", cause);
    }

    private static @Nullable String remedy(AzureCall call, int status, Optional<AzureError> error) {
        boolean wrongAudience =
                error.map(e -> e.mentions("InvalidAuthenticationTokenAudience")).orElse(false);
        if (wrongAudience) {
            return "the token is for another cloud or service: check 'cloud' and 'endpoints' in the configuration";
        }
        if (error.map(e -> e.mentions("InvalidAuthenticationTokenTenant")).orElse(false)) {
            return "the subscription belongs to another tenant: use a credential of its tenant";
        }
        if (error.map(e -> e.mentions("MissingSubscriptionRegistration")).orElse(false)) {
            return "register the resource provider that the message names on the subscription (az provider register)";
        }
        if (error.map(e -> e.mentions("MissingSubscriptionRegistration")).orElse(false)) {
            return "register the resource provider that the message names: az provider register --namespace"
                    + " <namespace>";
        }
        if (error.map(e -> e.mentions("AccountCostDisabled") || e.mentions("IndirectCostDisabled"))
                .orElse(false)) {
            return "costs are hidden from users of this subscription: an administrator of the billing account must allow"
                    + " to view charges (Enterprise Agreement: 'Account owners can view charges'; with a partner: the"
                    + " partner's cost visibility policy)";
        }
        return switch (status) {
            case 401 -> withoutRole(error) ? call.permission() : "check the credential";
            case 403 -> call.permission();
            case 404 -> call.notFound();
            default -> null;
        };
    }

    /** Cost Management knows who asks and yet answers 401 where a role is missing. */
    private static boolean withoutRole(Optional<AzureError> error) {
        return error.map(e -> e.mentions("RBACAccessDenied")).orElse(false);
    }

    private static CallInfo info(AzureCall call, CallNotes notes, @Nullable HttpRequest request) {
        if (request == null) {
            return new CallInfo(SOURCE, call.operation(), null, null, notes.attempts(), notes.elapsed());
        }
        HttpMethod method = request.getHttpMethod();
        java.net.URI address = java.net.URI.create(request.getUrl().toString());
        return CallInfo.of(SOURCE, call.operation(), method.toString(), address, notes.attempts(), notes.elapsed());
    }

    private static String body(HttpResponse response) {
        String body = response.getBodyAsString().block();
        return body == null ? "" : body;
    }

    private static String excerpt(String body) {
        String head = body.length() > LONGEST_EXCERPT ? body.substring(0, LONGEST_EXCERPT) + "…" : body;
        return head.replaceAll("\\s+", " ").strip();
    }

    private static @Nullable String requestId(HttpHeaders headers, Optional<AzureError> error) {
        for (String name : REQUEST_IDS) {
            String value = headers.getValue(HttpHeaderName.fromString(name));
            if (value != null) {
                return value;
            }
        }
        return error.map(AzureError::correlationId).orElse(null);
    }

    private static Phase phase(Throwable cause) {
        if (cause instanceof SSLException) {
            return Phase.TLS;
        }
        return cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnknownHostException
                        || cause instanceof UnresolvedAddressException
                ? Phase.CONNECT
                : Phase.RESPONSE;
    }

    private static String remedy(Phase phase) {
        return switch (phase) {
            case TLS ->
                "; if a proxy or a private authority signs certificates here, add its certificate to http.trust";
            case CONNECT -> "; check the endpoint, the name service and the proxy";
            default -> "";
        };
    }

    private static String words(Throwable cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName() + ": " + message;
        return excerpt(text);
    }
}
