package io.throughline.examples.shop.chassis;

/** One operation of a service. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers one call; what it throws becomes a 500, is reported to Sentry and recorded by the agent.
     *
     * @throws Exception whatever the operation failed with
     */
    Reply handle(Call call) throws Exception;
}
