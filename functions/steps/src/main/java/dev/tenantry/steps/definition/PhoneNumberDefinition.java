package dev.tenantry.steps.definition;

import dev.tenantry.core.MadeOnce;
import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.numbers.NumberPurchaser;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A phone number of the organisation. */
public final class PhoneNumberDefinition implements ResourceDefinition {
    private final TenantContext tenant;
    private final Map<NumberGroup, NumberPurchaser> purchasers = new HashMap<>();
    private final Supplier<Map<String, PhoneNumber>> listed = new MadeOnce<>(this::readList);
    private final Supplier<Set<String>> inService = new MadeOnce<>(this::readService);

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

    /**
     * What a number is attached to, by the list of all numbers. Where that shows a difference it may lag, so the number
     * is read again.
     */
    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        var setup = new NumberSetup(tenant, plan);
        return Optional.ofNullable(listed.get().get(sid))
                .map(number -> setup.differences(number, inService.get()))
                .filter(List::isEmpty)
                .or(() -> numbers().fetch(sid).map(number -> setup.differences(number, inService(sid))));
    }

    private Set<String> inService(String sid) {
        return tenant.sid(ResourceKind.MESSAGING_SERVICE)
                .filter(service -> tenant.account().messagingServices().holdsNumber(service, sid))
                .map(_ -> Set.of(sid))
                .orElse(Set.of());
    }

    /** What a number is attached to is the concern of other steps. */
    @Override
    public State compare(ResourceKey key, String sid, Plan plan) {
        return numbers().fetch(sid).isPresent() ? State.IN_SYNC : State.MISSING;
    }

    @Override
    public Optional<List<TwilioResource>> list() {
        return Optional.of(listed.get().values().stream()
                .map(PhoneNumberDefinition::resource)
                .toList());
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

    private Map<String, PhoneNumber> readList() {
        return numbers().list().stream().collect(Collectors.toMap(PhoneNumber::sid, Function.identity()));
    }

    /** A service that is gone has no list. */
    private Set<String> readService() {
        var services = tenant.account().messagingServices();
        return tenant.sid(ResourceKind.MESSAGING_SERVICE)
                .filter(service -> services.fetch(service).isPresent())
                .map(service -> Set.copyOf(services.listNumbers(service)))
                .orElse(Set.of());
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
