package dev.tenantry.webhooks;

import dev.tenantry.core.problem.Problem;

/** The problems that a callback can have. Twilio tries again after a 5xx, and after nothing else. */
final class CallbackProblems {
    private CallbackProblems() {}

    static Problem forbidden() {
        return Problem.of(
                403,
                "forbidden",
                "The callback is refused",
                "This is not a callback that Twilio made for this address.",
                "None: Twilio signs its callbacks, and sends them to the addresses that it was given.");
    }

    static Problem tooLarge(int limit) {
        return Problem.of(
                413,
                "payload-too-large",
                "The body is too large",
                "At most " + limit + " bytes are read.",
                "Send fewer events at once.");
    }

    static Problem internal() {
        return Problem.of(
                        500,
                        "internal",
                        "Something went wrong on our side",
                        "The callback could not be taken for a reason that is not the sender's.",
                        "Send it again.")
                .thatMayBeOverLater();
    }
}
