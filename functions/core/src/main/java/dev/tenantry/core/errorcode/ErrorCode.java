package dev.tenantry.core.errorcode;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One of Twilio's error codes, and what it means for a job.
 *
 * @param code Twilio's, such as {@code 30896}
 * @param area what it is about, such as {@code campaign-review}
 * @param failureClass what it becomes when it answers a request; empty when it never does
 * @param actor who has to act
 * @param resubmission whether what was rejected with it may be submitted again; empty when it rejects nothing
 * @param registration what has to be registered again, such as {@code campaign}, where only that helps
 * @param fee whether that, or submitting again, costs something: {@code yes}, {@code no} or {@code unknown}
 * @param pointers the places in the plan that it is about, as JSON Pointers (RFC 6901)
 * @param meaning what is wrong, as the end of a sentence: lower case, no full stop
 * @param action what the actor does: sentences, the first of which begins in lower case; empty when it is tried again
 */
public record ErrorCode(
        String code,
        String area,
        Optional<FailureClass> failureClass,
        Actor actor,
        Optional<Resubmission> resubmission,
        Optional<String> registration,
        Optional<String> fee,
        List<String> pointers,
        String meaning,
        String action) {

    /** The action where the product has sent something that Twilio never takes. */
    static final String DEFECT = "this is a defect of the product; report it with this message.";

    /** Refuses nulls, and keeps a copy. */
    public ErrorCode {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(action, "action");
        pointers = List.copyOf(pointers);
    }

    /** A code that the table does not have: a person reads Twilio's page about it, and nothing is assumed. */
    static ErrorCode unknown(String code) {
        return new ErrorCode(
                code,
                "unknown",
                Optional.of(FailureClass.NEEDS_HUMAN),
                Actor.OPERATOR,
                Optional.of(Resubmission.UNKNOWN),
                Optional.empty(),
                Optional.of("unknown"),
                List.of(),
                "Twilio gives a code that this system does not know, " + code,
                "read " + page(code) + " and do what it says, or ask Twilio's support.");
    }

    /** Twilio's page about the code. */
    public URI moreInfo() {
        return page(code);
    }

    private static URI page(String code) {
        var isNumber = code.chars().allMatch(Character::isDigit);
        return URI.create("https://www.twilio.com/docs/api/errors" + (isNumber ? "/" + code : ""));
    }

    /** Who has to do what, and where in the plan: a sentence or more. */
    public String instruction() {
        if (action.isEmpty()) {
            return failureClass.filter(FailureClass.UNKNOWN_OUTCOME::equals).isPresent()
                    ? "Nobody needs to act: it is looked up, then tried again if it is missing."
                    : "Nobody needs to act: it is tried again by itself.";
        }
        var place = pointers.isEmpty() ? "" : " In the plan: " + String.join(", ", pointers) + ".";
        return actor.label() + ": " + action + place;
    }

    /** The next action after Twilio refused a request with this code. */
    public String afterRefusal() {
        if (isHelpedByNoRetry()) {
            return instruction();
        }
        var after = actor == Actor.CUSTOMER ? " Operator: retry the job" : " Then retry the job";
        return instruction() + after + (pointers.isEmpty() ? "." : " with the corrected plan.");
    }

    /** Where nobody acts, where the product is wrong, and where the action says itself what follows. */
    private boolean isHelpedByNoRetry() {
        return actor == Actor.NOBODY
                || actor == Actor.REGISTRY
                || action.equals(DEFECT)
                || action.contains(" job")
                || action.contains(" request");
    }
}
