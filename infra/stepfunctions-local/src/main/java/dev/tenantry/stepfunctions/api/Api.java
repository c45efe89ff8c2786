package dev.tenantry.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.stepfunctions.clock.EngineClock;
import dev.tenantry.stepfunctions.engine.Engine;
import dev.tenantry.stepfunctions.engine.LocalApi;
import dev.tenantry.stepfunctions.engine.StateTestRunner;
import dev.tenantry.stepfunctions.json.Json;
import dev.tenantry.stepfunctions.protocol.ApiResponse;
import dev.tenantry.stepfunctions.store.ExecutionRecord.TaskReference;
import dev.tenantry.stepfunctions.store.Store;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every operation by its name. */
public final class Api implements LocalApi {
    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Map<String, Function<Request, JsonNode>> operations = new TreeMap<>();

    /**
     * The API of an engine.
     *
     * @param tests runs states that are tested
     * @param seeds gives every new execution its seed
     */
    public Api(
            String region,
            String account,
            Engine engine,
            StateTestRunner tests,
            Store store,
            EngineClock clock,
            LongSupplier seeds) {
        var arns = new Arns(region, account);
        var machines = new Machines(store);
        var versions = new VersionOperations(machines, clock);
        var machineOperations = new StateMachineOperations(machines, arns, clock, versions);
        operations.put("CreateStateMachine", machineOperations::create);
        operations.put("UpdateStateMachine", machineOperations::update);
        operations.put("DescribeStateMachine", machineOperations::describe);
        operations.put("ListStateMachines", machineOperations::list);
        operations.put("DeleteStateMachine", machineOperations::delete);
        operations.put("ValidateStateMachineDefinition", ValidationOperations::validate);
        operations.put("PublishStateMachineVersion", versions::publish);
        operations.put("ListStateMachineVersions", versions::list);
        operations.put("DeleteStateMachineVersion", versions::delete);
        operations.put("TestState", new TestStateOperation(arns, tests, clock, seeds)::test);
        var aliases = new AliasOperations(machines, clock);
        operations.put("CreateStateMachineAlias", aliases::create);
        operations.put("DescribeStateMachineAlias", aliases::describe);
        operations.put("UpdateStateMachineAlias", aliases::update);
        operations.put("DeleteStateMachineAlias", aliases::delete);
        operations.put("ListStateMachineAliases", aliases::list);
        var tags = new TagOperations(machines);
        operations.put("TagResource", tags::tag);
        operations.put("UntagResource", tags::untag);
        operations.put("ListTagsForResource", tags::list);
        var executions = new ExecutionOperations(machines, arns, engine, store, clock, seeds);
        operations.put("StartExecution", executions::start);
        operations.put("StopExecution", executions::stop);
        operations.put("RedriveExecution", executions::redrive);
        operations.put("DescribeExecution", executions::describe);
        operations.put("ListExecutions", executions::list);
        operations.put("GetExecutionHistory", executions::history);
        operations.put("DescribeStateMachineForExecution", executions::describeStateMachine);
        var tokens = new TaskTokenOperations(engine);
        operations.put("SendTaskSuccess", tokens::succeed);
        operations.put("SendTaskFailure", tokens::fail);
        operations.put("SendTaskHeartbeat", tokens::heartbeat);
    }

    @Override
    public ApiResponse call(String operation, JsonNode request, Optional<TaskReference> startedBy) {
        Function<Request, JsonNode> handler = operations.get(operation);
        if (handler == null) {
            return error(400, "UnknownOperationException", "The operation is not supported: " + operation);
        }
        try {
            return new ApiResponse(200, handler.apply(new Request(request, startedBy)));
        } catch (ApiException e) {
            return error(400, e.code(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} failed", operation, e);
            return error(500, "InternalServerError", "An internal error occurred");
        }
    }

    private static ApiResponse error(int status, String code, String message) {
        ObjectNode body = Json.NODES.objectNode();
        body.put("__type", "com.amazonaws.swf.service.v2.model#" + code);
        body.put("message", message);
        return new ApiResponse(status, body);
    }
}
