package dev.tenantry.stepfunctions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * Measures how long a new process takes to its first answer, and compares it with a process of a Jetty that answers
 * every request with two characters. Both are started in turn, so that the machine's load is the same for both.
 */
final class StartTime {
    private static final int PAIRS = 15;
    private static final String BODY = "{}";
    private static final String REQUEST = """
            POST / HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/x-amz-json-1.0\r
            X-Amz-Target: AWSStepFunctions.ListStateMachines\r
            Content-Length: 2\r
            Connection: close\r
            \r
            {}""";

    private StartTime() {}

    /** A Jetty, as the engine's server sets it up, without an engine. */
    static final class BareJetty {
        private BareJetty() {}

        public static void main(String[] args) throws Exception {
            var server = new Server();
            var connector = new ServerConnector(server, 1, 1);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(new Handler.Abstract() {
                @Override
                public boolean handle(Request request, Response response, Callback callback) {
                    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
                    response.write(true, ByteBuffer.wrap(BODY.getBytes(StandardCharsets.UTF_8)), callback);
                    return true;
                }
            });
            server.start();
            System.out.println("Jetty listens on http://127.0.0.1:" + connector.getLocalPort());
            server.join();
        }
    }

    /**
     * The two medians.
     *
     * @param engineMillis of the engine's server
     * @param jettyMillis of the bare Jetty
     */
    record Medians(double engineMillis, double jettyMillis) {
        double ratio() {
            return engineMillis / jettyMillis;
        }

        @Override
        public String toString() {
            return "start to first answer, medians of %d: engine %.0f ms, bare Jetty %.0f ms, ratio %.2f"
                    .formatted(PAIRS, engineMillis, jettyMillis, ratio());
        }
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(measure());
    }

    static Medians measure() throws IOException, InterruptedException {
        double[] engine = new double[PAIRS];
        double[] jetty = new double[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            engine[i] = millis(StepFunctionsServer.class, "--port", "0");
            jetty[i] = millis(BareJetty.class);
        }
        return new Medians(median(engine), median(jetty));
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    private static double millis(Class<?> main, String... arguments) throws IOException, InterruptedException {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        command.command().addAll(List.of(arguments));
        long from = System.nanoTime();
        Process process = command.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = process.inputReader()) {
            int port = Integer.parseInt(output.readLine().replaceFirst(".*:", ""));
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                OutputStream request = socket.getOutputStream();
                request.write(REQUEST.getBytes(StandardCharsets.UTF_8));
                request.flush();
                var status = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!status.startsWith("HTTP/1.1 200")) {
                    throw new IllegalStateException(main + " answered " + status);
                }
            }
            return (System.nanoTime() - from) / 1e6;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
