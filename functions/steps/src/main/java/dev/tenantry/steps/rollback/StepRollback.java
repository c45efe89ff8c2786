package dev.tenantry.steps.rollback;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.RollbackAction;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.ExactlyOnce;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.engine.ResourceDeleter;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.resource.TenantContext;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rolls steps back: deletes what the organisation's ledger has of the kinds that a step makes, whichever job made it. A
 * step may have been rolled back before, wholly or in part, by a run that died. What is done about which step is in
 * {@link RollbackAction}; why a rollback goes by the ledger, in {@code docs/adr/0011-rollback-by-ledger.md}.
 */
public final class StepRollback {
    /** HTTP's 401 and 403. */
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    /** Twilio's codes for documents and bundles that it keeps. */
    private static final int FIRST_NOT_DELETABLE = 21644;

    private static final int LAST_NOT_DELETABLE = 21648;

    private final StepRun run;
    private final Rollback choices;
    private final TenantContext tenant;
    private final Ledger ledger;
    private final ResourceDefinitions definitions;
    private final ExactlyOnce exactlyOnce;

    /**
     * @param run the run of the rollback's step
     * @param tenant the organisation's tenant
     */
    public StepRollback(StepRun run, TenantContext tenant) {
        this.run = run;
        this.choices = run.job().rollback().orElseThrow();
        this.tenant = tenant;
        this.ledger = tenant.ledger();
        this.definitions = new ResourceDefinitions(tenant);
        this.exactlyOnce = new ExactlyOnce(tenant.ledger());
    }

    /**
     * Rolls a step back.
     *
     * @throws ProvisioningFailure when something is left, or not known to be gone
     */
    public RollbackResult rollBack(StepName step) {
        try {
            return rollBackAtTwilio(step);
        } catch (ProvisioningFailure failure) {
            var closed = tenant.sid(ResourceKind.ACCOUNT)
                    .filter(sid ->
                            isRefusal(failure) && definitions.subaccount().isClosed(sid))
                    .orElseThrow(() -> failure);
            return forget(step, closed);
        }
    }

    /** Whether Twilio does not let the subaccount's own credentials in, or do anything. */
    private static boolean isRefusal(ProvisioningFailure failure) {
        return REFUSALS.contains(failure.httpStatus().orElse(0));
    }

    /** A closed subaccount holds nothing any more, not even what has an unknown outcome. */
    private RollbackResult forget(StepName step, String closedSubaccount) {
        entries(step).forEach(entry -> exactlyOnce.delete(run, entry.key(), ResourceDeleter.ofNothing()));
        return new RollbackResult.Undone("Gone with the subaccount " + closedSubaccount + ", which somebody closed");
    }

    private RollbackResult rollBackAtTwilio(StepName step) {
        return switch (step.rollbackAction()) {
            case DELETE, RELEASE_NUMBERS -> delete(step);
            case DETACH_NUMBERS -> detachNumbers();
            case CLOSE_SUBACCOUNT -> choices.closeAccount() ? close(step) : keepSubaccount();
            case KEEP -> keep(step, keepReason(step));
            case DELETE_UNLESS_IN_USE -> deleteUnlessInUse(step);
            case VERIFY -> new RollbackResult.Undone(new RollbackVerifier(tenant, definitions).requireNothing());
        };
    }

    private static String keepReason(StepName step) {
        return step.kinds().stream().flatMap(kind -> kind.keepReason().stream()).collect(Collectors.joining("; "));
    }

    private RollbackResult delete(StepName step) {
        var existing = entries(step).toList();
        var gone = new LinkedHashSet<Resource>();
        for (var entry : existing) {
            var key = entry.key();
            report("Rolling back: " + (gone.isEmpty() ? "" : message(step, gone) + ", ")
                    + (existing.size() - gone.size()) + " to go");
            exactlyOnce
                    .delete(run, key, deleter(key))
                    .ifPresent(sid -> gone.add(new Resource(key.kind().id(), sid, phoneNumber(entry))));
        }
        // A run before this one may have deleted these, and died before it recorded so.
        var sids = gone.stream().map(Resource::sid).collect(Collectors.toSet());
        run.job().step(step).resources().reversed().stream()
                .filter(resource -> !sids.contains(resource.sid()))
                .forEach(gone::add);
        return gone.isEmpty() ? new RollbackResult.Nothing() : new RollbackResult.Undone(message(step, gone));
    }

    private static Optional<String> phoneNumber(LedgerEntry entry) {
        return entry.key().kind() == ResourceKind.PHONE_NUMBER ? entry.detail() : Optional.empty();
    }

    private ResourceDeleter deleter(ResourceKey key) {
        return definitions.of(key.kind()).deleter(key, choices);
    }

    private String message(StepName step, Collection<Resource> gone) {
        return switch (step.rollbackAction()) {
            case RELEASE_NUMBERS ->
                choices.numbers() == Numbers.RELEASE
                        ? "Released " + MessageParts.phoneNumbers(gone.size(), numbers(gone))
                        : "Moved " + MessageParts.phoneNumbers(gone.size(), numbers(gone)) + " to the main account";
            case CLOSE_SUBACCOUNT -> named(gone, "closed");
            case DELETE, DETACH_NUMBERS, KEEP, DELETE_UNLESS_IN_USE, VERIFY -> named(gone, "deleted");
        };
    }

    private static List<String> numbers(Collection<Resource> gone) {
        return gone.stream()
                .flatMap(resource -> resource.phoneNumber().stream())
                .toList();
    }

    private static String named(Collection<Resource> gone, String done) {
        return gone.stream()
                .map(resource -> ResourceKind.ofId(resource.type()).displayName() + " " + resource.sid() + " " + done)
                .collect(Collectors.joining("; "));
    }

    /** Only numbers that are recorded can have been attached to something. A number that is gone is detached. */
    private RollbackResult detachNumbers() {
        var numbers = recorded(ResourceKind.PHONE_NUMBER);
        if (numbers.isEmpty()) {
            return new RollbackResult.Nothing();
        }
        report("Rolling back: " + MessageParts.phoneNumbers(numbers.size()) + " to detach");
        var services = recorded(ResourceKind.MESSAGING_SERVICE);
        var trunks = recorded(ResourceKind.TRUNK);
        var account = tenant.account();
        for (var number : numbers) {
            run.checkSafePoint();
            account.phoneNumbers().clear(number);
            trunks.forEach(trunk -> account.sipTrunks().detachNumber(trunk, number));
            services.forEach(service -> account.messagingServices().detachNumber(service, number));
        }
        return new RollbackResult.Undone("Detached " + MessageParts.phoneNumbers(numbers.size()));
    }

    /** Twilio keeps some registrations, such as those that it reviews. */
    private RollbackResult deleteUnlessInUse(StepName step) {
        step.kinds().forEach(kind -> definitions.of(kind).eraseStoredData(run));
        var user = user(step);
        if (user.isPresent()) {
            return keep(step, user.get().displayName() + " refers to it, and is kept");
        }
        try {
            return delete(step);
        } catch (PermanentFailureException refusal) {
            var code = refusal.twilioCode().orElse(0);
            if (code < FIRST_NOT_DELETABLE || code > LAST_NOT_DELETABLE) {
                throw refusal;
            }
            return keep(step, "Twilio lets nobody delete it now, by its error " + code);
        }
    }

    /** A kind of which the organisation has a resource that is made of what the step made. */
    private Optional<ResourceKind> user(StepName step) {
        return step.kinds().stream()
                .flatMap(kind -> kind.usedBy().stream())
                .filter(kind -> entries(kind).findAny().isPresent())
                .findFirst();
    }

    /** What may exist is looked up, so that the ledger knows what it keeps. */
    private RollbackResult keep(StepName step, String why) {
        var kept = entries(step)
                .map(LedgerEntry::key)
                .flatMap(key -> settle(key).stream().map(sid -> key.kind().displayName() + " " + sid))
                .toList();
        return kept.isEmpty()
                ? new RollbackResult.Nothing()
                : new RollbackResult.Kept("Kept at Twilio: " + String.join(", ", kept) + "; " + why);
    }

    private Optional<String> settle(ResourceKey key) {
        var absenceIsCertain = definitions.of(key.kind()).isAbsenceCertain(run.plan());
        return exactlyOnce.settle(run, key, deleter(key).find(), absenceIsCertain);
    }

    /** With the subaccount goes what was kept in it. */
    private RollbackResult close(StepName step) {
        var closed = delete(step);
        ledger.sids(tenant.orgId()).forEach(ledger::forget);
        return closed;
    }

    /** Its creation may have an unknown outcome; then it is found out whether there is one to keep. */
    private RollbackResult keepSubaccount() {
        return entries(ResourceKind.ACCOUNT)
                .flatMap(entry -> settle(entry.key()).stream())
                .map(sid -> definitions.subaccount().isClosed(sid) ? forgetSubaccount(sid) : kept(sid))
                .findFirst()
                .orElseGet(RollbackResult.Nothing::new);
    }

    private static RollbackResult kept(String sid) {
        return new RollbackResult.Kept("Subaccount " + sid + " is kept, empty, for the next job");
    }

    private RollbackResult forgetSubaccount(String sid) {
        run.checkSafePoint();
        ledger.sids(tenant.orgId()).forEach(ledger::forget);
        return new RollbackResult.Undone("Subaccount " + sid + " was closed by somebody; the next job creates another");
    }

    private void report(String message) {
        run.report(message, List.of());
    }

    private List<String> recorded(ResourceKind kind) {
        return entries(kind).flatMap(entry -> entry.sid().stream()).toList();
    }

    /** What a step has made, in the order in which it is deleted: what needs another goes before it. */
    private Stream<LedgerEntry> entries(StepName step) {
        return step.kinds().reversed().stream().flatMap(this::entries);
    }

    private Stream<LedgerEntry> entries(ResourceKind kind) {
        return ledger.entries(tenant.orgId()).stream()
                .filter(entry -> entry.key().kind() == kind && entry.mayExist());
    }
}
