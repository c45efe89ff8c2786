package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.secret.OperatorSecret;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.steps.ExactlyOnce.Obtained;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.Subaccount;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.List;
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
        var obtained = exactlyOnce.obtain(
                run,
                marker,
                () -> account.findActiveSubaccount(marker.friendlyName()).map(CreateSubaccountHandler::found),
                () -> found(account.createSubaccount(marker.friendlyName())));
        keepAuthToken(orgId, account, obtained.sid());
        return new StepResult(message(obtained), List.of(new Resource(marker.type(), obtained.sid())));
    }

    /** Reading the account again costs one call, once; and the SID is recorded before anything else can fail. */
    private void keepAuthToken(OrgId orgId, OperatorAccount account, String sid) {
        if (!tenants.hasAuthToken(orgId)) {
            var authToken = account.fetchSubaccount(sid).authToken().orElseThrow(() -> unreadable(sid));
            tenants.keepAuthToken(orgId, authToken);
        }
    }

    private static String message(Obtained obtained) {
        return "Subaccount " + obtained.sid() + (obtained.isNew() ? " created" : " was there already");
    }

    private static Found found(Subaccount subaccount) {
        return Found.of(subaccount.sid());
    }

    private static NeedsHumanException unreadable(String sid) {
        return new NeedsHumanException(
                FailureDetails.of(
                        "Twilio does not tell the auth token of the subaccount " + sid + ".",
                        "Operator: check that the operator's credentials are the main account's SID and auth token, then retry the job."));
    }
}
