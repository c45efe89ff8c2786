package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.numbers.NumberPurchaser;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A phone number of the organisation. */
public final class PhoneNumberDefinition implements ResourceDefinition {
    private final TenantContext tenant;
    private final Map<NumberGroup, NumberPurchaser> purchasers = new HashMap<>();

    PhoneNumberDefinition(TenantContext tenant) {
        this.tenant = tenant;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.PHONE_NUMBER;
    }

    /** The purchaser of a group of this plan, which remembers which numbers it was refused. */
    public NumberPurchaser purchaser(NumberGroup group, Plan plan) {
        return purchasers.computeIfAbsent(group, _ -> new NumberPurchaser(tenant.account(), group, plan));
    }

    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        return numbers().find(key.friendlyName()).map(PhoneNumberDefinition::resource);
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        return resource(purchaser(group(key, run.plan()), run.plan()).buy(key.friendlyName()));
    }

    @Override
    public State compare(ResourceKey key, String sid, Plan plan) {
        return State.of(numbers().fetch(sid).map(_ -> true));
    }

    @Override
    public void delete(String sid, Rollback choices) {
        if (choices.numbers() == Numbers.RELEASE) {
            numbers().release(sid);
        } else {
            numbers().clear(sid);
            tenant.operatorAccount().get().takeNumber(tenant.requireSid(ResourceKind.ACCOUNT), sid);
        }
    }

    private NumberGroup group(ResourceKey key, Plan plan) {
        return plan.numbers().stream()
                .filter(group -> IntStream.rangeClosed(1, group.count())
                        .mapToObj(ordinal -> ResourceKey.number(tenant.orgId(), group, ordinal))
                        .anyMatch(key::equals))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The plan has no " + key.value()));
    }

    private static TwilioResource resource(PhoneNumber number) {
        return TwilioResource.of(number.sid(), number.phoneNumber());
    }

    private PhoneNumbers numbers() {
        return tenant.account().phoneNumbers();
    }
}
