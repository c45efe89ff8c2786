package dev.tenantry.webhooks;

import dev.tenantry.core.problem.Problem;
import java.io.Serial;

/**
 * A request is not the callback that it says it is. The message is for our log alone: the sender learns the problem,
 * which is the same whatever the reason.
 */
final class CallbackRejectedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private CallbackRejectedException(Problem problem, String reason) {
        super(reason);
        this.problem = problem;
    }

    /** @param reason says of the callback why, e.g. "it is not signed" */
    static CallbackRejectedException forbidden(String reason) {
        return new CallbackRejectedException(CallbackProblems.forbidden(), reason);
    }

    static CallbackRejectedException tooLarge(int bytes, int limit) {
        return new CallbackRejectedException(CallbackProblems.tooLarge(limit), "its body has " + bytes + " bytes");
    }

    Problem problem() {
        return problem;
    }
}
