package dev.tenantry.twilio.simulator.reviews;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.domain.BrandRegistration;
import dev.tenantry.twilio.simulator.domain.BrandStatus;
import dev.tenantry.twilio.simulator.domain.Outcome;
import dev.tenantry.twilio.simulator.domain.RegistrationError;
import dev.tenantry.twilio.simulator.domain.Review;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import java.util.List;

/**
 * Reviews of brands, mostly by machines: pending, then approved or failed. One that does not end by itself is in review
 * by a person.
 */
final class BrandReviews implements Reviewed {
    /** From this code on, a brand is registered but not verified; below, it is not registered at all. */
    private static final int FIRST_FEEDBACK = 30795;

    private static final String REGISTERED = "registered";

    private final TwilioCloud cloud;

    BrandReviews(TwilioCloud cloud) {
        this.cloud = cloud;
    }

    @Override
    public List<Callback> begin(Review review) {
        if (review.outcome() instanceof Outcome.Never) {
            cloud.brandRegistrations().find(review.sid()).ifPresent(brand -> cloud.brandRegistrations()
                    .save(brand.with(BrandStatus.IN_REVIEW, cloud.now())));
        }
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, Outcome outcome) {
        return cloud.brandRegistrations().find(sid).stream()
                .flatMap(
                        brand -> (outcome instanceof Outcome.Reject rejection ? fail(brand, rejection) : approve(brand))
                                .stream())
                .toList();
    }

    private List<Callback> approve(BrandRegistration brand) {
        var approved = cloud.brandRegistrations().save(brand.approved(cloud.now()));
        return List.of(
                ComplianceEvent.brand("brand-registered", approved, REGISTERED, null, List.of()),
                ComplianceEvent.brand("brand-verified", approved, REGISTERED, "verified", List.of()));
    }

    private List<Callback> fail(BrandRegistration brand, Outcome.Reject rejection) {
        var error = RegistrationError.of(
                rejection, "business_registration_number", "business_registration_identifier", "business_name");
        var failed = cloud.brandRegistrations().save(brand.failed(error, cloud.now()));
        return rejection.code() < FIRST_FEEDBACK
                ? List.of(ComplianceEvent.brand("brand-failure", failed, "registration_failed", null, failed.errors()))
                : List.of(
                        ComplianceEvent.brand("brand-registered", failed, REGISTERED, null, List.of()),
                        ComplianceEvent.brand("brand-unverified", failed, REGISTERED, "unverified", failed.errors()));
    }
}
