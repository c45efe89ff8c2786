package dev.tenantry.steps;

import dev.tenantry.core.catalog.ResourceKey;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.job.SubaccountChoice;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.steps.definition.SubaccountDefinition;
import dev.tenantry.steps.engine.StepRun;
import dev.tenantry.steps.engine.TwilioResource;
import dev.tenantry.twilio.account.Subaccount;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The active subaccounts at Twilio that have the organisation's name and that the ledger does not know: somebody moved
 * to this system, or lost its table. Before the first creation they are looked for, and a person decides whether one of
 * them is the organisation's tenant.
 */
final class UnknownSubaccounts {
    private final StepRun run;
    private final Ledger ledger;
    private final SubaccountDefinition definition;
    private final ResourceKey key;

    /**
     * @param run the run of the step
     * @param ledger what is known
     * @param definition finds subaccounts
     * @param key the key of the organisation's subaccount
     */
    UnknownSubaccounts(StepRun run, Ledger ledger, SubaccountDefinition definition, ResourceKey key) {
        this.run = run;
        this.ledger = ledger;
        this.definition = definition;
        this.key = key;
    }

    /**
     * The subaccount to adopt instead of creating one. Called before the claim: who finds a claim open can rely on it
     * that everything that was there before the creation is recorded as foreign.
     *
     * @return empty when there is none to adopt, or when the ledger knows of the organisation's subaccount
     * @throws NeedsHumanException when a person has to decide, or has decided what cannot be done
     */
    Optional<Subaccount> toAdopt() {
        if (ledger.mayExist(key)) {
            return Optional.empty();
        }
        run.requireTimeToCreate();
        var active = definition.findActive(key);
        // A run that overlaps with this one may have begun meanwhile, and made what was found.
        if (!active.isEmpty() && ledger.mayExist(key)) {
            return Optional.empty();
        }
        var chosen = chosen(active);
        if (chosen.isEmpty()) {
            requireKnown(active);
        }
        return chosen;
    }

    /** Looks for the subaccount after a creation, or an adoption, of unknown outcome. */
    Optional<TwilioResource> find() {
        return adoptedSid().isEmpty()
                ? definition.find(key)
                : chosen(definition.findActive(key)).map(definition::use);
    }

    /** Whether this subaccount is the one that a person chose. */
    boolean isAdopted(String sid) {
        return adoptedSid().filter(sid::equals).isPresent();
    }

    /**
     * Checks that the organisation's subaccount is the one that a person chose, if one was chosen.
     *
     * @throws NeedsHumanException when the ledger had another one
     */
    void requireChosen(String sid) {
        adoptedSid().filter(chosen -> !chosen.equals(sid)).ifPresent(chosen -> {
            throw new NeedsHumanException(FailureDetails.of(
                    "The subaccount " + chosen + " is not adopted: the organisation has the subaccount " + sid
                            + " already.",
                    "Operator: retry the job with {\"subaccount\": {\"adopt\": \"" + sid + "\"}}."));
        });
    }

    private Optional<String> adoptedSid() {
        return run.job().subaccount().flatMap(choice -> switch (choice) {
            case SubaccountChoice.Adopt(var sid) -> Optional.of(sid);
            case SubaccountChoice.Create() -> Optional.empty();
        });
    }

    private Optional<Subaccount> chosen(List<Subaccount> active) {
        return adoptedSid().map(sid -> active.stream()
                .filter(account -> account.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> notAdoptable(sid, active)));
    }

    private void requireKnown(List<Subaccount> active) {
        if (active.isEmpty()) {
            return;
        }
        var foreign = ledger.foreignSids(key);
        var unknown = active.stream()
                .map(Subaccount::sid)
                .filter(sid -> !foreign.contains(sid))
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        if (run.job().subaccount().isEmpty()) {
            throw undecided(active);
        }
        ledger.recordForeign(
                key, Stream.concat(foreign.stream(), unknown.stream()).toList());
    }

    private NeedsHumanException undecided(List<Subaccount> active) {
        return new NeedsHumanException(FailureDetails.of(
                (active.size() == 1
                                ? "Twilio has an active subaccount"
                                : "Twilio has " + active.size() + " active subaccounts")
                        + " named \"" + key.friendlyName() + "\" that this system has not created: " + sids(active)
                        + ".",
                "Operator: decide whether the organisation's tenant is there already. If it is, retry the job with"
                        + " {\"subaccount\": {\"adopt\": \"AC…\"}} and the SID of that one of " + sids(active)
                        + "; if not, with {\"subaccount\": {\"create\": true}}, which creates another one."));
    }

    private NeedsHumanException notAdoptable(String sid, List<Subaccount> active) {
        return new NeedsHumanException(FailureDetails.of(
                "The subaccount " + sid
                        + " cannot be adopted: it is no active subaccount of the operator's account that is named \""
                        + key.friendlyName() + "\".",
                "Operator: retry the job with "
                        + (active.isEmpty()
                                ? "{\"subaccount\": {\"create\": true}}, since there is none of that name"
                                : "{\"subaccount\": {\"adopt\": \"AC…\"}} and the SID of one that is: " + sids(active))
                        + "; or give the subaccount that name in the Twilio Console first."));
    }

    private static String sids(List<Subaccount> accounts) {
        return accounts.stream().map(Subaccount::sid).collect(Collectors.joining(", "));
    }
}
