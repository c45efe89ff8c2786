package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.secret.BusinessProfileStore;
import dev.tenantry.core.secret.TenantCipher;
import dev.tenantry.core.settings.Settings;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.JobStore;
import dev.tenantry.core.storage.Table;
import dev.tenantry.core.webhook.CallbackAddresses;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.StepRunner;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.OperatorAccess;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.TenantAccounts;
import dev.tenantry.twilio.Twilio;
import dev.tenantry.twilio.TwilioSettings;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The collaborators of the steps' handlers, assembled in one place; see
 * {@code docs/adr/0003-handlers-create-their-dependencies.md}.
 *
 * @param table where everything is stored
 * @param runner runs the steps' work
 * @param ledger what exists at Twilio
 * @param tenants the organisations' accounts at Twilio
 * @param operator the operator's account at Twilio
 * @param businesses the organisations' business profiles
 * @param twilio opens accounts at Twilio
 * @param clock the time
 * @param settings the settings of the stack
 */
record StepDependencies(
        Table table,
        StepRunner runner,
        Ledger ledger,
        TenantAccounts tenants,
        OperatorAccess operator,
        BusinessProfileStore businesses,
        Twilio twilio,
        InstantSource clock,
        StackSettings settings) {

    /** The collaborators that a function's environment variables describe. */
    static StepDependencies of(Environment environment) {
        return of(environment, Table.of(environment));
    }

    /** The same, with this table. */
    static StepDependencies of(Environment environment, Table table) {
        var settings = StackSettings.of(environment);
        return of(environment, table, settings, TwilioSettings.of(settings));
    }

    /** The same, with these settings of the way to Twilio. */
    static StepDependencies of(
            Environment environment, Table table, StackSettings settings, TwilioSettings twilioSettings) {
        var clock = InstantSource.system();
        var ledger = new Ledger(table, clock);
        var twilio = Twilio.of(environment, twilioSettings);
        var box = TenantCipher.of(environment);
        var operator = OperatorAccess.of(environment, settings, twilio);
        return new StepDependencies(
                table,
                new StepRunner(new JobStore(table), ledger, clock),
                ledger,
                new TenantAccounts(ledger, box, twilio, operator),
                operator,
                new BusinessProfileStore(table, box),
                twilio,
                clock,
                settings);
    }

    /** The same, for a function that always needs the operator's account: its client is made at once. */
    StepDependencies withOperatorPrepared() {
        return new StepDependencies(
                table, runner, ledger, tenants, operator.prepared(), businesses, twilio, clock, settings);
    }

    /** The tenant of a run's organisation, opened, with a guard of the run's deadline before each change. */
    TenantContext tenant(StepRun run) {
        return tenant(run, run.withDeadlineGuard(account(run)));
    }

    /** The tenant of a run's organisation, with this account: what earlier steps have recorded is not read again. */
    TenantContext tenant(StepRun run, TenantAccount account) {
        return tenant(run.orgId(), () -> account).knowing(run::recordedBefore);
    }

    /** The account of a run's organisation, opened. */
    TenantAccount account(StepRun run) {
        return tenants.open(run.orgId(), run.recorded().get());
    }

    /** The tenant of an organisation, and the operator's account, opened at each use. */
    TenantContext tenant(OrgId orgId, Supplier<TenantAccount> account) {
        return tenant(orgId, account, operator::open);
    }

    /** The tenant of an organisation, and the operator's account. */
    TenantContext tenant(OrgId orgId, Supplier<TenantAccount> account, Supplier<OperatorAccount> operatorAccount) {
        var callbackAddresses =
                new CallbackAddresses(table, () -> settings.get().publicUrl());
        return new TenantContext(
                orgId,
                account,
                operatorAccount,
                ledger,
                _ -> Optional.empty(),
                businesses,
                secret -> tenants.lockApiKey(orgId, secret),
                new MadeOnce<>(() -> callbackAddresses.of(orgId)),
                () -> settings.find(Settings::primaryProfileSid));
    }
}
