package dev.tenantry.steps;

import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.core.secret.Businesses;
import dev.tenantry.twilio.failure.PermanentFailureException;
import dev.tenantry.twilio.failure.ProvisioningFailure;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Undoes steps: removes what the organisation's ledger has of the kinds that a step makes, whichever job made it. Each
 * may have been undone before, wholly or in part, by a run that nobody heard of again.
 */
final class Undoing {
    /** HTTP's 401 and 403. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    /** Twilio's codes for documents and bundles that it keeps. */
    private static final int FIRST_NOT_DELETABLE = 21644;

    private static final int LAST_NOT_DELETABLE = 21648;

    private final StepRun run;
    private final Rollback choices;
    private final Ledger ledger;
    private final Businesses businesses;
    private final ExactlyOnce exactlyOnce;
    private final Removals removals;

    Undoing(StepRun run, Rollback choices, Ledger ledger, Businesses businesses, Removals removals) {
        this.run = run;
        this.choices = choices;
        this.ledger = ledger;
        this.businesses = businesses;
        this.exactlyOnce = new ExactlyOnce(ledger);
        this.removals = removals;
    }

    /** @throws ProvisioningFailure when something is left, or not known to be gone */
    UndoResult undo(StepName step) {
        try {
            return undoAtTwilio(step);
        } catch (ProvisioningFailure failure) {
            var closed = ledger.sid(Marker.subaccount(run.job().orgId()))
                    .filter(sid -> isRefusal(failure) && removals.isClosed(sid))
                    .orElseThrow(() -> failure);
            return forget(step, closed);
        }
    }

    /** Twilio does not let the subaccount's own credentials in, or do anything. */
    private static boolean isRefusal(ProvisioningFailure failure) {
        return REFUSALS.contains(failure.httpStatus().orElse(0));
    }

    /** A closed subaccount holds nothing any more, not even what nobody knows the end of. */
    private UndoResult forget(StepName step, String closedSubaccount) {
        ResourceType.inOrderOfRemoval(step).stream()
                .flatMap(type -> entries(type).stream())
                .forEach(entry -> exactlyOnce.remove(run, entry.marker(), Removal.ofNothing()));
        return new UndoResult.Undone("Gone with the subaccount " + closedSubaccount + ", which somebody closed");
    }

    private UndoResult undoAtTwilio(StepName step) {
        return switch (step) {
            case ATTACH_NUMBERS -> detachNumbers();
            case CREATE_SUBACCOUNT -> choices.closeAccount() ? close() : keepSubaccount();
            case REGISTER_BRAND ->
                keep(step, "nobody can delete a brand, and a later job uses it without paying for another");
            case REGISTER_TRUST_PRODUCT -> withdraw(step, List.of(ResourceType.BRAND));
            case REGISTER_CUSTOMER_PROFILE -> {
                eraseBusiness();
                yield withdraw(step, List.of(ResourceType.BRAND, ResourceType.TRUST_PRODUCT));
            }
            case CHECK_SETUP ->
                new UndoResult.Undone(new LeftOver(run.job().orgId(), ledger, removals).requireNothing());
            case CREATE_API_KEY,
                    BUY_NUMBERS,
                    CREATE_MESSAGING_SERVICE,
                    CREATE_TWIML_APPLICATION,
                    CREATE_SIP_TRUNK,
                    SET_EMERGENCY_ADDRESS,
                    SET_SPEND_ALARM,
                    SUBSCRIBE_TO_EVENTS,
                    CREATE_VERIFY_SERVICE,
                    REGISTER_CAMPAIGN,
                    REGISTER_NUMBERS,
                    VERIFY_TOLL_FREE_NUMBERS -> remove(step);
        };
    }

    private UndoResult remove(StepName step) {
        var there = ResourceType.inOrderOfRemoval(step).stream()
                .flatMap(type -> entries(type).stream())
                .toList();
        var gone = new LinkedHashSet<Resource>();
        for (var entry : there) {
            var marker = entry.marker();
            report("Being undone: " + (gone.isEmpty() ? "" : message(step, gone) + ", ") + (there.size() - gone.size())
                    + " to go");
            exactlyOnce
                    .remove(run, marker, removals.of(marker))
                    .ifPresent(sid -> gone.add(new Resource(marker.type().word(), sid)));
        }
        // A run before this one may have removed these, and not lived to tell.
        gone.addAll(run.job().step(step).resources().reversed());
        return gone.isEmpty() ? new UndoResult.Nothing() : new UndoResult.Undone(message(step, gone));
    }

    private String message(StepName step, Collection<Resource> gone) {
        return switch (step) {
            case BUY_NUMBERS ->
                choices.numbers() == Numbers.RELEASE
                        ? "Released " + Wording.phoneNumbers(gone.size())
                        : "Moved " + Wording.phoneNumbers(gone.size()) + " to the main account";
            case CREATE_SUBACCOUNT -> named(gone, "closed");
            default -> named(gone, "deleted");
        };
    }

    private static String named(Collection<Resource> gone, String done) {
        return gone.stream()
                .map(resource -> ResourceType.ofWord(resource.type()).noun() + " " + resource.sid() + " " + done)
                .collect(Collectors.joining("; "));
    }

    /** Only what is recorded can have been put to a use. A number that is gone is detached. */
    private UndoResult detachNumbers() {
        var numbers = recorded(ResourceType.PHONE_NUMBER);
        if (numbers.isEmpty()) {
            return new UndoResult.Nothing();
        }
        report("Being undone: " + Wording.phoneNumbers(numbers.size()) + " to detach");
        var services = recorded(ResourceType.MESSAGING_SERVICE);
        var trunks = recorded(ResourceType.TRUNK);
        var account = removals.account();
        for (var number : numbers) {
            run.fence().run();
            account.phoneNumbers().clear(number);
            trunks.forEach(trunk -> account.sipTrunks().detachNumber(trunk, number));
            services.forEach(service -> account.messagingServices().detachNumber(service, number));
        }
        return new UndoResult.Undone("Detached " + Wording.phoneNumbers(numbers.size()));
    }

    /** Who the business is nobody needs any more, whatever Twilio keeps. */
    private void eraseBusiness() {
        run.fence().run();
        businesses.erase(run.job().orgId());
    }

    /** Papers go unless something is made of them that stays; and Twilio keeps some, such as those that it reviews. */
    private UndoResult withdraw(StepName step, List<ResourceType> users) {
        var user = users.stream().flatMap(type -> entries(type).stream()).findFirst();
        if (user.isPresent()) {
            return keep(step, user.get().marker().type().noun() + " is made of it, and stays");
        }
        try {
            return remove(step);
        } catch (PermanentFailureException refusal) {
            var code = refusal.twilioCode().orElse(0);
            if (code < FIRST_NOT_DELETABLE || code > LAST_NOT_DELETABLE) {
                throw refusal;
            }
            return keep(step, "Twilio lets nobody delete it now, by its error " + code);
        }
    }

    /** What may be there is looked up, so that the ledger knows what it keeps. */
    private UndoResult keep(StepName step, String why) {
        var kept = ResourceType.inOrderOfRemoval(step).stream()
                .flatMap(type -> entries(type).stream())
                .map(LedgerEntry::marker)
                .flatMap(marker -> exactlyOnce
                        .settle(run, marker, removals.of(marker).find())
                        .stream()
                        .map(sid -> marker.type().noun() + " " + sid))
                .toList();
        return kept.isEmpty()
                ? new UndoResult.Nothing()
                : new UndoResult.Kept("Kept at Twilio: " + String.join(", ", kept) + "; " + why);
    }

    /** With the subaccount goes what was kept in it. */
    private UndoResult close() {
        var closed = remove(StepName.CREATE_SUBACCOUNT);
        ledger.sids(run.job().orgId()).forEach(ledger::forget);
        return closed;
    }

    /** Its creation may have an open end; then it is found out whether there is one to keep. */
    private UndoResult keepSubaccount() {
        var marker = Marker.subaccount(run.job().orgId());
        return entries(ResourceType.ACCOUNT).stream()
                .flatMap(
                        _ -> exactlyOnce.settle(run, marker, removals.of(marker).find()).stream())
                .map(sid -> removals.isClosed(sid) ? forgetSubaccount(sid) : kept(sid))
                .findFirst()
                .orElseGet(UndoResult.Nothing::new);
    }

    private static UndoResult kept(String sid) {
        return new UndoResult.Kept("Subaccount " + sid + " is kept, empty, for the next job");
    }

    private UndoResult forgetSubaccount(String sid) {
        run.fence().run();
        ledger.sids(run.job().orgId()).forEach(ledger::forget);
        return new UndoResult.Undone("Subaccount " + sid + " was closed by somebody; the next job makes another");
    }

    private void report(String message) {
        run.report().accept(message, List.of());
    }

    private List<String> recorded(ResourceType type) {
        return entries(type).stream().flatMap(entry -> entry.sid().stream()).toList();
    }

    private List<LedgerEntry> entries(ResourceType type) {
        return ledger.entries(run.job().orgId()).stream()
                .filter(entry -> entry.marker().type() == type && entry.mayExist())
                .toList();
    }
}
