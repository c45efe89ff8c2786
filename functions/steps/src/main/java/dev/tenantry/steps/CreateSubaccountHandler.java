package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.steps.ExactlyOnce.Obtained;
import dev.tenantry.tenant.Tenants;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.Subaccount;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Creates the organisation's Twilio subaccount, or finds it again, and keeps its auth token. */
public final class CreateSubaccountHandler extends StepHandler {
    private final ExactlyOnce exactlyOnce;
    private final Tenants tenants;
    private final Supplier<OperatorAccount> operator;

    /** Made by Lambda. */
    public CreateSubaccountHandler() {
        this(Environment.current());
    }

    private CreateSubaccountHandler(Environment environment) {
        this(World.of(environment), new OperatorCredentials(OperatorSecret.of(environment)));
    }

    CreateSubaccountHandler(World world, OperatorCredentials credentials) {
        super(StepName.CREATE_SUBACCOUNT, world.runner());
        this.exactlyOnce = new ExactlyOnce(world.ledger());
        this.tenants = world.tenants();
        this.operator = () -> world.twilio().operator(credentials.read());
    }

    @Override
    StepResult work(StepRun run) {
        var orgId = run.job().orgId();
        var marker = Marker.subaccount(orgId);
        var account = operator.get();
        var seen = new AtomicReference<Subaccount>();
        var obtained = exactlyOnce.obtain(
                run,
                marker,
                () -> account.findActiveSubaccount(marker.friendlyName()).map(found -> remember(seen, found)),
                () -> remember(seen, account.createSubaccount(marker.friendlyName())));
        var subaccount = Optional.ofNullable(seen.get()).orElseGet(() -> account.fetchSubaccount(obtained.sid()));
        requireActive(subaccount);
        keepAuthToken(orgId, subaccount, seen.get() != null);
        return new StepResult(
                message(obtained), List.of(new Resource(marker.type().word(), obtained.sid())));
    }

    private static Found remember(AtomicReference<Subaccount> seen, Subaccount subaccount) {
        seen.set(subaccount);
        return Found.of(subaccount.sid());
    }

    /** Later steps, with the subaccount's own credentials, could not tell why they are refused. */
    private static void requireActive(Subaccount subaccount) {
        switch (subaccount.status()) {
            case ACTIVE -> {
                return;
            }
            case SUSPENDED ->
                throw new NeedsHumanException(FailureDetails.of(
                        "The subaccount " + subaccount.sid() + " is suspended.",
                        "Operator: make it active in the Twilio Console, then retry the job."));
            case CLOSED ->
                throw new NeedsHumanException(FailureDetails.of(
                        "Somebody closed the subaccount " + subaccount.sid()
                                + " at Twilio. Its numbers are released, and Twilio opens no closed account again.",
                        "Operator: roll the job back, which forgets the subaccount and all that it held. Then trigger"
                                + " the organisation again: it gets a new one."));
        }
    }

    /**
     * The token is kept after the SID, which is recorded alone and at once, before anything else can fail.
     *
     * @param isNew whether this run created or found the subaccount
     */
    private void keepAuthToken(OrgId orgId, Subaccount subaccount, boolean isNew) {
        if (isNew || !tenants.hasAuthToken(orgId)) {
            tenants.keepAuthToken(orgId, subaccount.authToken().orElseThrow(() -> unreadable(subaccount.sid())));
        }
    }

    private static String message(Obtained obtained) {
        return "Subaccount " + obtained.sid() + (obtained.isNew() ? " created" : " was there already");
    }

    private static NeedsHumanException unreadable(String sid) {
        return new NeedsHumanException(
                FailureDetails.of(
                        "Twilio does not tell the auth token of the subaccount " + sid + ".",
                        "Operator: check that the operator's credentials are the main account's SID and auth token, then retry the job."));
    }
}
