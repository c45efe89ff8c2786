package dev.tenantry.core.errorcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Advice after reviewers rejected something: the next action, and whether it may be submitted again.
 *
 * @param codes the codes of the rejection; may be empty when nobody gives any
 * @param correction what Twilio's own answer says of a correction
 */
public record RejectionAdvice(List<ErrorCode> codes, Correction correction) {

    /** Whether Twilio's own answer says that a correction is taken. */
    public enum Correction {
        /** It says so, or always takes one of such a thing. */
        TAKEN,
        /** It says that it takes none. */
        REFUSED,
        /** It says nothing. */
        UNSTATED
    }

    /** Keeps a copy. */
    public RejectionAdvice {
        codes = List.copyOf(codes);
    }

    /** Whether it may be submitted again: as the strictest of the codes says. */
    public Resubmission resubmission() {
        var byCode = decisive()
                .map(RejectionAdvice::resubmission)
                .orElse(correction == Correction.UNSTATED ? Resubmission.UNKNOWN : Resubmission.ALLOWED);
        return correction == Correction.REFUSED && byCode.compareTo(Resubmission.NEW_REGISTRATION) < 0
                ? Resubmission.NEW_REGISTRATION
                : byCode;
    }

    /** The code that decides about a resubmission: the first of the strictest ones. */
    public Optional<ErrorCode> decisive() {
        return codes.stream()
                .reduce((first, next) -> resubmission(next).compareTo(resubmission(first)) > 0 ? next : first);
    }

    private static Resubmission resubmission(ErrorCode code) {
        return code.resubmission().orElse(Resubmission.UNKNOWN);
    }

    /** The next action: for each code who has to do what and where, then what a retry does about it. */
    public String nextAction() {
        var sentences = new ArrayList<>(
                codes.stream().map(ErrorCode::instruction).distinct().toList());
        if (codes.isEmpty()) {
            sentences.add("Operator: look for the reason in the Twilio Console, or ask Twilio's support.");
        }
        sentences.add(
                switch (resubmission()) {
                    case ALLOWED -> "Operator: retry the job with the corrected plan, which submits it again.";
                    case UNKNOWN ->
                        "Twilio does not say whether it takes a correction, so a plain retry does not submit it again."
                                + " Operator: find that out, then retry the job with \"resubmit\": true.";
                    case NEW_REGISTRATION -> afterwards();
                    case FINAL ->
                        "Twilio calls this final, so a retry does not submit it again. Operator: if Twilio's support"
                                + " decides otherwise, or somebody has deleted it in the Twilio Console to register"
                                + " something else, retry the job with \"resubmit\": true.";
                });
        return String.join(" ", sentences);
    }

    private String afterwards() {
        if (needsAnother("brand")) {
            return "Only another brand helps, for another fee, and nobody can delete a brand. Operator: roll the job back"
                    + " with \"closeAccount\": true and trigger the organisation again, or ask Twilio's support. If that"
                    + " has settled it, retry the job with \"resubmit\": true.";
        }
        return "It takes no correction; only another registration helps, "
                + (needsAnother("campaign") ? "whose fee is paid again" : "which costs nothing")
                + ". Operator: retry the job with \"acceptFees\": true and the corrected plan, which deletes it and"
                + " registers another.";
    }

    private boolean needsAnother(String kind) {
        return codes.stream()
                .anyMatch(code -> code.registration().filter(kind::equals).isPresent());
    }

    /** Whether a job can delete what was rejected and register it again: everything but a brand. */
    public boolean isReplaceable() {
        return !needsAnother("brand");
    }
}
