package dev.tenantry.steps;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.core.secret.SecretBox;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A process that runs the steps' handlers. Every call leaves it through a door of its own. */
final class FunctionProcess {
    private static final URI PUBLIC_URL = URI.create("https://api.example.com");

    private final Outbound outbound = new Outbound();
    private final TwilioRelay relay;
    private final Twilio client;
    private final Table table;
    private final InstantSource clock;
    private final SecretBox box;
    private final World world;
    private final OperatorCredentials credentials;

    /**
     * Starts a process.
     *
     * @param surroundings what is outside of it, and outlives it
     */
    FunctionProcess(Surroundings surroundings) throws Exception {
        relay = TwilioRelay.start(surroundings.twilio(), outbound);
        client = new Twilio(TwilioSettings.standard().withBaseUrl(relay.baseUrl()));
        table = surroundings.tables().behind(outbound);
        clock = surroundings.clock();
        box = new SecretBox(AwsStandIns.kms(outbound), "arn:aws:kms:us-east-1:123456789012:key/1");
        var ledger = new Ledger(table, clock);
        world = new World(
                new StepRunner(new JobStore(table), clock),
                ledger,
                new Tenants(ledger, box, client),
                client,
                Optional.of(new CallbackAddresses(table, () -> PUBLIC_URL)));
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
     */
    record Surroundings(URI twilio, Tables tables, Supplier<GetSecretValueResponse> secret, InstantSource clock) {}

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
            case REGISTER_CUSTOMER_PROFILE,
                    REGISTER_TRUST_PRODUCT,
                    REGISTER_BRAND,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS,
                    VERIFY_TOLL_FREE_NUMBERS -> throw new IllegalArgumentException(step.id() + " registers");
        };
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
