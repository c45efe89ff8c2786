package dev.tenantry.steps;

import dev.tenantry.core.Environment;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.StepResult;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.numbers.NumberAttachment;
import dev.tenantry.steps.numbers.NumberAttachments;
import dev.tenantry.steps.resource.ResourceReconciler.Reconciled;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.numbers.EmergencyCalling.AddressStatus;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import java.util.List;
import java.util.Optional;

/**
 * Creates the emergency address and sets it on the numbers. Twilio then registers each number with the emergency
 * services; no callback reports that, so the step checks, and is retried until it is done.
 */
public final class SetEmergencyAddressHandler extends ResourceStepHandler {
    public SetEmergencyAddressHandler() {
        this(StepDependencies.of(Environment.current()));
    }

    SetEmergencyAddressHandler(StepDependencies dependencies) {
        super(StepName.SET_EMERGENCY_ADDRESS, dependencies);
    }

    @Override
    StepResult finish(StepRun run, TenantContext tenant, ResourceDefinitions definitions, List<Reconciled> address) {
        var numbers = tenant.account().phoneNumbers();
        var sids = new NumberAttachments(tenant, run.plan()).numberSids();
        var attachment = NumberAttachment.emergencyAddress(address.getFirst().sid(), numbers);
        for (var sid : attachment.missing(sids)) {
            run.requireTimeToCreate();
            attachment.attach().accept(sid);
        }
        requireRegistered(sids, numbers);
        var deleted = deleteEarlier(run, tenant, definitions, address);
        return result(address, "; registered for " + MessageParts.phoneNumbers(sids.size()), deleted);
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
                    "It is checked again by itself. If it takes much longer, operator: look at the numbers in the"
                            + " Twilio Console, then retry the job."));
        }
    }

    private static boolean hasStatus(PhoneNumber number, AddressStatus status) {
        return number.emergencyCalling().addressStatus().equals(Optional.of(status));
    }

    private static NeedsHumanException refused(PhoneNumber number) {
        return new NeedsHumanException(FailureDetails.of(
                "Twilio could not register the emergency address for " + number.phoneNumber() + ".",
                "Operator: check the address, and trigger the organisation again with the right one."));
    }

    private static NeedsHumanException gone(String sid) {
        return new NeedsHumanException(FailureDetails.of(
                "The number " + sid + " is not there any more.",
                "Operator: check whether somebody released it in the Twilio Console."));
    }
}
