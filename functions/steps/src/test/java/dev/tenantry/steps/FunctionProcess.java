package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.Businesses;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.Repeats;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A process that runs the steps' handlers. Every call leaves it through a door of its own. */
final class FunctionProcess {
    /** The operator's own profile, which every simulated Twilio has. */
    static final String PRIMARY_PROFILE = "BU0123456789abcdef0123456789abcdef";

    private static final URI PUBLIC_URL = URI.create("https://api.example.com");
    private static final Duration FIRST_LOOK = Duration.ofSeconds(30);

    private final Outbound outbound = new Outbound();
    private final TwilioRelay relay;
    private final Twilio client;
    private final Table table;
    private final InstantSource clock;
    private final SecretBox box;
    private final World world;
    private final OperatorCredentials credentials;
    private final TaskTokens tokens;
    private final Consumer<JobId> attendance;

    /**
     * Starts a process.
     *
     * @param surroundings what is outside of it, and outlives it
     */
    FunctionProcess(Surroundings surroundings) throws Exception {
        relay = TwilioRelay.start(surroundings.twilio(), outbound);
        client = new Twilio(TwilioSettings.standard()
                .withBaseUrl(relay.baseUrl())
                .withRepeats(new Repeats(Repeats.standard().times(), Duration.ofMillis(1))));
        table = surroundings.tables().behind(outbound);
        clock = surroundings.clock();
        box = new SecretBox(AwsStandIns.kms(outbound), "arn:aws:kms:us-east-1:123456789012:key/1");
        attendance = surroundings.attendance();
        tokens = surroundings.tokens();
        var ledger = new Ledger(table, clock);
        var tenants = new Tenants(ledger, box, client);
        world = new World(
                new StepRunner(new JobStore(table), clock),
                ledger,
                tenants,
                new Businesses(table, box),
                client,
                clock,
                Optional.of(new CallbackAddresses(table, () -> PUBLIC_URL)),
                Optional.of(ReviewDesk.of(table, ledger, tenants, tokens.behind(outbound), clock, FIRST_LOOK)),
                Optional.of(PRIMARY_PROFILE));
        var secrets = AwsStandIns.secretsManager(outbound, surroundings.secret());
        credentials = new OperatorCredentials(new OperatorSecret(secrets, "tenantry/twilio"));
    }

    /**
     * What is outside of a process.
     *
     * @param twilio where Twilio is
     * @param tables reaches the table
     * @param secret answers for Secrets Manager
     * @param clock the time
     * @param tokens what executions wait for
     * @param attendance what others do about a job's reviews whenever a step has been told that it waits
     */
    record Surroundings(
            URI twilio,
            Tables tables,
            Supplier<GetSecretValueResponse> secret,
            InstantSource clock,
            TaskTokens tokens,
            Consumer<JobId> attendance) {}

    /** How a process reaches the table. */
    @FunctionalInterface
    interface Tables {
        /** The table, with every call to it going through this door. */
        Table behind(Outbound door);
    }

    Outbound outbound() {
        return outbound;
    }

    TwilioRelay relay() {
        return relay;
    }

    SecretBox box() {
        return box;
    }

    /** The handler of a step. */
    RequestHandler<StepInput, StepOutput> handler(StepName step) {
        return switch (step) {
            case CREATE_SUBACCOUNT -> new CreateSubaccountHandler(world, credentials);
            case CREATE_API_KEY -> new CreateApiKeyHandler(world);
            case BUY_NUMBERS -> new BuyNumbersHandler(world);
            case CREATE_MESSAGING_SERVICE -> new CreateMessagingServiceHandler(world);
            case CREATE_TWIML_APPLICATION -> new CreateTwimlApplicationHandler(world);
            case CREATE_SIP_TRUNK -> new CreateSipTrunkHandler(world);
            case ATTACH_NUMBERS -> new AttachNumbersHandler(world);
            case SET_EMERGENCY_ADDRESS -> new SetEmergencyAddressHandler(world);
            case SET_SPEND_ALARM -> new SetSpendAlarmHandler(world);
            case SUBSCRIBE_TO_EVENTS -> new SubscribeToEventsHandler(world);
            case CREATE_VERIFY_SERVICE -> new CreateVerifyServiceHandler(world);
            case CHECK_SETUP -> new CheckSetupHandler(world);
            case REGISTER_TRUST_PRODUCT -> new RegisterTrustProductHandler(world);
            case REGISTER_NUMBERS -> new RegisterNumbersHandler(world);
            case REGISTER_CUSTOMER_PROFILE, REGISTER_BRAND, REGISTER_CAMPAIGN, VERIFY_TOLL_FREE_NUMBERS ->
                (input, context) -> waitFor(step, input, context);
        };
    }

    /** Runs a step as a state that waits for its token: until it is told the end by it, or nobody tells any. */
    private StepOutput waitFor(StepName step, StepInput input, Context context) {
        var output = submit(step, input, context);
        attendance.accept(new JobId(input.jobId()));
        return tokens.endOf(input.jobId(), step)
                .map(end -> switch (end) {
                    case TaskTokens.End.Success(var text) -> new StepOutput(text);
                    case TaskTokens.End.Failure(var error, var cause) -> throw failure(error, cause);
                })
                .orElse(output);
    }

    /** Runs only the function of a step that waits, with another token. */
    StepOutput submit(StepName step, StepInput input, Context context) {
        var token = tokens.issue(input.jobId(), step);
        var review = new ReviewInput(input.jobId(), input.execution(), input.redriveCount(), token);
        try {
            return review(step).handleRequest(review, context);
        } catch (ProvisioningFailure failure) {
            tokens.fail(token);
            throw failure;
        }
    }

    private RequestHandler<ReviewInput, StepOutput> review(StepName step) {
        return switch (step) {
            case REGISTER_CUSTOMER_PROFILE -> new RegisterCustomerProfileHandler(world);
            case REGISTER_BRAND -> new RegisterBrandHandler(world);
            case REGISTER_CAMPAIGN -> new RegisterCampaignHandler(world);
            case VERIFY_TOLL_FREE_NUMBERS -> new VerifyTollFreeNumbersHandler(world);
            default -> throw new IllegalArgumentException(step.id() + " waits for nobody");
        };
    }

    private static ProvisioningFailure failure(String error, String cause) {
        var details = FailureDetails.of(cause, "");
        return error.equals(NeedsHumanException.class.getName())
                ? new NeedsHumanException(details)
                : new PermanentFailureException(details);
    }

    /** What looks at reviews from this process. */
    ReviewDesk desk() {
        return world.desk();
    }

    /** Who the businesses are, as this process knows them. */
    Businesses businesses() {
        return world.businesses();
    }

    /** What undoes any step. */
    RequestHandler<UndoInput, StepOutput> undo() {
        return new UndoHandler(world, new UndoRunner(new JobStore(table), clock), credentials);
    }

    /** What ends the job. */
    RequestHandler<StepInput, StepOutput> complete() {
        return new CompleteHandler(new JobStore(table), clock);
    }

    void stop() throws Exception {
        client.close();
        table.client().close();
        relay.stop();
    }
}
