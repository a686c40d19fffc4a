package shop.orders;

import io.throughline.examples.shop.chassis.Reply;
import io.throughline.examples.shop.chassis.Upstream;
import java.io.IOException;

/** The payment provider. */
final class Payments {
    private final Upstream provider;

    Payments(Upstream provider) {
        this.provider = provider;
    }

    String charge(String email, long cents) throws IOException, InterruptedException {
        Reply reply = provider.post("/v1/charges", email + "|" + cents);
        if (reply.status() != 200) {
            throw new PaymentException(reply.status());
        }
        return reply.body();
    }
}
