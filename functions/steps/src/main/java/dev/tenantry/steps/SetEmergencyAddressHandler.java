package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.job.StepName;
import dev.tenantry.twilio.EmergencyCalling.AddressStatus;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.PhoneNumbers;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import dev.tenantry.twilio.failure.NotProcessedException;
import java.util.List;
import java.util.Optional;

/**
 * Creates the emergency address and sets it on the numbers. Twilio then registers each number with the emergency
 * services; it calls nobody back when that is done, so the step looks, and is tried again until it is.
 */
public final class SetEmergencyAddressHandler extends ResourceStepHandler {

    /** Made by Lambda. */
    public SetEmergencyAddressHandler() {
        this(World.of(Environment.current()));
    }

    SetEmergencyAddressHandler(World world) {
        super(StepName.SET_EMERGENCY_ADDRESS, world);
    }

    @Override
    StepResult finish(StepRun run, TenantAccount account, Blueprint blueprint, StepResult address) {
        var numbers = blueprint.numberSids();
        var use = SettingUse.emergency(address.resources().getFirst().sid(), account.phoneNumbers());
        for (var sid : use.missing(numbers)) {
            run.requireTimeToCreate();
            use.put(sid);
        }
        requireRegistered(numbers, account.phoneNumbers());
        var removed = removeEarlier(run, address, account.addresses()::delete);
        return new StepResult(
                address.message() + "; registered for " + Wording.phoneNumbers(numbers.size())
                        + Wording.removed(removed),
                address.resources());
    }

    private static void requireRegistered(List<String> sids, PhoneNumbers numbers) {
        var fetched = sids.stream()
                .map(sid -> numbers.fetch(sid).orElseThrow(() -> gone(sid)))
                .toList();
        fetched.stream()
                .filter(number -> hasStatus(number, AddressStatus.REGISTRATION_FAILURE))
                .findFirst()
                .ifPresent(number -> {
                    throw refused(number);
                });
        if (!fetched.stream().allMatch(number -> hasStatus(number, AddressStatus.REGISTERED))) {
            throw new NotProcessedException(FailureDetails.of(
                    "Twilio is still registering the emergency address.",
                    "It is looked at again by itself. If it takes much longer, operator: look at the numbers in the"
                            + " Twilio Console, then retry the job."));
        }
    }

    private static boolean hasStatus(PhoneNumber number, AddressStatus status) {
        return number.emergencyCalling().addressStatus().equals(Optional.of(status));
    }

    private static NeedsHumanException refused(PhoneNumber number) {
        return new NeedsHumanException(FailureDetails.of(
                "Twilio could not register the emergency address for " + number.sid() + ".",
                "Operator: check the address, and trigger the organisation again with the right one."));
    }

    private static NeedsHumanException gone(String sid) {
        return new NeedsHumanException(FailureDetails.of(
                "The number " + sid + " is not there any more.",
                "Operator: look whether somebody released it in the Twilio Console."));
    }
}
