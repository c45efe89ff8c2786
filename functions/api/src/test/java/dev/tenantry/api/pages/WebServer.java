package dev.tenantry.api.pages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A web server on this machine, with a certificate for the names owl.example and www.owl.example. */
final class WebServer implements AutoCloseable {
    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    private final SSLContext context;
    private final SSLServerSocket listening;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    /** The names and paths that were asked for, as "name path". */
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    WebServer() throws IOException, GeneralSecurityException, InterruptedException {
        context = context(certificate());
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    private static KeyStore certificate() throws IOException, GeneralSecurityException, InterruptedException {
        var file = Files.createTempDirectory("pages").resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "owl",
                        "-dname",
                        "CN=owl.example",
                        "-ext",
                        "SAN=dns:owl.example,dns:www.owl.example",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private void serve() {
        while (!listening.isClosed()) {
            try {
                var connection = listening.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> answer((SSLSocket) connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(SSLSocket connection) {
        try {
            connection.startHandshake();
            var name = ((ExtendedSSLSession) connection.getSession())
                    .getRequestedServerNames()
                    .getFirst();
            var request = new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            var path = request.split(" ", 3)[1];
            requests.add(new String(name.getEncoded(), StandardCharsets.US_ASCII) + " " + path);
            var answer = answers.get(path);
            if (answer != null) {
                connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                connection.close();
            }
        } catch (IOException refused) {
            // The client did not like the certificate, or has had enough.
        }
    }

    /** Answers a path with this, head and body; a path without an answer is never answered. */
    void put(String path, String answer) {
        answers.put(path, answer);
    }

    /** Answers a path with a page. */
    void putPage(String path, String body) {
        put(path, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    void forgetRequests() {
        requests.clear();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** A factory of clients that trust this server's certificate. */
    SSLSocketFactory clients() {
        return context.getSocketFactory();
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
