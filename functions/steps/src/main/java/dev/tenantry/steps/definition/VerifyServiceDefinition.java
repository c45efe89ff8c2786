package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.verify.VerifyServices;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The organisation's Verify service, which sends and checks one-time codes. People read its friendly name in the
 * messages with their codes, so that is the organisation's name and not the key; the subaccount has no other service
 * that it could be taken for.
 */
record VerifyServiceDefinition(TenantContext tenant) implements ResourceDefinition {
    private static final int MOST_DIGITS = 4;
    /** What is left of a name at its ends when something was taken out of it. */
    private static final Pattern END = Pattern.compile("^[ _-]+|[ _-]+$");

    @Override
    public ResourceKind kind() {
        return ResourceKind.VERIFY_SERVICE;
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return services().findOnly().map(service -> TwilioResource.of(service.sid()));
    }

    @Override
    public boolean isFoundByKey() {
        return false;
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return TwilioResource.of(services().create(friendlyName(run.plan())).sid());
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return Difference.in(
                services().fetch(sid),
                service -> Difference.between("friendlyName", friendlyName(plan), service.friendlyName()));
    }

    @Override
    public boolean update(ResourceKey key, String sid, Plan plan) {
        services().update(sid, friendlyName(plan));
        return true;
    }

    private String friendlyName(Plan plan) {
        return Stream.of(plan.displayName().orElse(""), tenant.orgId().value())
                .map(VerifyServiceDefinition::allowed)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("Verify");
    }

    /**
     * What Twilio takes of a name: letters, digits, spaces, dashes and underscores, and fewer than five digits, since
     * more could pass for a code. A name with more of them is better without any than with some.
     */
    private static String allowed(String name) {
        var letters = name.replaceAll("[^\\p{L}\\p{Nd} _-]", "");
        var digits = letters.codePoints().filter(Character::isDigit).count();
        var kept = (digits > MOST_DIGITS ? letters.replaceAll("\\p{Nd}", "") : letters).replaceAll(" {2,}", " ");
        return END.matcher(kept.substring(0, Math.min(kept.length(), VerifyServices.MAX_FRIENDLY_NAME_CHARS)))
                .replaceAll("");
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(services().list().stream().map(TwilioResource::of).toList());
    }

    @Override
    public void delete(String sid, Rollback choices) {
        services().delete(sid);
    }

    private VerifyServices services() {
        return tenant.account().verifyServices();
    }
}
