package dev.tenantry.stepfunctions;

import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.HttpLambdaInvoker;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The engine over HTTP on 127.0.0.1, as the AWS SDKs and the CLI speak to it. */
public final class StepFunctionsServer implements AutoCloseable {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";
    private static final String TARGET_PREFIX = "AWSStepFunctions.";

    /**
     * Operations that evaluate expressions, or wait for an execution that may do so: they take none of the server's
     * threads.
     */
    private static final Set<String> WAIT_FOR_AN_EXECUTION = Set.of(
            "TestState",
            "StopExecution",
            "RedriveExecution",
            "SendTaskSuccess",
            "SendTaskFailure",
            "SendTaskHeartbeat");

    private final Server server;
    private final ServerConnector connector;

    /**
     * Starts serving.
     *
     * @param port 0 for a free one
     */
    public StepFunctionsServer(StepFunctions engine, int port) {
        var threads = new QueuedThreadPool();
        threads.setName("stepfunctions-http");
        threads.setDaemon(true);
        // Threads of the platform: executions run on virtual ones, and however busy those are, the API answers.
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        server.setHandler(new ApiHandler(engine));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("cannot listen on 127.0.0.1:" + port, e);
        }
    }

    /** Where it listens. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop the server", e);
        }
    }

    private static final class ApiHandler extends Handler.Abstract {
        private final StepFunctions engine;

        ApiHandler(StepFunctions engine) {
            this.engine = engine;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            byte[] body = Content.Source.asInputStream(request).readAllBytes();
            String target = request.getHeaders().get("X-Amz-Target");
            String operation =
                    target != null && target.startsWith(TARGET_PREFIX) ? target.substring(TARGET_PREFIX.length()) : "";
            if (WAIT_FOR_AN_EXECUTION.contains(operation)) {
                Thread.startVirtualThread(() -> answer(operation, body, response, callback));
            } else {
                answer(operation, body, response, callback);
            }
            return true;
        }

        private void answer(String operation, byte[] body, Response response, Callback callback) {
            try {
                ApiResponse answer = engine.call(operation, body);
                response.setStatus(answer.status());
                response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
                response.getHeaders().put("x-amzn-RequestId", UUID.randomUUID().toString());
                response.write(true, ByteBuffer.wrap(Json.bytes(answer.body())), callback);
            } catch (RuntimeException | Error e) {
                // Without an end of the request its client would wait for ever.
                callback.failed(e);
            }
        }
    }

    /**
     * Serves until the process ends. The module's README.md describes the arguments and the environment.
     *
     * @param args {@code --port N}, {@code --data DIR}, {@code --force}, {@code --region R}, {@code --account ID}
     */
    public static void main(String[] args) throws InterruptedException {
        StepFunctions.Builder builder = StepFunctions.builder();
        int port = 8083;
        Iterator<String> arguments = List.of(args).iterator();
        while (arguments.hasNext()) {
            String argument = arguments.next();
            if (argument.equals("--force")) {
                builder.forceToDisk(true);
                continue;
            }
            String value = arguments.hasNext() ? arguments.next() : "";
            switch (argument) {
                case "--port" -> port = Integer.parseInt(value);
                case "--data" -> builder.dataDirectory(Path.of(value));
                case "--region" -> builder.region(value);
                case "--account" -> builder.accountId(value);
                default -> throw new IllegalArgumentException("unknown argument: " + argument);
            }
        }
        endpoint("AWS_ENDPOINT_URL_LAMBDA").map(HttpLambdaInvoker::new).ifPresent(builder::lambda);
        endpoint("AWS_ENDPOINT_URL_DYNAMODB").ifPresent(builder::dynamoDbEndpoint);
        try (StepFunctions engine = builder.build();
                var server = new StepFunctionsServer(engine, port)) {
            System.out.println("Step Functions listens on " + server.endpoint());
            Thread.currentThread().join();
        }
    }

    private static Optional<URI> endpoint(String variable) {
        return Optional.ofNullable(System.getenv(variable)).map(URI::create);
    }
}
