package dev.tenantry.twilio.internal;

import static dev.tenantry.twilio.internal.ErrorRule.needsHuman;
import static dev.tenantry.twilio.internal.ErrorRule.permanent;

import dev.tenantry.core.errorcode.Actor;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.errorcode.FailureClass;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rules for Twilio's error answers. What a code means is in {@link ErrorCodes}; an answer without a code, or whose
 * code says nothing of what became of the request, is judged by its HTTP status.
 */
final class ErrorTable {

    private static final String TOO_MANY = "Twilio has too many requests of this account at once";
    private static final String SERVER_ERROR = "Twilio had an error of its own or is under maintenance";
    private static final String CONFLICT = "it met another change of the same resource";

    private ErrorTable() {}

    /** The rule of an error answer. */
    static ErrorRule of(int status, OptionalInt code) {
        if (code.isEmpty()) {
            return byStatus(status);
        }
        var row = ErrorCodes.of(code.getAsInt());
        var isKnown = ErrorCodes.find(row.code()).isPresent();
        return (isKnown ? byCode(row) : Optional.<ErrorRule>empty())
                .or(() -> Optional.of(byStatus(status)).filter(ErrorTable::mayPass))
                .orElseGet(() -> needsHuman(row.meaning(), row.afterRefusal()));
    }

    /** The rule of a code that answers requests; empty for one that does not. */
    static Optional<ErrorRule> byCode(ErrorCode row) {
        return row.failureClass().map(failure -> switch (failure) {
            case NOT_PROCESSED, UNKNOWN_OUTCOME -> passing(row, failure);
            case TRY_ANOTHER, NEEDS_HUMAN, PERMANENT -> new ErrorRule(failure, row.meaning(), row.afterRefusal());
        });
    }

    private static ErrorRule passing(ErrorCode row, FailureClass failure) {
        if (row.actor() == Actor.NOBODY && !row.action().isEmpty()) {
            return new ErrorRule(failure, row.meaning(), row.afterRefusal());
        }
        return failure == FailureClass.NOT_PROCESSED
                ? ErrorRule.notProcessed(row.meaning())
                : ErrorRule.unknownOutcome(row.meaning());
    }

    /** Whether the status alone says that the request may be tried again, after a look-up or without one. */
    private static boolean mayPass(ErrorRule rule) {
        return rule.failure() == FailureClass.NOT_PROCESSED || rule.failure() == FailureClass.UNKNOWN_OUTCOME;
    }

    /** Whether a code says, whatever the HTTP status, that what is to be read or deleted is not there. */
    static boolean meansGone(int code) {
        return switch (code) {
            case 21711, 91001, 91102 -> true;
            default -> false;
        };
    }

    /** The rule of an answer that has no code, by its HTTP status (RFC 9110, section 15). */
    private static ErrorRule byStatus(int status) {
        return switch (status) {
            case 401, 403 ->
                permanent(
                        "Twilio did not accept the credentials for this call",
                        "Operator: check the Twilio credentials and that the account is active, then retry the job.");
            case 402 -> needsHuman("Twilio asks for payment", "Operator: add funds to the Twilio account, then retry.");
            case 404 -> permanent("Twilio does not know this resource", "Operator: check that it was not deleted.");
            case 408 -> ErrorRule.unknownOutcome("Twilio gave up waiting for the request");
            case 409 -> ErrorRule.unknownOutcome(CONFLICT);
            case 429 -> ErrorRule.notProcessed(TOO_MANY);
            default -> byStatusClass(status);
        };
    }

    private static ErrorRule byStatusClass(int status) {
        return switch (status / 100) {
            case 5 -> ErrorRule.unknownOutcome(SERVER_ERROR);
            case 3 ->
                permanent(
                        "the answer points to another address, which is not followed",
                        "Operator: check the base URL that is set for Twilio.");
            default ->
                permanent(
                        "Twilio refused the request",
                        "Operator: this is a defect of the product; report it with this message.");
        };
    }
}
