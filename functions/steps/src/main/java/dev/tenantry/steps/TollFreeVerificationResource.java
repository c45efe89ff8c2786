package dev.tenantry.steps;

import dev.tenantry.core.ledger.Marker;
import dev.tenantry.steps.ExactlyOnce.Found;
import dev.tenantry.twilio.NumberVerification;
import dev.tenantry.twilio.ReviewStatus;
import dev.tenantry.twilio.TollfreeDetails;
import dev.tenantry.twilio.TollfreeVerifications;
import java.util.Optional;

/** The verification of one of the organisation's toll-free numbers. */
record TollFreeVerificationResource(
        Marker marker, String numberSid, TollfreeDetails plan, TollfreeVerifications verifications)
        implements ReviewedResource {

    @Override
    public Optional<Found> find() {
        return verifications.find(marker.friendlyName()).map(verification -> Found.of(verification.sid()));
    }

    @Override
    public Found create() {
        return Found.of(
                verifications.create(marker.friendlyName(), numberSid, plan).sid());
    }

    /** The one of a number that was released and replaced is of no use. */
    @Override
    public State compare(String sid) {
        return State.of(verifications
                .fetch(sid)
                .map(verification -> verification.numberSid().equals(numberSid)));
    }

    @Override
    public boolean update(String sid) {
        verifications.delete(sid);
        return false;
    }

    @Override
    public Optional<ReviewStatus> status(String sid) {
        return verifications.fetch(sid).map(NumberVerification::status);
    }

    @Override
    public void handIn(String sid) {
        verifications.resubmit(sid, plan);
    }
}
