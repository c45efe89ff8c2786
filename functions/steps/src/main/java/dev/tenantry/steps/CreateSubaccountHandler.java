package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.ExactlyOnce.Ensured;
import dev.tenantry.steps.engine.ExactlyOnce.Origin;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.twilio.TenantAccounts;
import dev.tenantry.twilio.account.Subaccount;
import java.util.List;

/** Creates the organisation's Twilio subaccount, or adopts it, and stores its auth token. */
public final class CreateSubaccountHandler extends StepHandler {
    private final StepDependencies dependencies;
    private final ExactlyOnce exactlyOnce;
    private final TenantAccounts tenants;

    public CreateSubaccountHandler() {
        this(StepDependencies.of(Environment.current()).withOperatorPrepared());
    }

    CreateSubaccountHandler(StepDependencies dependencies) {
        super(StepName.CREATE_SUBACCOUNT, dependencies.runner());
        this.dependencies = dependencies;
        this.exactlyOnce = new ExactlyOnce(dependencies.ledger());
        this.tenants = dependencies.tenants();
    }

    @Override
    StepResult work(StepRun run) {
        // Opened before the claim: nothing may take its time between the last look at the clock and the creation.
        var account = dependencies.operator().open().before(run::requireTimeToCreate);
        var tenant = dependencies.tenant(run.orgId(), () -> tenants.open(run.orgId()), () -> account);
        var definition = new ResourceDefinitions(tenant).subaccount();
        var key = ResourceKind.ACCOUNT.key(run.orgId());
        var unknown = new UnknownSubaccounts(run, dependencies.ledger(), definition, key);
        var toAdopt = unknown.toAdopt();
        var ensured = exactlyOnce.ensure(run, key, unknown::find, () -> toAdopt.map(definition::use)
                .orElseGet(() -> definition.create(run, key)));
        unknown.requireChosen(ensured.sid());
        var subaccount = definition.returned().orElseGet(() -> definition.fetch(ensured.sid()));
        requireActive(subaccount);
        storeAuthToken(run.orgId(), subaccount, ensured.origin() == Origin.CREATED);
        return new StepResult(
                message(ensured, unknown.isAdopted(ensured.sid())),
                List.of(new Resource(ResourceKind.ACCOUNT.id(), ensured.sid())));
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
     * Stores the auth token: after the SID, which is recorded alone and at once, before anything else can fail. Of a
     * subaccount that was there already it may be another one than is stored, because somebody has exchanged it.
     */
    private void storeAuthToken(OrgId orgId, Subaccount subaccount, boolean isNew) {
        var told = subaccount.authToken();
        if (told.isEmpty() && !tenants.hasAuthToken(orgId)) {
            throw unreadable(subaccount.sid());
        }
        told.ifPresent(token -> {
            if (isNew) {
                tenants.keepFirstAuthToken(orgId, token);
            } else {
                tenants.keepAuthToken(orgId, token);
            }
        });
    }

    private static String message(Ensured ensured, boolean adopted) {
        var created = adopted ? " adopted" : " created";
        return "Subaccount " + ensured.sid() + (ensured.isNew() ? created : " was there already");
    }

    private static NeedsHumanException unreadable(String sid) {
        return new NeedsHumanException(
                FailureDetails.of(
                        "Twilio does not return the auth token of the subaccount " + sid + ".",
                        "Operator: check that the operator's credentials are the main account's SID and auth token, then retry the job."));
    }
}
