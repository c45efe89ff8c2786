package dev.tenantry.cli;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The system running in this process.
 *
 * @param api the HTTP API
 * @param live the WebSocket
 * @param aws the AWS endpoints
 * @param twilio the Twilio simulator
 * @param withoutEffect what the template declares and this machine does not do
 * @param stop ends it
 */
record LocalSystem(URI api, URI live, URI aws, URI twilio, List<String> withoutEffect, Runnable stop)
        implements AutoCloseable {

    /** Starts a system. */
    @FunctionalInterface
    interface Starter {
        /**
         * Starts; returns when everything answers.
         *
         * @param options what the user chose
         * @param otherTwilio what the functions call instead of the simulator
         */
        LocalSystem start(LocalOptions options, Optional<URI> otherTwilio) throws Exception;
    }

    @Override
    public void close() {
        stop.run();
    }
}
