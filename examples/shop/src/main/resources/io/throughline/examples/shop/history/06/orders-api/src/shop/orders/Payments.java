package shop.orders;

import io.throughline.examples.shop.chassis.Reply;
import io.throughline.examples.shop.chassis.Upstream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The payment provider. */
final class Payments {
    private static final Logger LOG = LoggerFactory.getLogger(Payments.class);

    private final Upstream provider;

    Payments(Upstream provider) {
        this.provider = provider;
    }

    String charge(String email, long cents) throws IOException, InterruptedException {
        Reply reply = provider.post("/v1/charges", email + "|" + cents);
        if (reply.status() != 200) {
            LOG.warn("Payment provider answered {} to a charge of {} cents", reply.status(), cents);
            throw new PaymentException(reply.status());
        }
        return reply.body();
    }
}
