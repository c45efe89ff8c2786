package dev.tenantry.api.pages;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches pages whose addresses somebody has sent, so that nothing but the public internet can be reached through it.
 * The name is looked up once, each of its addresses is checked, and the connection is made to a checked address: the
 * name's owner cannot answer differently in between (DNS rebinding). A redirect is treated like an address that was
 * sent. All pages together have one deadline, at which their connections are closed. See
 * {@code docs/adr/0043-pages-are-fetched-from-the-public-internet-only.md}.
 */
public final class PageFetcher {
    private static final int HTTPS = 443;
    private static final int MOST_REDIRECTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Resolver resolver;
    private final Predicate<InetAddress> isAllowed;
    private final Supplier<Socket> sockets;
    private final SSLSocketFactory tls;
    private final int port;
    private final Duration patience;

    /** Looks up the addresses of a name. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** Makes a fetcher of the public internet. */
    public PageFetcher() {
        this(
                host -> List.of(InetAddress.getAllByName(host)),
                PublicAddresses::isPublic,
                Socket::new,
                (SSLSocketFactory) SSLSocketFactory.getDefault(),
                HTTPS,
                PATIENCE);
    }

    PageFetcher(
            Resolver resolver,
            Predicate<InetAddress> isAllowed,
            Supplier<Socket> sockets,
            SSLSocketFactory tls,
            int port,
            Duration patience) {
        this.resolver = resolver;
        this.isAllowed = isAllowed;
        this.sockets = sockets;
        this.tls = tls;
        this.port = port;
        this.patience = patience;
    }

    /** The pages of these addresses, fetched side by side. */
    public Map<URI, Page> fetch(Set<URI> urls) {
        var deadline = System.nanoTime() + patience.toNanos();
        var fetches = new ArrayList<Fetch>();
        var pages = new LinkedHashMap<URI, Page>();
        var executor = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var running = new LinkedHashMap<URI, Future<Page>>();
            for (var url : urls) {
                var fetch = new Fetch(deadline);
                fetches.add(fetch);
                running.put(url, executor.submit(() -> fetch.page(url)));
            }
            running.forEach((url, page) -> pages.put(url, result(page, deadline)));
            return pages;
        } finally {
            fetches.forEach(Fetch::close);
            executor.shutdownNow();
        }
    }

    private static Page result(Future<Page> page, long deadline) {
        try {
            return page.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return new Page.Unreachable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Page.Unreachable();
        }
    }

    /** The fetching of one page, whose connection another thread may close. */
    private final class Fetch {
        private final long deadline;
        private Socket open;
        private boolean isClosed;

        Fetch(long deadline) {
            this.deadline = deadline;
        }

        Page page(URI url) {
            var next = url;
            for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
                var address = PageAddress.of(next);
                if (address.isEmpty()) {
                    return new Page.Refused();
                }
                try {
                    var answer = answer(address.get());
                    if (answer.isEmpty()) {
                        return new Page.Refused();
                    }
                    var response = answer.get();
                    if (!REDIRECTS.contains(response.status())
                            || response.location().isEmpty()) {
                        return response.status() == 200
                                ? new Page.Read(response.body(), response.isWhole())
                                : new Page.Answered(response.status());
                    }
                    next = address.get().url().resolve(response.location().get());
                } catch (IOException | IllegalArgumentException failed) {
                    return new Page.Unreachable();
                }
            }
            return new Page.Unreachable();
        }

        /** The answer of a server; none where its name has an address that is not allowed. */
        private Optional<PageResponse> answer(PageAddress page) throws IOException {
            var addresses = resolver.resolve(page.host());
            if (addresses.isEmpty() || !addresses.stream().allMatch(isAllowed)) {
                return Optional.empty();
            }
            try (var socket = sockets.get()) {
                keep(socket);
                socket.connect(new InetSocketAddress(addresses.getFirst(), port), remaining());
                socket.setSoTimeout(remaining());
                try (var secure = (SSLSocket) tls.createSocket(socket, page.host(), port, true)) {
                    var parameters = secure.getSSLParameters();
                    parameters.setEndpointIdentificationAlgorithm("HTTPS");
                    parameters.setServerNames(List.of(new SNIHostName(page.host())));
                    secure.setSSLParameters(parameters);
                    secure.startHandshake();
                    return Optional.of(PageResponse.of(secure, page));
                }
            }
        }

        private int remaining() throws IOException {
            var millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                throw new IOException("The time is over");
            }
            return (int) millis;
        }

        private synchronized void keep(Socket socket) throws IOException {
            if (isClosed) {
                throw new IOException("The time is over");
            }
            open = socket;
        }

        synchronized void close() {
            isClosed = true;
            if (open != null) {
                try {
                    open.close();
                } catch (IOException _) {
                    // It is not used any more.
                }
            }
        }
    }
}
