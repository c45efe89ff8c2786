package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.engine.StepInput;
import dev.tenantry.steps.engine.StepOutput;
import dev.tenantry.steps.engine.StepRunner;
import dev.tenantry.steps.rollback.RollbackInput;
import dev.tenantry.steps.rollback.RollbackRunner;
import dev.tenantry.twilio.OperatorAccess;
import dev.tenantry.twilio.TenantAccounts;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A process that runs the steps' handlers. Every call leaves it through its own {@link OutboundCalls}. */
final class FunctionProcess {
    /** The operator's own profile, which every simulated Twilio has. */
    static final String PRIMARY_PROFILE = "BU0123456789abcdef0123456789abcdef";

    private static final Settings SETTINGS = new Settings(
            URI.create("https://api.example.com"),
            Optional.empty(),
            Optional.empty(),
            "tenantry/twilio",
            true,
            Optional.of(PRIMARY_PROFILE),
            Optional.empty(),
            Duration.ofSeconds(30),
            Settings.Limits.NONE);

    private final OutboundCalls outbound = new OutboundCalls();
    private final TwilioRelay relay;
    private final Twilio client;
    private final Table table;
    private final InstantSource clock;
    private final TenantCipher box;
    private final StepDependencies dependencies;
    private final ReviewDependencies reviews;
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
                .withRetries(TwilioSettings.standard().maxRetries(), Duration.ofMillis(1)));
        table = surroundings.tables().behind(outbound);
        clock = surroundings.clock();
        box = new TenantCipher(FakeAwsClients.kms(outbound), "arn:aws:kms:us-east-1:123456789012:key/1");
        attendance = surroundings.attendance();
        tokens = surroundings.tokens();
        var ledger = new Ledger(table, clock);
        var secrets = FakeAwsClients.secretsManager(outbound, surroundings.secret());
        var operator = new OperatorAccess(() -> new OperatorSecret(secrets, SETTINGS::twilioSecretName), client);
        dependencies = new StepDependencies(
                table,
                new StepRunner(new JobStore(table), ledger, clock),
                ledger,
                new TenantAccounts(ledger, box, client, operator),
                operator,
                new BusinessProfileStore(table, box),
                client,
                clock,
                new StackSettings(() -> SETTINGS, clock));
        reviews = ReviewDependencies.of(dependencies, tokens.behind(outbound));
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
        /** The table, with every call to it going through these outbound calls. */
        Table behind(OutboundCalls outbound);
    }

    OutboundCalls outbound() {
        return outbound;
    }

    TwilioRelay relay() {
        return relay;
    }

    TenantCipher box() {
        return box;
    }

    /** The handler of a step. */
    RequestHandler<StepInput, StepOutput> handler(StepName step) {
        return switch (step) {
            case CREATE_SUBACCOUNT -> new CreateSubaccountHandler(dependencies);
            case BUY_NUMBERS -> new BuyNumbersHandler(dependencies);
            case ATTACH_NUMBERS -> new AttachNumbersHandler(dependencies);
            case SET_EMERGENCY_ADDRESS -> new SetEmergencyAddressHandler(dependencies);
            case CHECK_SETUP -> new CheckSetupHandler(dependencies);
            case REGISTER_TRUST_PRODUCT -> new RegisterTrustProductHandler(dependencies);
            case REGISTER_CUSTOMER_PROFILE,
                    REGISTER_BRAND,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS,
                    VERIFY_TOLL_FREE_NUMBERS -> (input, context) -> waitFor(step, input, context);
            // A step without a handler of its own.
            default -> new ResourceStepHandler(step, dependencies);
        };
    }

    /**
     * Runs a step as a state that waits for its token: the result is that by which the token is completed, if it is.
     */
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
            case REGISTER_BRAND -> new RegisterBrandHandler(dependencies, reviews);
            case REGISTER_NUMBERS -> new RegisterNumbersHandler(dependencies, reviews);
            case VERIFY_TOLL_FREE_NUMBERS -> new VerifyTollFreeNumbersHandler(dependencies, reviews);
            default -> new ReviewStepHandler(step, dependencies, reviews);
        };
    }

    private static ProvisioningFailure failure(String error, String cause) {
        var details = FailureDetails.of(cause, "");
        return error.equals(NeedsHumanException.class.getName())
                ? new NeedsHumanException(details)
                : new PermanentFailureException(details);
    }

    /** What looks at reviews from this process. */
    ReviewDependencies reviews() {
        return reviews;
    }

    /** What compares tenants with Twilio from this process. */
    DriftScanner drift() {
        return new DriftScanner(dependencies);
    }

    /** Who the businesses are, as this process knows them. */
    BusinessProfileStore businesses() {
        return dependencies.businesses();
    }

    /** What undoes any step. */
    RequestHandler<RollbackInput, StepOutput> undo() {
        return new RollbackStepHandler(dependencies, new RollbackRunner(new JobStore(table), clock));
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
