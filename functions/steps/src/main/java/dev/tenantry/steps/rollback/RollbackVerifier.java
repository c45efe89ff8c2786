package dev.tenantry.steps.rollback;

import dev.tenantry.core.Concurrently;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.RollbackAction;
import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.steps.definition.ResourceDefinitions;
import dev.tenantry.steps.engine.MessageParts;
import dev.tenantry.steps.resource.TenantContext;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Checks that a rollback has left nothing: read back from the ledger, and from Twilio by every key that the ledger ever
 * had.
 */
final class RollbackVerifier {
    private final TenantContext tenant;
    private final ResourceDefinitions definitions;

    RollbackVerifier(TenantContext tenant, ResourceDefinitions definitions) {
        this.tenant = tenant;
        this.definitions = definitions;
    }

    /**
     * Checks that nothing is left but what is kept.
     *
     * @return what is kept, for people
     * @throws NotProcessedException when something is left, or when Twilio's lists do not show yet that it is gone
     */
    String requireNothing() {
        var entries = tenant.ledger().entries(tenant.orgId());
        var inside = entries.stream()
                .filter(entry -> entry.key().kind() != ResourceKind.ACCOUNT)
                .toList();
        inside.stream()
                .filter(entry -> entry.mayExist() && !isKept(entry))
                .findFirst()
                .ifPresent(left -> {
                    throw isLeft("the ledger", left);
                });
        return entries.stream()
                .filter(entry -> entry.key().kind() == ResourceKind.ACCOUNT)
                .flatMap(account -> account.sid().stream())
                .findFirst()
                .map(account ->
                        "Nothing is left but the subaccount " + account + kept(inside) + numbersOfOthers(inside))
                .orElse("Nothing is left");
    }

    /** Whether an entry is of a step that decides itself what stays, and has done so. */
    private static boolean isKept(LedgerEntry entry) {
        var action = entry.key().kind().step().rollbackAction();
        return entry.sid().isPresent()
                && (action == RollbackAction.KEEP || action == RollbackAction.DELETE_UNLESS_IN_USE);
    }

    private static String kept(List<LedgerEntry> inside) {
        var kept = inside.stream()
                .filter(RollbackVerifier::isKept)
                .map(entry ->
                        entry.key().kind().displayName() + " " + entry.sid().orElseThrow())
                .toList();
        return kept.isEmpty() ? "" : ", and in it what Twilio keeps: " + String.join(", ", kept);
    }

    /** A subaccount in which nothing was ever begun may not even have credentials that could be used. */
    private String numbersOfOthers(List<LedgerEntry> inside) {
        if (inside.isEmpty()) {
            return "";
        }
        Concurrently.all(inside.stream()
                .filter(entry -> definitions.of(entry.key().kind()).isFoundByKey() && !isKept(entry))
                .map(this::requireGone)
                .toList());
        var others = tenant.account().phoneNumbers().list().size();
        return others == 0 ? "" : ", and in it " + MessageParts.phoneNumbers(others) + " that no job bought";
    }

    private Callable<Boolean> requireGone(LedgerEntry entry) {
        var definition = definitions.of(entry.key().kind());
        return () -> {
            if (definition.find(entry.key()).isPresent()) {
                throw isLeft("Twilio", entry);
            }
            return true;
        };
    }

    private static NotProcessedException isLeft(String where, LedgerEntry entry) {
        return new NotProcessedException(FailureDetails.of(
                "After everything was undone, " + where + " still has "
                        + entry.key().value() + ".",
                "It is checked again automatically, since lists may lag. If it stays, operator: look for it in the Twilio"
                        + " Console, then retry the job."));
    }
}
