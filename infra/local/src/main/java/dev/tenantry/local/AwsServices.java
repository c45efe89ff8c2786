package dev.tenantry.local;

import dev.tenantry.local.aws.AwsEndpoint;
import dev.tenantry.local.aws.DynamoDbLocal;
import dev.tenantry.local.aws.JsonServices;
import dev.tenantry.local.aws.LambdaApi;
import dev.tenantry.local.aws.TransactionConflicts;
import dev.tenantry.local.cloudwatch.CloudWatch;
import dev.tenantry.local.cloudwatch.EmbeddedMetricFormat;
import dev.tenantry.local.cloudwatch.ServiceMetrics;
import dev.tenantry.local.dynamodb.CommitNotifier;
import dev.tenantry.local.dynamodb.DynamoDbException;
import dev.tenantry.local.events.EventBus;
import dev.tenantry.local.events.Scheduler;
import dev.tenantry.local.iam.Decision;
import dev.tenantry.local.iam.PermissionCheck;
import dev.tenantry.local.iam.PermissionUse;
import dev.tenantry.local.iam.RequestAccess;
import dev.tenantry.local.iam.Roles;
import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.FunctionVariables;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.web.WebServer;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.slf4j.LoggerFactory;

/**
 * The AWS services that run a template, behind one port: Lambda, Step Functions, DynamoDB and its Streams, EventBridge,
 * and fakes of the others.
 */
final class AwsServices {

    /** What functions log goes to loggers of this name and the function's logical id. */
    private static final String FUNCTION_LOGGERS = "function.";

    private final Template template;
    private final WebServer server;
    private final Optional<Path> data;
    private final double speed;
    private final Closeables closeables;
    private final LambdaService lambda;
    private final LocalAwsStores stores;
    private final AsyncInvoker events;
    private final StepFunctions stepFunctions;
    private final CloudWatch cloudWatch;
    private final ServiceMetrics metrics;
    private final PermissionUse permissionUse = new PermissionUse();

    /**
     * Makes the services; they do not answer before {@link #start}.
     *
     * @param server a bound port, where the functions find AWS
     * @param data the folder that keeps the data; empty: in memory
     * @param speed the divisor of waits and schedules
     * @param clock tells the time of metrics and alarms
     * @param closeables takes each service as soon as it is made
     */
    AwsServices(
            Template template,
            WebServer server,
            Optional<Path> data,
            double speed,
            Clock clock,
            Closeables closeables) {
        this.template = template;
        this.server = server;
        this.data = data;
        this.speed = speed;
        this.closeables = closeables;
        cloudWatch = closeables.add(new CloudWatch(template.alarms(), clock));
        metrics = new ServiceMetrics(cloudWatch.metrics());
        lambda = closeables.add(new LambdaService(template.functions(), server.uri(), this::log, metrics::invoked));
        lambda.prime();
        stores = new LocalAwsStores(template, data);
        template.queues()
                .forEach(queue ->
                        cloudWatch.gauge(() -> metrics.queueHolds(queue.name(), stores.visibleMessages(queue.name()))));
        events = closeables.add(new AsyncInvoker(lambda, stores.queues(), speed));
        stepFunctions = closeables.add(stepFunctions(new EventBus(template.functions(), events)));
    }

    private StepFunctions stepFunctions(EventBus bus) {
        var builder = StepFunctions.builder()
                .region(Stack.LOCAL_REGION)
                .accountId(Stack.LOCAL_ACCOUNT)
                .dynamoDbEndpoint(server.uri())
                .lambda(new StepFunctionsLambda(lambda))
                .onStatusChange(event -> {
                    metrics.executionChanged(event);
                    bus.accept(event);
                });
        data.map(folder -> folder.resolve("stepfunctions")).ifPresent(builder::dataDirectory);
        return builder.build();
    }

    private void log(String function, String message) {
        EmbeddedMetricFormat.read(message, cloudWatch.metrics());
        LoggerFactory.getLogger(FUNCTION_LOGGERS + function).info(message);
    }

    CloudWatch cloudWatch() {
        return cloudWatch;
    }

    ServiceMetrics metrics() {
        return metrics;
    }

    FunctionInvoker lambda() {
        return lambda;
    }

    /** What functions have used their permissions for. */
    PermissionUse permissionUse() {
        return permissionUse;
    }

    /** Stores the credentials of a Twilio account as the operator's secret. */
    void storeCredentials(String secretName, TwilioSimulator twilio) {
        stores.storeCredentials(secretName, twilio);
    }

    /**
     * Starts answering, makes the tables and state machines, and starts what invokes functions by itself.
     *
     * @param connections serves the {@code @connections} API
     * @param transactionConflicts the share of DynamoDB transactions that are cancelled
     * @param permissionDecisions learns of each decision about a function's permission
     */
    void start(Handler connections, double transactionConflicts, Consumer<Decision> permissionDecisions)
            throws IOException, InterruptedException {
        var commits = new CommitNotifier();
        var endpoint = new AwsEndpoint(List.of(
                new DynamoDbLocal(
                        data.map(folder -> folder.resolve("dynamodb")),
                        new TransactionConflicts(transactionConflicts, RandomGenerator.getDefault()),
                        commits),
                new LambdaApi(lambda, events),
                connections,
                new JsonServices(stores.servicesWith(stepFunctions))));
        closeables.add(server.serve(permissionCheck(endpoint, permissionDecisions)));
        StateMachines.create(template.stateMachines(), stepFunctions);
        startMappings(commits);
        closeables.add(new Scheduler(events, speed)).start(template.functions());
        cloudWatch.start();
    }

    private PermissionCheck permissionCheck(AwsEndpoint endpoint, Consumer<Decision> decisions) {
        return new PermissionCheck(
                endpoint,
                new Roles(LocalAwsStores.ACCOUNT, template.functions(), FunctionVariables::accessKeyId),
                new RequestAccess(LocalAwsStores.ACCOUNT, template, stepFunctions::stateMachineOf),
                permissionUse.andThen(decisions));
    }

    private void startMappings(CommitNotifier commits) throws IOException, InterruptedException {
        try {
            closeables
                    .add(new StreamMappings(server.uri(), commits, data, lambda, stores.queues(), metrics))
                    .start(template);
        } catch (DynamoDbException e) {
            if (data.isPresent() && e.type().equals("InternalFailure")) {
                throw new IOException(
                        "a file of " + data.get().resolve("dynamodb")
                                + " cannot be used; either its disk is full or the file is damaged",
                        e);
            }
            throw e;
        }
    }
}
