package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.job.Job;
import dev.tenantry.core.settings.StackSettings;
import dev.tenantry.core.storage.Table;
import dev.tenantry.steps.drift.DriftReport;
import dev.tenantry.steps.drift.DriftScan;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.TwilioSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The way to the drift of any organisation's tenant, in a function that may read and decrypt what that needs. */
public final class DriftScanner {
    /** API Gateway waits for 30 seconds, and a call that has begun by then may be sent twice. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final StepDependencies dependencies;

    DriftScanner(StepDependencies dependencies) {
        this.dependencies = dependencies;
    }

    /** The scanner that a function's environment variables describe, with this table. */
    public static DriftScanner of(Environment environment, Table table, StackSettings settings) {
        var standard = TwilioSettings.of(settings);
        var impatient = standard.withTimeouts(PATIENCE, PATIENCE).withRetries(1, standard.retryPause());
        return new DriftScanner(StepDependencies.of(environment, table, settings, impatient));
    }

    /**
     * Compares an organisation's tenant with Twilio and the plan. Nothing is changed at Twilio: each account refuses
     * to.
     *
     * @param jobs the organisation's last jobs, the newest first; at least one
     */
    public DriftReport scan(List<Job> jobs) {
        var orgId = jobs.getFirst().orgId();
        var ledger = dependencies.ledger().snapshot(orgId);
        var end = dependencies.clock().instant().plus(TIME_LIMIT);
        Supplier<TenantAccount> account =
                () -> dependencies.tenants().open(orgId, ledger).before(DriftScanner::refuse);
        Supplier<OperatorAccount> operator =
                () -> dependencies.operator().open().before(DriftScanner::refuse);
        return new DriftScan(
                        dependencies.tenant(orgId, new MadeOnce<>(account), operator),
                        ledger,
                        jobs,
                        () -> !dependencies.clock().instant().isBefore(end))
                .run();
    }

    private static void refuse() {
        throw new IllegalStateException("A scan for drift changes nothing at Twilio");
    }
}
