package dev.tenantry.api.rollback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.RollbackAction;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.ledger.LedgerEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Preview of a rollback: what it would do, step by step in its order.
 *
 * @param choices how to roll back
 * @param ledger the organisation's, whole
 */
public record RollbackPreview(Rollback choices, List<LedgerEntry> ledger) {
    /** The preview as {@code {dryRun, numbers, closeAccount, steps: [{name, title, action, resources}]}}. */
    public ObjectNode json() {
        var json = Json.object()
                .put("dryRun", true)
                .put("numbers", choices.numbers().word())
                .put("closeAccount", choices.closeAccount());
        var steps = json.putArray("steps");
        StepName.inRollbackOrder().forEach(step -> steps.add(write(step)));
        return json;
    }

    private ObjectNode write(StepName step) {
        var concerned = concerned(step).toList();
        var json = Json.object()
                .put("name", step.id())
                .put("title", step.rollbackTitle())
                .put("action", action(step, concerned));
        var resources = json.putArray("resources");
        concerned.forEach(entry -> resources.add(write(entry)));
        return json;
    }

    /** In the order in which they are removed. Detaching concerns the numbers, and those that are known only. */
    private Stream<LedgerEntry> concerned(StepName step) {
        return step.rollbackAction() == RollbackAction.DETACH_NUMBERS
                ? ofKind(ResourceKind.PHONE_NUMBER).filter(entry -> entry.sid().isPresent())
                : step.kinds().reversed().stream().flatMap(this::ofKind);
    }

    private Stream<LedgerEntry> ofKind(ResourceKind kind) {
        return ledger.stream()
                .filter(LedgerEntry::mayExist)
                .filter(entry -> entry.key().kind() == kind);
    }

    private String action(StepName step, List<LedgerEntry> concerned) {
        if (step.rollbackAction() == RollbackAction.VERIFY) {
            return "Read back from the ledger and from Twilio that nothing is left";
        }
        if (concerned.isEmpty()) {
            return "Nothing to undo";
        }
        return verb(step) + ": " + names(concerned);
    }

    private String verb(StepName step) {
        return switch (step.rollbackAction()) {
            case DELETE, VERIFY -> "Delete";
            case DETACH_NUMBERS -> "Take off whatever they are put to";
            case RELEASE_NUMBERS ->
                choices.numbers() == Numbers.RELEASE ? "Release, for good" : "Move to the main account";
            case CLOSE_SUBACCOUNT -> choices.closeAccount() ? "Close, for good" : "Keep, empty";
            case KEEP -> kept() + ", since nobody can delete it";
            case DELETE_UNLESS_IN_USE -> user(step).map(this::keptWith).orElse("Delete");
        };
    }

    private String kept() {
        return choices.closeAccount() ? "Goes with the subaccount" : "Keep";
    }

    private String keptWith(ResourceKind user) {
        return kept() + " with the " + user.displayName() + " that refers to it";
    }

    /** The kind that keeps what the step made: one that is rolled back by keeping it. */
    private Optional<ResourceKind> user(StepName step) {
        return step.kinds().stream()
                .flatMap(kind -> kind.usedBy().stream())
                .filter(kind -> kind.step().rollbackAction() == RollbackAction.KEEP)
                .filter(kind -> ofKind(kind).findAny().isPresent())
                .findFirst();
    }

    private static String names(List<LedgerEntry> entries) {
        return entries.stream().map(RollbackPreview::name).collect(Collectors.joining(", "));
    }

    private static String name(LedgerEntry entry) {
        return entry.detail()
                .or(entry::sid)
                .orElseGet(() -> entry.key().value() + " (outcome unknown; looked up first)");
    }

    private static ObjectNode write(LedgerEntry entry) {
        return Json.object()
                .put("type", entry.key().kind().id())
                .put("sid", entry.sid().orElse(null))
                .put("detail", entry.detail().orElse(null))
                .put("lookedUpFirst", entry.sid().isEmpty());
    }
}
