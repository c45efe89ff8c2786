package dev.tenantry.steps.numbers;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.TryAnotherException;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.numbers.AvailableNumber;
import dev.tenantry.twilio.numbers.Capability;
import dev.tenantry.twilio.numbers.NumberQuery;
import dev.tenantry.twilio.numbers.PhoneNumber;
import dev.tenantry.twilio.numbers.ShortageReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Finds and buys numbers of one kind. A search reserves nothing at Twilio, so a number may be sold between the search
 * and the purchase: then the next one is tried, and after the last one a new search.
 */
public final class NumberPurchaser {
    /** Where Twilio asks for no documents before it sells a number ("Phone Number Regulations"). */
    private static final Set<String> COUNTRIES_WITHOUT_DOCUMENTS = Set.of("US", "CA");

    private static final int PAGE = 50;
    /** So many refusals tell that others buy from what the search showed, too: it is time for a new one. */
    private static final int STALE_AFTER = 3;

    private static final int MOST_REFUSALS = 40;

    private final TenantAccount account;
    private final NumberGroup group;
    private final Set<Capability> needed;
    private final Deque<String> candidates = new ArrayDeque<>();
    private final Set<String> tried = new HashSet<>();
    private Optional<String> areaCode;
    private int refusals;

    /**
     * @param group the numbers to buy
     * @param plan what they are for
     */
    public NumberPurchaser(TenantAccount account, NumberGroup group, Plan plan) {
        this.account = account;
        this.group = group;
        this.needed = plan.takesCalls() ? Set.of(Capability.SMS, Capability.VOICE) : Set.of(Capability.SMS);
        this.areaCode = group.areaCode();
    }

    /**
     * Looks whether numbers of this kind can be had at all, so that nothing is bought for a plan that cannot be met.
     *
     * @throws NeedsHumanException when there is none to be had, or none without documents
     */
    public void requireStock() {
        search();
        if (!COUNTRIES_WITHOUT_DOCUMENTS.contains(group.country())) {
            var shortage = shortage();
            if (!shortage.regulations().isEmpty()) {
                throw needsData(shortage);
            }
        }
    }

    /** Whether numbers of other area codes were offered, because the wanted one had none. */
    public boolean hasWidened() {
        return !areaCode.equals(group.areaCode());
    }

    /**
     * Buys one number.
     *
     * @param friendlyName by which it is found again
     * @throws NeedsHumanException when there is none to be had
     */
    public PhoneNumber buy(String friendlyName) {
        while (refusals < MOST_REFUSALS) {
            var candidate = nextCandidate();
            try {
                return account.phoneNumbers().purchase(candidate, friendlyName);
            } catch (TryAnotherException sold) {
                refusals++;
                if (refusals % STALE_AFTER == 0) {
                    candidates.clear();
                }
            }
        }
        throw allRefused();
    }

    private String nextCandidate() {
        if (candidates.isEmpty()) {
            search();
        }
        var candidate = candidates.remove();
        tried.add(candidate);
        return candidate;
    }

    private void search() {
        offer();
        if (candidates.isEmpty() && group.widen() && areaCode.isPresent()) {
            areaCode = Optional.empty();
            offer();
        }
        if (candidates.isEmpty()) {
            throw refusals == 0 ? noneForSale() : allRefused();
        }
    }

    /** What asks for data asks for it whatever the numbers can do. */
    private ShortageReason shortage() {
        return account.availableNumbers().shortage(new NumberQuery(group.country(), group.type(), areaCode));
    }

    private void offer() {
        var query = new NumberQuery(group.country(), group.type(), areaCode, needed);
        var offered = account.availableNumbers().search(query, PAGE).stream()
                .map(AvailableNumber::phoneNumber)
                .filter(number -> !tried.contains(number))
                .collect(Collectors.toCollection(ArrayList::new));
        // Concurrent searches find the same numbers: in the same order, all of them would compete for each number.
        Collections.shuffle(offered, ThreadLocalRandom.current());
        candidates.addAll(offered);
    }

    private NeedsHumanException noneForSale() {
        var shortage = shortage();
        if (!shortage.offered()) {
            return none(
                    "Twilio sells no " + group.country() + " " + group.type().word() + " numbers.");
        }
        return shortage.addressRequirements().isEmpty()
                        && shortage.regulations().isEmpty()
                ? none("Twilio has no " + group.description() + " for sale that can "
                        + (needed.contains(Capability.VOICE) ? "send SMS and take calls." : "send SMS."))
                : needsData(shortage);
    }

    private NeedsHumanException needsData(ShortageReason shortage) {
        var needed = shortage.regulations().isEmpty()
                ? "an address of the organisation"
                : "documents (" + String.join("; ", shortage.regulations()) + ")";
        return new NeedsHumanException(FailureDetails.of(
                "Needs data: for " + group.description() + " Twilio wants " + needed
                        + ", which a plan cannot carry yet.",
                "Ask for numbers of another country or type and trigger again. Nothing was bought."));
    }

    private NeedsHumanException allRefused() {
        return none("Twilio showed " + group.description() + " for sale, but refused to sell any of the " + refusals
                + " that were tried.");
    }

    private NeedsHumanException none(String summary) {
        var advice = group.areaCode().isPresent()
                ? "Ask for another area code, or for none, and trigger again."
                : "Ask for another kind of number and trigger again, or try again on another day.";
        return new NeedsHumanException(FailureDetails.of(summary, advice));
    }
}
