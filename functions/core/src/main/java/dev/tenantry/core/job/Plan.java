package dev.tenantry.core.job;

import java.util.List;
import java.util.Optional;

/**
 * What an organisation's Twilio tenant is to have.
 *
 * @param displayName the organisation's name for people, if it was given
 * @param numbers the phone numbers to buy
 * @param messaging where the messages of the numbers go
 * @param voice who answers calls to the numbers, or empty: nobody, or the SIP trunk
 * @param verify whether to have a Verify service, which sends and checks one-time codes
 * @param sipTrunk the SIP trunk, if there is to be one; without {@code voice} it gets the calls to the numbers
 * @param emergencyAddress the address that emergency services are told for calls from the numbers, if one is given
 * @param spendAlarm when to warn of what the tenant spends, or empty: never
 */
public record Plan(
        Optional<String> displayName,
        List<NumberGroup> numbers,
        Messaging messaging,
        Optional<Voice> voice,
        boolean verify,
        Optional<SipTrunk> sipTrunk,
        Optional<EmergencyAddress> emergencyAddress,
        Optional<SpendAlarm> spendAlarm) {

    /**
     * What a plan that says nothing asks for: two US local numbers, a messaging service, and a warning when the tenant
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

    /** Keeps a copy of the list. */
    public Plan {
        numbers = List.copyOf(numbers);
    }

    /** How many numbers the plan asks for in all. */
    public int numberCount() {
        return numbers.stream().mapToInt(NumberGroup::count).sum();
    }

    /** This plan with other numbers. */
    public Plan withNumbers(NumberGroup... groups) {
        return new Plan(displayName, List.of(groups), messaging, voice, verify, sipTrunk, emergencyAddress, spendAlarm);
    }
}
