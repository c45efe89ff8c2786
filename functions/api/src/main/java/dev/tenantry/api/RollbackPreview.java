package dev.tenantry.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.job.StepName;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.ledger.ResourceType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rollback would undo, step by step in its order.
 *
 * @param choices how to roll back
 * @param ledger the organisation's, whole
 */
record RollbackPreview(Rollback choices, List<LedgerEntry> ledger) {
    /** The preview as {@code {dryRun, numbers, closeAccount, steps: [{name, title, action, resources}]}}. */
    ObjectNode json() {
        var json = Json.object()
                .put("dryRun", true)
                .put("numbers", choices.numbers().word())
                .put("closeAccount", choices.closeAccount());
        var steps = json.putArray("steps");
        Rollback.ORDER.forEach(step -> steps.add(write(step)));
        return json;
    }

    private ObjectNode write(StepName step) {
        var concerned = concerned(step).toList();
        var json = Json.object()
                .put("name", step.id())
                .put("title", step.undoTitle())
                .put("action", action(step, concerned));
        var resources = json.putArray("resources");
        concerned.forEach(entry -> resources.add(write(entry)));
        return json;
    }

    /** In the order in which they are removed. Detaching concerns the numbers, and those that are known only. */
    private Stream<LedgerEntry> concerned(StepName step) {
        return step == StepName.ATTACH_NUMBERS
                ? ofType(ResourceType.PHONE_NUMBER).filter(entry -> entry.sid().isPresent())
                : ResourceType.inOrderOfRemoval(step).stream().flatMap(this::ofType);
    }

    private Stream<LedgerEntry> ofType(ResourceType type) {
        return ledger.stream()
                .filter(LedgerEntry::mayExist)
                .filter(entry -> entry.marker().type() == type);
    }

    private String action(StepName step, List<LedgerEntry> concerned) {
        if (step == StepName.CHECK_SETUP) {
            return "Read back from the ledger and from Twilio that nothing is left";
        }
        if (concerned.isEmpty()) {
            return "Nothing to undo";
        }
        return switch (step) {
            case ATTACH_NUMBERS -> "Take off whatever they are put to: " + names(concerned);
            case BUY_NUMBERS ->
                choices.numbers() == Numbers.RELEASE
                        ? "Release, for good: " + names(concerned)
                        : "Move to the main account: " + names(concerned);
            case CREATE_SUBACCOUNT ->
                choices.closeAccount() ? "Close, for good: " + names(concerned) : "Keep, empty: " + names(concerned);
            case REGISTER_BRAND -> kept() + ", since nobody can delete it: " + names(concerned);
            case REGISTER_TRUST_PRODUCT, REGISTER_CUSTOMER_PROFILE ->
                hasBrand()
                        ? kept() + " with the brand that is made of it: " + names(concerned)
                        : "Delete: " + names(concerned);
            default -> "Delete: " + names(concerned);
        };
    }

    private String kept() {
        return choices.closeAccount() ? "Goes with the subaccount" : "Keep";
    }

    private boolean hasBrand() {
        return ofType(ResourceType.BRAND).findAny().isPresent();
    }

    private static String names(List<LedgerEntry> entries) {
        return entries.stream().map(RollbackPreview::name).collect(Collectors.joining(", "));
    }

    private static String name(LedgerEntry entry) {
        return entry.detail()
                .or(entry::sid)
                .orElseGet(() -> entry.marker().key() + " (outcome unknown; looked up first)");
    }

    private static ObjectNode write(LedgerEntry entry) {
        return Json.object()
                .put("type", entry.marker().type().word())
                .put("sid", entry.sid().orElse(null))
                .put("detail", entry.detail().orElse(null))
                .put("lookedUpFirst", entry.sid().isEmpty());
    }
}
