package io.throughline.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A credential that is made anew when what it is made of was replaced: a secret's file, a certificate. It looks whenever a
 * token is asked for, which is when the last one is about to expire. Thread-safe.
 */
final class RotatingCredential implements TokenCredential {

    private final Supplier<?> version;
    private final Supplier<TokenCredential> maker;
    private Object made;
    private TokenCredential current;

    /**
     * Creates the credential and makes its first one.
     *
     * @param version returns something that is equal as long as nothing was replaced
     * @param maker makes a credential of what is there now
     */
    RotatingCredential(Supplier<?> version, Supplier<TokenCredential> maker) {
        this.version = version;
        this.maker = maker;
        this.made = version.get();
        this.current = maker.get();
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.defer(() -> current().getToken(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        return current().getTokenSync(request);
    }

    private synchronized TokenCredential current() {
        Object now = version.get();
        if (!now.equals(made)) {
            current = maker.get();
            made = now;
        }
        return current;
    }
}
