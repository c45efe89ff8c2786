package dev.tenantry.core.catalog;

import dev.tenantry.core.Sha256;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SpendAlarm;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of the resource keys of one kind: unique in an organisation, and none the prefix of another.
 *
 * @param only the value for a kind of which an organisation has one, whatever its plan says; empty for other kinds
 * @param ofPlan the values that a plan asks for, in the order in which they are made
 */
record Keys(Optional<String> only, Function<Plan, List<String>> ofPlan) {
    private static final Pattern NUMBER =
            Pattern.compile("phone-number-(?<country>[A-Z]{2})-(?<type>[a-z]+(-[a-z]+)?)(-(?<area>[0-9]{3}))?-[0-9]+");

    /** The key of a kind of which an organisation has one, whatever its plan says. */
    static Keys one(String value) {
        return new Keys(Optional.of(value), _ -> List.of(value));
    }

    /** The keys of a kind of which an organisation may have several, or another one for another plan. */
    static Keys byPlan(Function<Plan, List<String>> ofPlan) {
        return new Keys(Optional.empty(), ofPlan);
    }

    /** A key for each number: a plan that asks for one more of a group adds one key. */
    static List<String> numbers(Plan plan) {
        return numbers(plan, _ -> true).toList();
    }

    /** A key for each number of one group. */
    static List<String> numbers(NumberGroup group) {
        return IntStream.rangeClosed(1, group.count())
                .mapToObj(ordinal -> number(group, ordinal))
                .toList();
    }

    /** The key of one number of a group, e.g. {@code phone-number-US-local-415-1}. */
    static String number(NumberGroup group, int ordinal) {
        return "phone-number-%s-%d".formatted(group.key(), ordinal);
    }

    /** The group that a number's key names, with a count of one. */
    static Optional<NumberGroup> numberGroup(String key) {
        var parts = NUMBER.matcher(key);
        return parts.matches()
                ? NumberType.ofWord(parts.group("type"))
                        .map(type -> new NumberGroup(
                                parts.group("country"), type, Optional.ofNullable(parts.group("area")), 1, false))
                : Optional.empty();
    }

    /** A key for each number that is verified. */
    static List<String> tollFreeVerifications(Plan plan) {
        return numbers(plan, group -> group.type() == NumberType.TOLL_FREE)
                .map(Keys::tollFreeVerification)
                .toList();
    }

    /** The key of the verification of one number. */
    static String tollFreeVerification(String number) {
        return "verification-of-" + number;
    }

    /**
     * The key of an emergency address, e.g. {@code emergency-address-9f86d081}. Twilio corrects an address that it is
     * given, so what it has cannot be compared with a plan: each address is a resource of its own.
     */
    static String emergencyAddress(EmergencyAddress address) {
        // Eight hexadecimal digits tell one address from another, and nothing of it.
        return "emergency-address-" + Sha256.hex(address.toString()).substring(0, 8);
    }

    /**
     * The key of a spend alarm, e.g. {@code spend-alarm-monthly-100}. Twilio cannot change the value of a usage
     * trigger, so each value and period is a resource of its own.
     */
    static String spendAlarm(SpendAlarm alarm) {
        return "spend-alarm-%s-%s"
                .formatted(alarm.period().word(), alarm.amount().toPlainString());
    }

    private static Stream<String> numbers(Plan plan, Predicate<NumberGroup> which) {
        return plan.numbers().stream().filter(which).flatMap(group -> numbers(group).stream());
    }
}
