package dev.tenantry.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/** A process that is going to be killed: an engine over a data folder, with functions that write down each call. */
final class KilledEngine {
    private KilledEngine() {}

    /**
     * Runs until it is killed.
     *
     * @param args the data folder, and how many executions to have
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);
        StepFunctions engine = StepFunctions.builder()
                .dataDirectory(folder)
                .lambda((function, payload) -> call(folder.resolve("calls.log"), function, payload))
                .build();
        for (String name : KillIT.DEFINITIONS.keySet()) {
            engine.createStateMachine(name, KillIT.DEFINITIONS.get(name), EngineFixture.ROLE);
        }
        int executions = Integer.parseInt(args[1]);
        for (int i = 0; i < executions; i++) {
            start(engine, i);
        }
        System.out.println("ready");
        LockSupport.park();
    }

    /** Starts an execution, unless an earlier process has done so. */
    private static void start(StepFunctions engine, int number) {
        ObjectNode request = Json.NODES.objectNode();
        request.put("stateMachineArn", KillIT.machineArn(number));
        request.put("name", "run-" + number);
        request.put("input", String.valueOf(number));
        engine.call("StartExecution", request);
    }

    private static LambdaResponse call(Path log, String function, byte[] payload) {
        try {
            String line = function.replaceFirst(".*:", "") + " " + new String(payload, StandardCharsets.UTF_8) + "\n";
            Files.writeString(log, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            LockSupport.parkNanos(3_000_000);
            int number = Json.parse(payload).asInt();
            return new LambdaResponse.Success(String.valueOf(number + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
