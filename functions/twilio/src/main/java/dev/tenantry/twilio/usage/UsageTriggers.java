package dev.tenantry.twilio.usage;

import com.twilio.rest.api.v2010.account.usage.Trigger;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.listing.ListedResource;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * An account's usage triggers, here those that watch its total price ("REST API: UsageTriggers"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class UsageTriggers {

    private static final CrudOperations.Kind<Trigger> KIND =
            new CrudOperations.Kind<>("usage trigger", Trigger::getSid, Trigger::getFriendlyName);
    private static final String TOTAL_PRICE = "totalprice";

    private final CrudOperations<Trigger, UsageTrigger> triggers;

    public UsageTriggers(TwilioCalls calls) {
        this.triggers = new CrudOperations<>(calls, KIND, UsageTriggers::trigger);
    }

    /**
     * Creates a trigger on the account's total price. Calling it twice creates two: names are not unique.
     *
     * @param friendlyName by which it can be found again, 1 to 64 characters
     * @param callbackUrl what Twilio calls when it fires
     * @param triggerValue the amount it fires at in each period, in the account's currency; more than zero
     */
    public UsageTrigger create(String friendlyName, URI callbackUrl, BigDecimal triggerValue, Recurrence recurring) {
        if (triggerValue.signum() <= 0) {
            throw new IllegalArgumentException("A trigger's value is more than zero, not " + triggerValue);
        }
        return triggers.create(
                friendlyName,
                Trigger.creator(callbackUrl, triggerValue.toPlainString(), TOTAL_PRICE)
                        .setFriendlyName(Preconditions.requireFriendlyName(friendlyName))
                        .setTriggerBy(Trigger.TriggerField.PRICE)
                        .setRecurring(twilioWord(recurring)));
    }

    /**
     * The trigger of exactly this name, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<UsageTrigger> find(String friendlyName) {
        return triggers.find(friendlyName, Trigger.reader());
    }

    /** All triggers of the account, also those that others have created. The list may lag. */
    public List<ListedResource> list() {
        return triggers.list(Trigger.reader());
    }

    /** The trigger of this SID; empty when it is gone. */
    public Optional<UsageTrigger> fetch(String sid) {
        return triggers.fetch(sid, Trigger.fetcher(sid));
    }

    /**
     * Sets what Twilio calls when it fires. Its value and its period are fixed: for these, delete it and create
     * another.
     */
    public UsageTrigger update(String sid, URI callbackUrl) {
        return triggers.update(sid, Trigger.updater(sid).setCallbackUrl(callbackUrl));
    }

    /** Deletes a trigger; does nothing when it is gone. */
    public void delete(String sid) {
        triggers.delete(sid, Trigger.deleter(sid));
    }

    private static UsageTrigger trigger(Trigger trigger) {
        return new UsageTrigger(
                trigger.getSid(),
                trigger.getFriendlyName(),
                trigger.getCallbackUrl(),
                new BigDecimal(trigger.getTriggerValue()),
                Optional.ofNullable(trigger.getRecurring()).flatMap(UsageTriggers::recurrence));
    }

    private static Trigger.Recurring twilioWord(Recurrence recurrence) {
        return switch (recurrence) {
            case DAILY -> Trigger.Recurring.DAILY;
            case MONTHLY -> Trigger.Recurring.MONTHLY;
            case YEARLY -> Trigger.Recurring.YEARLY;
        };
    }

    private static Optional<Recurrence> recurrence(Trigger.Recurring recurring) {
        return switch (recurring) {
            case DAILY -> Optional.of(Recurrence.DAILY);
            case MONTHLY -> Optional.of(Recurrence.MONTHLY);
            case YEARLY -> Optional.of(Recurrence.YEARLY);
            case ALLTIME -> Optional.empty();
        };
    }
}
