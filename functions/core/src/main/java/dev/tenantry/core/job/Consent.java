package dev.tenantry.core.job;

/**
 * A person's consent, given with a retry and for that retry only, to what is not done about a rejected registration
 * otherwise.
 *
 * @param fees whether one that takes no correction may be deleted and registered again, whose fee is paid again
 * @param resubmission whether one may be submitted again of which Twilio does not say that it takes a correction
 */
public record Consent(boolean fees, boolean resubmission) {
    /** Consent to nothing beyond the ordinary. */
    public static final Consent NONE = new Consent(false, false);
}
