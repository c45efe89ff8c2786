package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.ReviewedDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.review.ReviewStatus;
import dev.tenantry.twilio.trusthub.Evaluation;
import dev.tenantry.twilio.trusthub.TrustBundle;
import dev.tenantry.twilio.trusthub.TrustBundles;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Base class of the definitions of customer profiles and trust products, Twilio's bundles of data that is reviewed
 * together.
 */
abstract class BundleDefinition implements ReviewedDefinition {
    private final TenantContext tenant;
    private final TrustPolicy policy;

    /** @param policy what the bundle has to consist of */
    BundleDefinition(TenantContext tenant, TrustPolicy policy) {
        this.tenant = tenant;
        this.policy = policy;
    }

    /** Where the bundles are. */
    abstract TrustBundles bundles();

    /** Brings everything that the bundle consists of to the plan, and returns the SIDs. */
    abstract List<String> parts(StepRun run);

    @Override
    public final Optional<TwilioResource> find(ResourceKey key) {
        return bundles().find(key.friendlyName()).map(bundle -> TwilioResource.of(bundle.sid()));
    }

    @Override
    public final TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(bundles()
                .create(key.friendlyName(), email(run), policy, Optional.of(callbackUrl(run)))
                .sid());
    }

    @Override
    public final Optional<ReviewStatus> status(String sid) {
        return bundles().fetch(sid).map(TrustBundle::status);
    }

    /** Submits the bundle for review, if Twilio's evaluation finds it complete. */
    @Override
    public final void submit(StepRun run, ResourceKey key, String sid) {
        parts(run).forEach(part -> bundles().assign(sid, part));
        renewCallback(run, sid);
        requireCompliant(sid, bundles().evaluate(sid, policy));
        bundles().submit(sid);
    }

    private void renewCallback(StepRun run, String sid) {
        var callback = Optional.of(callbackUrl(run));
        var isRight = bundles()
                .fetch(sid)
                .map(bundle -> bundle.statusCallback().equals(callback))
                .orElse(false);
        if (!isRight) {
            bundles().update(sid, email(run), callback);
        }
    }

    /**
     * The URL at which Twilio reports the review. The callback has no time in it, so each submission has another URL:
     * otherwise a second rejection would look like a duplicate of the first.
     */
    private URI callbackUrl(StepRun run) {
        var submission = run.job()
                .step(kind().step())
                .startedAt()
                .map(Instant::toEpochMilli)
                .orElse(0L);
        return URI.create(tenant.callbackUrl().get() + "?submission=" + submission);
    }

    private String email(StepRun run) {
        return TrustHubDetails.of(tenant, run.plan()).email();
    }

    private void requireCompliant(String sid, Evaluation evaluation) {
        if (!evaluation.isCompliant()) {
            throw new ReviewStatus.Rejected(evaluation.missing(), Correction.TAKEN)
                    .toFailure(kind().displayName() + " " + sid, "is not complete, so it was not submitted: ");
        }
    }

    @Override
    public final void delete(String sid, Rollback choices) {
        bundles().delete(sid);
    }
}
