package dev.tenantry.twilio.simulator.server;

import dev.tenantry.twilio.simulator.accounts.AccountsProduct;
import dev.tenantry.twilio.simulator.callbacks.CallbackDispatcher;
import dev.tenantry.twilio.simulator.faults.FaultRules;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.ReviewScheduler;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Delays;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The server on 127.0.0.1: a virtual thread a request. */
public final class HttpServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_THREAD_MILLIS = 10_000;

    private final Server server;
    private final ServerConnector connector;
    private final ReviewScheduler reviews;
    private final CallbackDispatcher callbacks;

    /**
     * What is served, and how.
     *
     * @param state the state
     * @param accounts whose requests are answered
     * @param routes the operations
     * @param reviews the reviews between requests; the server starts and closes them
     * @param callbacks the callbacks between requests; the server starts and closes them
     * @param delays the pace
     * @param faults what goes wrong
     * @param stateDump what the simulator holds, without secrets
     * @param maxConcurrentRequests how many requests of an account may be under way
     */
    public record Service(
            TwilioState state,
            AccountsProduct accounts,
            Routes routes,
            ReviewScheduler reviews,
            CallbackDispatcher callbacks,
            Delays delays,
            FaultRules faults,
            Supplier<?> stateDump,
            int maxConcurrentRequests) {
        private void beforeAnswer() {
            reviews.endBeforeAnswer();
            callbacks.sendBeforeAnswer();
        }
    }

    /**
     * A server that is not started yet.
     *
     * @param port 0: a free one
     */
    public HttpServer(int port, Service service) {
        var threads = new QueuedThreadPool();
        threads.setName("twilio-simulator");
        // By default one thread a minute is given back after a burst.
        threads.setIdleTimeout(IDLE_THREAD_MILLIS);
        threads.setMaxEvictCount(threads.getMaxThreads());
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("twilio-"));
        this.server = new Server(threads);
        this.connector = new ServerConnector(server);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        this.reviews = service.reviews();
        this.callbacks = service.callbacks();
        server.setHandler(handler(service));
    }

    private static JettyHandler handler(Service service) {
        InstantSource clock = service.state()::instant;
        var log = new RequestLog(clock);
        var executor = new RequestExecutor(
                service.state(),
                service.routes(),
                new Authenticator(
                        service.accounts().accounts(), service.accounts().apiKeys()),
                service.delays(),
                new ConcurrencyLimit(service.maxConcurrentRequests()),
                service::beforeAnswer);
        return new JettyHandler(
                new TwilioApi(executor, service.faults(), log, clock),
                new ControlApi(
                        service.routes(),
                        service.faults(),
                        log,
                        service.reviews(),
                        service.callbacks(),
                        service.stateDump()));
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the port is taken
     */
    public void start() throws IOException {
        try {
            server.start();
            reviews.start();
            callbacks.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the server does not start", e);
        }
    }

    /** Where it listens. */
    public URI uri() {
        return URI.create("http://" + LOOPBACK + ":" + connector.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        try (callbacks;
                reviews) {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server does not stop", e);
        }
    }
}
