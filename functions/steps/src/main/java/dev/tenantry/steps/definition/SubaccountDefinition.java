package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.ResourceDefinition;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.account.Subaccount;
import dev.tenantry.twilio.numbers.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The organisation's subaccount, which the operator's account creates and closes. */
public final class SubaccountDefinition implements ResourceDefinition {
    private final TenantContext tenant;
    private Optional<Subaccount> returned = Optional.empty();

    SubaccountDefinition(TenantContext tenant) {
        this.tenant = tenant;
    }

    @Override
    public ResourceKind kind() {
        return ResourceKind.ACCOUNT;
    }

    /**
     * The subaccount of this key that a creation of unknown outcome has made. One that was there before is recorded as
     * foreign.
     */
    @Override
    public Optional<TwilioResource> find(ResourceKey key) {
        var active = findActive(key);
        var foreign = active.isEmpty() ? List.<String>of() : tenant.ledger().foreignSids(key);
        var found = active.stream()
                .filter(account -> !foreign.contains(account.sid()))
                .toList();
        if (found.size() > 1) {
            throw ambiguous(key, found);
        }
        return found.stream().findFirst().map(this::use);
    }

    /** The active subaccounts that have the friendly name of this key, whosever they are. */
    public List<Subaccount> findActive(ResourceKey key) {
        return operator().findActiveSubaccounts(key.friendlyName());
    }

    /** Takes a subaccount that was found for the one of the organisation. */
    public TwilioResource use(Subaccount found) {
        returned = Optional.of(found);
        return TwilioResource.of(found.sid());
    }

    @Override
    public TwilioResource create(StepRun run, ResourceKey key) {
        var created = operator().createSubaccount(key.friendlyName());
        return use(created);
    }

    /** The subaccount that Twilio returned when this definition found or created it, with its auth token. */
    public Optional<Subaccount> returned() {
        return returned;
    }

    /** The subaccount of this SID as it is at Twilio. */
    public Subaccount fetch(String sid) {
        return operator().fetchSubaccount(sid);
    }

    /** Whether the subaccount was closed at Twilio, and everything in it with it. */
    public boolean isClosed(String sid) {
        return fetch(sid).status() == Subaccount.Status.CLOSED;
    }

    @Override
    public Optional<List<Difference>> differences(ResourceKey key, String sid, Plan plan) {
        return switch (fetch(sid).status()) {
            case ACTIVE -> Optional.of(List.of());
            case SUSPENDED ->
                Optional.of(Difference.between("status", "active", "suspended").toList());
            case CLOSED -> Optional.empty();
        };
    }

    /** Closing releases all numbers that are still there, so none may be. */
    @Override
    public void delete(String sid, Rollback choices) {
        if (isClosed(sid)) {
            return;
        }
        var left = operator().numbersOf(sid);
        if (!left.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "The subaccount " + sid + " still has numbers that the ledger does not know: "
                            + left.stream().map(PhoneNumber::phoneNumber).collect(Collectors.joining(", "))
                            + ". Closing it would release them for good.",
                    "Operator: move or release them in the Twilio Console, or roll back without closing the account."));
        }
        operator().closeSubaccount(sid);
    }

    private static NeedsHumanException ambiguous(ResourceKey key, List<Subaccount> found) {
        var sids = found.stream().map(Subaccount::sid).collect(Collectors.joining(", "));
        return new NeedsHumanException(FailureDetails.of(
                "Several active Twilio subaccounts are named \"" + key.friendlyName() + "\": " + sids + ".",
                "Operator: decide which one to keep, and retry the job with {\"subaccount\": {\"adopt\": \"AC…\"}} and the SID"
                        + " of that one of " + sids
                        + "; or close or rename the others in the Twilio Console, then retry"
                        + " the job."));
    }

    private OperatorAccount operator() {
        return tenant.operatorAccount().get();
    }
}
