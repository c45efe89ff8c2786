package dev.tenantry.local;

import dev.tenantry.local.aws.AwsEndpoint;
import dev.tenantry.local.aws.DynamoDbLocal;
import dev.tenantry.local.aws.JsonServices;
import dev.tenantry.local.aws.LambdaApi;
import dev.tenantry.local.aws.TransactionConflicts;
import dev.tenantry.local.dynamodb.Commits;
import dev.tenantry.local.events.EventBus;
import dev.tenantry.local.events.Scheduler;
import dev.tenantry.local.lambda.AsyncInvoker;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Addresses;
import dev.tenantry.local.template.Stack;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.web.WebServer;
import dev.tenantry.stepfunctions.StepFunctions;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/**
 * The system of a template, running in this process on 127.0.0.1: API Gateway, Lambda, Step Functions, DynamoDB and its
 * Streams, EventBridge, and a simulated Twilio. Several can run in one JVM.
 */
public final class LocalCloud implements AutoCloseable {

    /** The name of the stack, which is the beginning of all names that the template leaves open. */
    private static final String STACK_NAME = "tenantry";

    /** What functions log goes to loggers of this name and the function's logical id. */
    private static final String FUNCTION_LOGGERS = "function.";

    private final Template template;
    private final TwilioSimulator twilio;
    private final WebServer aws;
    private final WebServer http;
    private final ApiGateways gateways;
    private final Parts parts;

    private LocalCloud(
            Template template,
            TwilioSimulator twilio,
            WebServer aws,
            WebServer http,
            ApiGateways gateways,
            Parts parts) {
        this.template = template;
        this.twilio = twilio;
        this.aws = aws;
        this.http = http;
        this.gateways = gateways;
        this.parts = parts;
    }

    /**
     * How to run the system.
     *
     * @param template the SAM template
     * @param parameters values of its parameters
     * @param port the port of the HTTP API and the WebSocket API; 0 for a free one
     * @param awsPort the port of the AWS endpoint; 0 for a free one
     * @param twilioPort the port of the simulated Twilio; 0 for a free one
     * @param data the folder that keeps the data; empty: in memory
     * @param speed what simulated delays are divided by
     * @param reviewSpeed what the time of the simulated Twilio's reviews is divided by besides
     * @param twilioBaseUrl another Twilio for the functions; empty: the simulated one
     * @param site the folder of a web page to serve beside the HTTP API, as a {@code file:} or {@code jar:} address
     *     that ends in a slash; empty: none
     * @param transactionConflicts the share of DynamoDB transactions that are cancelled as if others wrote the same
     *     items, 0 to 1: DynamoDB Local has no such conflicts by itself
     * @param twilioSeed decides what the simulated Twilio leaves to chance
     */
    public record Options(
            Path template,
            Map<String, String> parameters,
            int port,
            int awsPort,
            int twilioPort,
            Optional<Path> data,
            double speed,
            double reviewSpeed,
            Optional<URI> twilioBaseUrl,
            Optional<URI> site,
            double transactionConflicts,
            long twilioSeed) {

        /** The seed of a simulated Twilio that is given none. */
        public static final long SEED = 1;

        /** Makes a second of a day of review. */
        public static final double REVIEW_SPEED = 86_400;

        /** Copies the parameters. */
        public Options {
            parameters = Map.copyOf(parameters);
        }

        /** A system on free ports, in memory, with the simulated Twilio and no page: what a test wants. */
        public static Options inMemory(Path template, double speed) {
            return new Options(
                    template,
                    Map.of(),
                    0,
                    0,
                    0,
                    Optional.empty(),
                    speed,
                    REVIEW_SPEED,
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    SEED);
        }

        /** The same, with some of its DynamoDB transactions cancelled. */
        public Options withTransactionConflicts(double rate) {
            return new Options(
                    template,
                    parameters,
                    port,
                    awsPort,
                    twilioPort,
                    data,
                    speed,
                    reviewSpeed,
                    twilioBaseUrl,
                    site,
                    rate,
                    twilioSeed);
        }

        /** The same, with the time of reviews divided by this besides. */
        public Options withReviewSpeed(double divisor) {
            return new Options(
                    template,
                    parameters,
                    port,
                    awsPort,
                    twilioPort,
                    data,
                    speed,
                    divisor,
                    twilioBaseUrl,
                    site,
                    transactionConflicts,
                    twilioSeed);
        }

        /** The same, with another seed for the simulated Twilio. */
        public Options withTwilioSeed(long seed) {
            return new Options(
                    template,
                    parameters,
                    port,
                    awsPort,
                    twilioPort,
                    data,
                    speed,
                    reviewSpeed,
                    twilioBaseUrl,
                    site,
                    transactionConflicts,
                    seed);
        }

        /** The same, with functions that find Twilio there. */
        public Options withTwilioBaseUrl(URI url) {
            return new Options(
                    template,
                    parameters,
                    port,
                    awsPort,
                    twilioPort,
                    data,
                    speed,
                    reviewSpeed,
                    Optional.of(url),
                    site,
                    transactionConflicts,
                    twilioSeed);
        }
    }

    /**
     * Starts the system; when this returns, everything answers.
     *
     * @param options how to run it
     * @return the running system
     * @throws IOException if a file cannot be read or a port not be used
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.tenantry.local.template.TemplateException if the template cannot be run
     */
    public static LocalCloud start(Options options) throws IOException, InterruptedException {
        var parts = new Parts();
        try {
            return assemble(options, parts);
        } catch (IOException | InterruptedException | RuntimeException e) {
            parts.closeAfter(e);
            throw e;
        }
    }

    private static LocalCloud assemble(Options options, Parts parts) throws IOException, InterruptedException {
        var twilio = parts.add(simulator(options));
        var aws = parts.add(WebServer.bind(options.awsPort()));
        var http = parts.add(WebServer.bind(options.port()));
        var template = Template.read(options.template(), stack(options, twilio, aws, http));
        var lambda = parts.add(new LambdaService(template.functions(), aws.uri(), LocalCloud::log));
        lambda.prime();
        var stores = new Stores(template, options.data());
        Optional.ofNullable(template.parameters().get(LocalParameters.TWILIO_SECRET_NAME))
                .ifPresent(name -> stores.storeCredentials(name, twilio));
        var events = parts.add(new AsyncInvoker(lambda, stores.queues(), options.speed()));
        var bus = new EventBus(template.functions(), events);
        var stepFunctions = parts.add(stepFunctions(options, aws, lambda, bus));
        var gateways = new ApiGateways(template, lambda);
        var commits = new Commits();

        parts.add(aws.serve(new AwsEndpoint(List.of(
                new DynamoDbLocal(
                        options.data().map(data -> data.resolve("dynamodb")),
                        new TransactionConflicts(options.transactionConflicts(), RandomGenerator.getDefault()),
                        commits),
                new LambdaApi(lambda, events::invoke),
                gateways.connections(),
                new JsonServices(stores.servicesWith(stepFunctions))))));

        StateMachines.create(template.stateMachines(), stepFunctions);
        var streams = parts.add(new StreamMappings(aws.uri(), commits, options.data(), lambda, stores.queues()));
        streams.start(template);
        parts.add(new Scheduler(events, options.speed())).start(template.functions());
        // Added once more, so that it is closed first, while what its last requests need still runs.
        parts.add(http.serve(gateways.handler(options.site(), twilio.baseUrl())));
        return new LocalCloud(template, twilio, aws, http, gateways, parts);
    }

    private static TwilioSimulator simulator(Options options) throws IOException {
        var builder = TwilioSimulator.builder()
                .port(options.twilioPort())
                .speed(options.speed())
                .reviewSpeed(options.reviewSpeed())
                .seed(options.twilioSeed());
        options.data().map(data -> data.resolve("twilio")).ifPresent(builder::dataDirectory);
        return builder.start();
    }

    private static Stack stack(Options options, TwilioSimulator twilio, WebServer aws, WebServer http) {
        var parameters = LocalParameters.of(options.parameters(), options.twilioBaseUrl(), twilio.baseUrl());
        var webSocket = URI.create("ws" + http.uri().toString().substring("http".length()));
        return Stack.local(STACK_NAME, parameters, new Addresses(aws.uri(), http.uri(), webSocket));
    }

    private static StepFunctions stepFunctions(Options options, WebServer aws, LambdaService lambda, EventBus bus) {
        var builder = StepFunctions.builder()
                .region(Stack.LOCAL_REGION)
                .accountId(Stack.LOCAL_ACCOUNT)
                .dynamoDbEndpoint(aws.uri())
                .lambda(new StepFunctionsLambda(lambda))
                .onStatusChange(bus::accept);
        options.data().map(data -> data.resolve("stepfunctions")).ifPresent(builder::dataDirectory);
        return builder.build();
    }

    private static void log(String function, String message) {
        LoggerFactory.getLogger(FUNCTION_LOGGERS + function).info(message);
    }

    /**
     * The HTTP API.
     *
     * @return its address, without a path
     */
    public URI apiUrl() {
        return http.uri();
    }

    /**
     * The WebSocket API.
     *
     * @return its address, the stage's name being the path
     */
    public URI liveUrl() {
        return gateways.liveUrl(http.uri());
    }

    /**
     * The AWS endpoint, for {@code aws --endpoint-url}.
     *
     * @return its address
     */
    public URI awsUrl() {
        return aws.uri();
    }

    /**
     * The simulated Twilio; it also runs when the functions use another one.
     *
     * @return its address
     */
    public URI twilioUrl() {
        return twilio.baseUrl();
    }

    /**
     * What the template declares and a local run does nothing about.
     *
     * @return a line for each reason, naming the properties
     */
    public List<String> withoutEffect() {
        return template.withoutEffect();
    }

    /** Stops everything: the APIs first, while what their last requests need still runs. */
    @Override
    public void close() {
        parts.close();
    }
}
