package dev.tenantry.steps.definition;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.resource.Difference;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.numbers.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan attaches each of its numbers to, as the settings of a number at Twilio show it. */
record NumberSetup(TenantContext tenant, Plan plan) {
    /**
     * What differs in a number.
     *
     * @param inService the SIDs of the numbers that are known to be in the messaging service
     */
    List<Difference> differences(PhoneNumber number, Set<String> inService) {
        return Stream.of(membership(number, inService), calls(number), emergencyAddress(number))
                .flatMap(differences -> differences)
                .toList();
    }

    private Stream<Difference> membership(PhoneNumber number, Set<String> inService) {
        var service = tenant.sid(ResourceKind.MESSAGING_SERVICE);
        return service.isEmpty() || inService.contains(number.sid())
                ? Stream.empty()
                : Stream.of(new Difference("messagingServiceSid", service, Optional.empty()));
    }

    /** Twilio gives the calls to a number to a TwiML application or to a trunk, not to both. */
    private Stream<Difference> calls(PhoneNumber number) {
        if (plan.voice().isPresent()) {
            return wanted("voiceApplicationSid", tenant.sid(ResourceKind.APPLICATION), number.voiceApplicationSid());
        }
        return plan.sipTrunk().isPresent()
                ? wanted("trunkSid", tenant.sid(ResourceKind.TRUNK), number.trunkSid())
                : Stream.empty();
    }

    private Stream<Difference> emergencyAddress(PhoneNumber number) {
        return plan.emergencyAddress().stream()
                .flatMap(address -> wanted(
                        "emergencyAddressSid",
                        tenant.sid(ResourceKey.emergencyAddress(tenant.orgId(), address)),
                        number.emergencyCalling().addressSid()));
    }

    private static Stream<Difference> wanted(String field, Optional<String> planned, Optional<String> actual) {
        return planned.isEmpty() ? Stream.empty() : Difference.between(field, planned, actual);
    }
}
