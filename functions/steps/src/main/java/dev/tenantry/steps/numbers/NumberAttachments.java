package dev.tenantry.steps.numbers;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.resource.TenantContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The numbers that a plan asks for, and everything that it attaches them to. */
public record NumberAttachments(TenantContext tenant, Plan plan) {
    /** The attachments of all numbers but the emergency address, which a step of its own sets. */
    public List<NumberAttachment> ofAllNumbers() {
        return Stream.concat(Stream.of(messagingService()), calls().stream()).toList();
    }

    /** The attachment to the messaging service. */
    public NumberAttachment messagingService() {
        return NumberAttachment.messagingService(
                tenant.requireSid(ResourceKind.MESSAGING_SERVICE),
                tenant.account().messagingServices());
    }

    /** Twilio gives the calls to a number to a TwiML application or to a trunk, not to both. */
    private Optional<NumberAttachment> calls() {
        if (plan.voice().isPresent()) {
            return Optional.of(NumberAttachment.twimlApplication(
                    tenant.requireSid(ResourceKind.APPLICATION),
                    tenant.account().phoneNumbers()));
        }
        return plan.sipTrunk()
                .map(_ -> NumberAttachment.sipTrunk(
                        tenant.requireSid(ResourceKind.TRUNK), tenant.account().sipTrunks()));
    }

    /** The attachment to the emergency address, if the plan has one. */
    public Optional<NumberAttachment> emergencyAddress() {
        return plan.emergencyAddress()
                .map(address -> NumberAttachment.emergencyAddress(
                        tenant.requireSid(ResourceKey.emergencyAddress(tenant.orgId(), address)),
                        tenant.account().phoneNumbers()));
    }

    /**
     * Twilio's ids of the numbers that the plan asks for.
     *
     * @throws dev.tenantry.core.failure.PermanentFailureException when the ledger has not all of them
     */
    public List<String> numberSids() {
        return ResourceKind.PHONE_NUMBER.keys(tenant.orgId(), plan).stream()
                .map(tenant::requireSid)
                .toList();
    }

    /** What people know a number by: in E.164, or its SID if nothing else is recorded. */
    public String phoneNumber(String sid) {
        return tenant.ledger().entries(tenant.orgId()).stream()
                .filter(entry -> entry.sid().equals(Optional.of(sid)))
                .flatMap(entry -> entry.detail().stream())
                .findFirst()
                .orElse(sid);
    }

    /** The SIDs of the numbers that send by the A2P campaign. */
    public List<String> campaignNumberSids() {
        return plan.numbers().stream()
                .filter(NumberGroup::sendsByCampaign)
                .flatMap(group -> IntStream.rangeClosed(1, group.count())
                        .mapToObj(ordinal -> ResourceKey.number(tenant.orgId(), group, ordinal)))
                .map(tenant::requireSid)
                .toList();
    }
}
