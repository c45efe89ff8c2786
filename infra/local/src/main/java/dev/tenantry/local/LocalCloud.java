package dev.tenantry.local;

import dev.tenantry.local.cloudwatch.CloudWatch;
import dev.tenantry.local.cloudwatch.PrometheusMetrics;
import dev.tenantry.local.iam.Decision;
import dev.tenantry.local.issuer.LocalIssuer;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import dev.tenantry.local.traffic.TrafficObserver;
import dev.tenantry.local.web.WebServer;
import dev.tenantry.twilio.simulator.TwilioSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;

/**
 * The system of a template, running in this process on 127.0.0.1: API Gateway, Lambda, Step Functions, DynamoDB and its
 * Streams, EventBridge, and a simulated Twilio. Several can run in one JVM.
 */
public final class LocalCloud implements AutoCloseable {

    /** The name of the stack, which is the beginning of all names that the template leaves open. */
    private static final String STACK_NAME = "tenantry";

    private static final String PERMISSION_USE = "local.permission-use";

    private final Template template;
    private final TwilioSimulator twilio;
    private final WebServer aws;
    private final WebServer http;
    private final ApiGateways gateways;
    private final Optional<LocalIssuer> issuer;
    private final CloudWatch cloudWatch;
    private final Closeables closeables;

    private LocalCloud(
            Template template,
            TwilioSimulator twilio,
            WebServer aws,
            WebServer http,
            ApiGateways gateways,
            Optional<LocalIssuer> issuer,
            CloudWatch cloudWatch,
            Closeables closeables) {
        this.template = template;
        this.twilio = twilio;
        this.aws = aws;
        this.http = http;
        this.gateways = gateways;
        this.issuer = issuer;
        this.cloudWatch = cloudWatch;
        this.closeables = closeables;
    }

    /** The options of a run. Each setter returns the options themselves. */
    public static final class Options {

        private static final double REVIEW_SPEED = 86_400;

        private final Path template;
        private Map<String, String> parameters = Map.of();
        private int port;
        private int awsPort;
        private int twilioPort;
        private Optional<Path> data = Optional.empty();
        private double speed = 1;
        private double reviewSpeed = REVIEW_SPEED;
        private Optional<URI> twilioBaseUrl = Optional.empty();
        private long twilioSeed = 1;
        private Optional<URI> site = Optional.empty();
        private double transactionConflicts;
        private TrafficObserver observer = TrafficObserver.NONE;
        private Clock alarmClock = Clock.systemUTC();
        private Optional<Path> permissionUse =
                Optional.ofNullable(System.getProperty(PERMISSION_USE)).map(Path::of);
        private Consumer<Decision> permissionDecisions = _ -> {};

        /**
         * Makes the options of a run on free ports, in memory, with the simulated Twilio and without a page.
         *
         * @param template the SAM template
         */
        public Options(Path template) {
            this.template = template;
        }

        /**
         * Makes the options that most tests want: those of a new run, at a speed.
         *
         * @param template the SAM template
         * @param speed as {@link #speed} takes it
         */
        public static Options inMemory(Path template, double speed) {
            return new Options(template).speed(speed);
        }

        /** The values of the template's parameters that are not to be their defaults. */
        public Options parameters(Map<String, String> values) {
            parameters = Map.copyOf(values);
            return this;
        }

        /** The port of the HTTP API and the WebSocket API; 0, the default, is a free one. */
        public Options port(int number) {
            port = number;
            return this;
        }

        /** The port of the AWS endpoint; 0, the default, is a free one. */
        public Options awsPort(int number) {
            awsPort = number;
            return this;
        }

        /** The port of the simulated Twilio; 0, the default, is a free one. */
        public Options twilioPort(int number) {
            twilioPort = number;
            return this;
        }

        /** The folder that keeps the data; by default they are in memory. */
        public Options data(Path folder) {
            data = Optional.of(folder);
            return this;
        }

        /** The divisor of all simulated delays; 1 by default. */
        public Options speed(double divisor) {
            speed = divisor;
            return this;
        }

        /**
         * The further divisor of the time that the simulated Twilio's reviews take; 86,400, the default, makes a second
         * of a day.
         */
        public Options reviewSpeed(double divisor) {
            reviewSpeed = divisor;
            return this;
        }

        /** Another Twilio for the functions; by default they call the simulated one. */
        public Options twilioBaseUrl(URI url) {
            twilioBaseUrl = Optional.of(url);
            return this;
        }

        /** The seed of what the simulated Twilio leaves to chance. */
        public Options twilioSeed(long seed) {
            twilioSeed = seed;
            return this;
        }

        /**
         * The folder of a web page to serve beside the HTTP API, as a {@code file:} or {@code jar:} address that ends
         * in a slash; by default there is none.
         */
        public Options site(URI folder) {
            site = Optional.of(folder);
            return this;
        }

        /**
         * The share of DynamoDB transactions that are cancelled as if others wrote the same items, from 0, the default,
         * to 1: DynamoDB Local has no such conflicts by itself.
         */
        public Options transactionConflicts(double rate) {
            transactionConflicts = rate;
            return this;
        }

        /**
         * The folder that gets a file of which permissions functions have used, when the system stops; by default the
         * one that the system property {@code local.permission-use} names, if it is set.
         */
        public Options permissionUse(Path folder) {
            permissionUse = Optional.of(folder);
            return this;
        }

        /** What learns of each decision about a function's permission, from many threads; by default nothing does. */
        public Options permissionDecisions(Consumer<Decision> watching) {
            permissionDecisions = watching;
            return this;
        }

        /** The clock of metrics and alarms; by default the system's. */
        public Options alarmClock(Clock clock) {
            alarmClock = clock;
            return this;
        }

        /** What sees the traffic of both APIs; by default nothing does. */
        public Options observer(TrafficObserver watching) {
            observer = watching;
            return this;
        }
    }

    /**
     * Starts the system; when this returns, everything answers.
     *
     * @param options how to run it
     * @return the running system
     * @throws IOException if a file cannot be read or a port not be used
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.tenantry.local.template.evaluation.TemplateException if the template cannot be run
     */
    public static LocalCloud start(Options options) throws IOException, InterruptedException {
        var closeables = new Closeables();
        try {
            return start(options, closeables);
        } catch (IOException | InterruptedException | RuntimeException e) {
            closeables.closeAfter(e);
            throw e;
        }
    }

    private static LocalCloud start(Options options, Closeables closeables) throws IOException, InterruptedException {
        var twilio = closeables.add(simulator(options));
        var aws = closeables.add(WebServer.bind(options.awsPort));
        var http = closeables.add(WebServer.bind(options.port));
        var template = Template.read(options.template, stack(options, twilio, aws, http));
        var services = new AwsServices(template, aws, options.data, options.speed, options.alarmClock, closeables);
        options.permissionUse.ifPresent(
                folder -> closeables.add(() -> services.permissionUse().write(folder)));
        Optional.ofNullable(template.parameters().get(LocalParameters.TWILIO_SECRET_NAME))
                .ifPresent(name -> services.storeCredentials(name, twilio));
        var gateways = new ApiGateways(template, services.lambda(), options.observer, services.metrics());
        services.start(gateways.connections(), options.transactionConflicts, options.permissionDecisions);
        // Added once more, so that it is closed first, while what its last requests need still runs.
        var issuer = issuer(template, http);
        closeables.add(http.serve(new Handler.Sequence(
                new PrometheusMetrics(services.cloudWatch()),
                gateways.handler(options.site, twilio.baseUrl(), issuer))));
        return new LocalCloud(template, twilio, aws, http, gateways, issuer, services.cloudWatch(), closeables);
    }

    private static Optional<LocalIssuer> issuer(Template template, WebServer http) {
        var parameters = template.parameters();
        return Optional.ofNullable(parameters.get(LocalParameters.TOKEN_AUDIENCE))
                .map(audience -> new LocalIssuer(
                        http.uri(),
                        audience,
                        parameters.get(LocalParameters.TOKEN_ORGANISATIONS_CLAIM),
                        Clock.systemUTC()));
    }

    private static TwilioSimulator simulator(Options options) throws IOException {
        var builder = TwilioSimulator.builder()
                .port(options.twilioPort)
                .speed(options.speed)
                .reviewSpeed(options.reviewSpeed)
                .seed(options.twilioSeed)
                .reviewsByRequirements(true);
        options.data.map(data -> data.resolve("twilio")).ifPresent(builder::dataDirectory);
        return builder.start();
    }

    private static Stack stack(Options options, TwilioSimulator twilio, WebServer aws, WebServer http) {
        var parameters = LocalParameters.of(options.parameters, options.twilioBaseUrl, twilio.baseUrl(), http.uri());
        var webSocket = URI.create("ws" + http.uri().toString().substring("http".length()));
        return Stack.local(STACK_NAME, parameters, new Addresses(aws.uri(), http.uri(), webSocket));
    }

    /**
     * The address of the HTTP API.
     *
     * @return a URL without a path
     */
    public URI apiUrl() {
        return http.uri();
    }

    /**
     * A token that allows everything for an hour, as {@code GET /config.json} gives.
     *
     * @throws IllegalStateException if the template takes no tokens
     */
    public String devToken() {
        return issuer.orElseThrow(() -> new IllegalStateException("The template takes no tokens"))
                .devToken();
    }

    /**
     * The address of the WebSocket API.
     *
     * @return a URL whose path is the stage's name
     */
    public URI liveUrl() {
        return gateways.liveUrl(http.uri());
    }

    /**
     * The address of the AWS endpoint, for {@code aws --endpoint-url}.
     *
     * @return a URL without a path
     */
    public URI awsUrl() {
        return aws.uri();
    }

    /**
     * The address of the simulated Twilio, which also runs when the functions use another one.
     *
     * @return a URL without a path
     */
    public URI twilioUrl() {
        return twilio.baseUrl();
    }

    /** The metrics and the alarms. */
    public CloudWatch cloudWatch() {
        return cloudWatch;
    }

    /**
     * The properties of the template that have no effect in a local run.
     *
     * @return a line for each reason, naming the properties
     */
    public List<String> withoutEffect() {
        return template.withoutEffect();
    }

    /** Stops everything: the APIs first, while what their last requests need still runs. */
    @Override
    public void close() {
        closeables.close();
    }
}
