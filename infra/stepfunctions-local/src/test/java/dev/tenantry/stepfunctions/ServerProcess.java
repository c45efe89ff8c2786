package dev.tenantry.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import java.io.IOException;
import java.nio.file.Path;

/** A server in a process of its own, with 512 MiB of heap and two processors. */
final class ServerProcess implements AutoCloseable {
    private static final int WARM_UP = 200;

    private final Process process;
    private final HttpApi api;

    ServerProcess() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StepFunctionsServer.class.getName(),
                        "--port",
                        "0")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        api = new HttpApi(process.inputReader().readLine().replaceFirst(".* ", ""));
        ObjectNode nothing = Json.NODES.objectNode();
        for (int i = 0; i < WARM_UP; i++) {
            JsonNode machines = api.call("ListStateMachines", nothing);
            if (!machines.path("stateMachines").isEmpty()) {
                throw new IllegalStateException("not a new server");
            }
        }
    }

    HttpApi api() {
        return api;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        api.close();
        process.destroyForcibly().onExit().join();
    }
}
