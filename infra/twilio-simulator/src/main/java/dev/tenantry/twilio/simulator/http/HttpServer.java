package dev.tenantry.twilio.simulator.http;

import dev.tenantry.twilio.simulator.delays.Delays;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.faults.Faults;
import dev.tenantry.twilio.simulator.reviews.BackOffice;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Serves a {@link TwilioCloud} on 127.0.0.1, a virtual thread a request. */
public final class HttpServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Server server;
    private final ServerConnector connector;
    private final BackOffice backOffice;

    /**
     * What is served, and how.
     *
     * @param cloud the state
     * @param backOffice what happens between requests; the server starts and closes it
     * @param routes the operations
     * @param delays the pace
     * @param faults what goes wrong
     * @param clock the dates of the request log
     * @param maxConcurrentRequests how many requests of an account may be under way
     */
    public record Service(
            TwilioCloud cloud,
            BackOffice backOffice,
            Routes routes,
            Delays delays,
            Faults faults,
            Clock clock,
            int maxConcurrentRequests) {}

    /**
     * A server that is not started yet.
     *
     * @param port 0: a free one
     */
    public HttpServer(int port, Service service) {
        var threads = new QueuedThreadPool();
        threads.setName("twilio-simulator");
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("twilio-"));
        this.server = new Server(threads);
        this.connector = new ServerConnector(server);
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        server.addConnector(connector);
        this.backOffice = service.backOffice();
        server.setHandler(handler(service));
    }

    private static JettyHandler handler(Service service) {
        var log = new RequestLog(service.clock());
        var limit = new ConcurrencyLimit(service.maxConcurrentRequests());
        var worker = new Worker(
                service.cloud(), service.routes(), service.delays(), limit, service.backOffice()::beforeAnswer);
        return new JettyHandler(
                new TwilioApi(worker, service.faults(), log, service.clock()),
                new ControlApi(service.cloud(), service.routes(), service.faults(), log, service.backOffice()));
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the port is taken
     */
    public void start() throws IOException {
        try {
            server.start();
            backOffice.start();
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
        try (backOffice) {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server does not stop", e);
        }
    }
}
