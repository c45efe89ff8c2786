package dev.tenantry.steps;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.ledger.Ledger;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NotProcessedException;
import java.util.List;
import java.util.concurrent.Callable;

/** What a rollback has left: read back from the ledger, and from Twilio by every marker that the ledger ever had. */
final class LeftOver {
    private final OrgId orgId;
    private final Ledger ledger;
    private final Removals removals;

    LeftOver(OrgId orgId, Ledger ledger, Removals removals) {
        this.orgId = orgId;
        this.ledger = ledger;
        this.removals = removals;
    }

    /**
     * @return what a person wants to know
     * @throws NotProcessedException when something is left, or when Twilio's lists do not show yet that it is gone
     */
    String requireNothing() {
        var entries = ledger.entries(orgId);
        var inside = entries.stream()
                .filter(entry -> entry.marker().type() != ResourceType.ACCOUNT)
                .toList();
        inside.stream()
                .filter(entry -> entry.mayExist() && !isKept(entry))
                .findFirst()
                .ifPresent(left -> {
                    throw isLeft("the ledger", left);
                });
        return entries.stream()
                .filter(entry -> entry.marker().type() == ResourceType.ACCOUNT)
                .flatMap(account -> account.sid().stream())
                .findFirst()
                .map(account ->
                        "Nothing is left but the subaccount " + account + kept(inside) + numbersOfOthers(inside))
                .orElse("Nothing is left");
    }

    /** A registration's papers, and its brand: their steps have decided already whether they can go. */
    private static boolean isKept(LedgerEntry entry) {
        return entry.sid().isPresent()
                && switch (entry.marker().type().madeBy()) {
                    case REGISTER_CUSTOMER_PROFILE, REGISTER_TRUST_PRODUCT, REGISTER_BRAND -> true;
                    default -> false;
                };
    }

    private static String kept(List<LedgerEntry> inside) {
        var kept = inside.stream()
                .filter(LeftOver::isKept)
                .map(entry -> entry.marker().type().noun() + " " + entry.sid().orElseThrow())
                .toList();
        return kept.isEmpty() ? "" : ", and in it what Twilio keeps: " + String.join(", ", kept);
    }

    /** A subaccount in which nothing was ever begun may not even have credentials that could be used. */
    private String numbersOfOthers(List<LedgerEntry> inside) {
        if (inside.isEmpty()) {
            return "";
        }
        SideBySide.all(inside.stream()
                .filter(entry -> entry.marker().type() != ResourceType.VERIFY_SERVICE && !isKept(entry))
                .map(this::requireGone)
                .toList());
        var others = removals.account().phoneNumbers().list().size();
        return others == 0 ? "" : ", and in it " + Wording.phoneNumbers(others) + " that no job bought";
    }

    private Callable<Boolean> requireGone(LedgerEntry entry) {
        var find = removals.of(entry.marker()).find();
        return () -> {
            if (find.get().isPresent()) {
                throw isLeft("Twilio", entry);
            }
            return true;
        };
    }

    private static NotProcessedException isLeft(String where, LedgerEntry entry) {
        return new NotProcessedException(FailureDetails.of(
                "After everything was undone, " + where + " still has "
                        + entry.marker().key() + ".",
                "It is looked at again by itself, since lists may lag. If it stays, operator: look for it in the Twilio"
                        + " Console, then retry the job."));
    }
}
