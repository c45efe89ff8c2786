package dev.tenantry.core.plan;

import java.util.List;
import java.util.Optional;

/**
 * Plan: the desired state of an organisation's Twilio tenant.
 *
 * @param displayName the organisation's name for people, if it was given
 * @param numbers the phone numbers to buy
 * @param messaging where the messages of the numbers go
 * @param voice who answers calls to the numbers, or empty: nobody, or the SIP trunk
 * @param verify whether to have a Verify service, which sends and checks one-time codes
 * @param sipTrunk the SIP trunk, if there is to be one; without {@code voice} it gets the calls to the numbers
 * @param emergencyAddress the address that emergency services are told for calls from the numbers, if one is given
 * @param spendAlarm when to warn of what the tenant spends, or empty: never
 * @param business who the organisation's business is; a registration needs it
 * @param a2p how it is registered to send text messages in the US from ordinary numbers, if it is to be
 * @param tollFreeVerification what the reviewers of its toll-free numbers read, if those are to be verified
 */
public record Plan(
        Optional<String> displayName,
        List<NumberGroup> numbers,
        Messaging messaging,
        Optional<Voice> voice,
        boolean verify,
        Optional<SipTrunk> sipTrunk,
        Optional<EmergencyAddress> emergencyAddress,
        Optional<SpendAlarm> spendAlarm,
        Optional<BusinessId> business,
        Optional<A2p> a2p,
        Optional<TollFreeVerification> tollFreeVerification) {

    /**
     * The plan that an empty request asks for: two US local numbers, a messaging service, and a warning when the tenant
     * spends 100 units of the account's currency in a month.
     */
    public static final Plan DEFAULT = new Plan(
            Optional.empty(),
            List.of(NumberGroup.of("US", NumberType.LOCAL, 2)),
            Messaging.NOWHERE,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.of(SpendAlarm.DEFAULT));

    public Plan {
        numbers = List.copyOf(numbers);
    }

    /** A plan without registrations. */
    public Plan(
            Optional<String> displayName,
            List<NumberGroup> numbers,
            Messaging messaging,
            Optional<Voice> voice,
            boolean verify,
            Optional<SipTrunk> sipTrunk,
            Optional<EmergencyAddress> emergencyAddress,
            Optional<SpendAlarm> spendAlarm) {
        this(
                displayName,
                numbers,
                messaging,
                voice,
                verify,
                sipTrunk,
                emergencyAddress,
                spendAlarm,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether its numbers make or take calls: for an application, a trunk or the emergency services. */
    public boolean takesCalls() {
        return voice.isPresent() || sipTrunk.isPresent() || emergencyAddress.isPresent();
    }

    /** The count of all numbers that the plan asks for. */
    public int numberCount() {
        return numbers.stream().mapToInt(NumberGroup::count).sum();
    }

    /** This plan with other numbers. */
    public Plan withNumbers(NumberGroup... groups) {
        return new Plan(
                displayName,
                List.of(groups),
                messaging,
                voice,
                verify,
                sipTrunk,
                emergencyAddress,
                spendAlarm,
                business,
                a2p,
                tollFreeVerification);
    }

    /** This plan with these registrations. */
    public Plan withRegistrations(
            Optional<BusinessId> newBusiness, Optional<A2p> newA2p, Optional<TollFreeVerification> newVerification) {
        return new Plan(
                displayName,
                numbers,
                messaging,
                voice,
                verify,
                sipTrunk,
                emergencyAddress,
                spendAlarm,
                newBusiness,
                newA2p,
                newVerification);
    }

    /** The plan without its registrations. */
    public Plan withoutRegistrations() {
        return withRegistrations(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
