package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.callbacks.Callback;
import dev.tenantry.twilio.simulator.reviews.Review;
import dev.tenantry.twilio.simulator.reviews.ReviewHandler;
import dev.tenantry.twilio.simulator.reviews.ReviewOutcome;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import java.util.List;

/**
 * Reviews of brands, mostly by machines: pending, then approved or failed. One that does not end by itself is in review
 * by a person.
 */
final class BrandReviews implements ReviewHandler {
    /** From this code on, a brand is registered but not verified; below, it is not registered at all. */
    private static final int FIRST_FEEDBACK = 30795;

    private static final String REGISTERED = "registered";

    private final TwilioState state;
    private final ResourceTable<BrandRegistration> brands;

    BrandReviews(TwilioState state, ResourceTable<BrandRegistration> brands) {
        this.state = state;
        this.brands = brands;
    }

    @Override
    public List<Callback> begin(Review review) {
        if (review.outcome() instanceof ReviewOutcome.Never) {
            brands.find(review.sid()).ifPresent(brand -> brands.save(brand.with(BrandStatus.IN_REVIEW, state.now())));
        }
        return List.of();
    }

    @Override
    public List<Callback> end(String sid, ReviewOutcome outcome) {
        return brands.find(sid).stream()
                .flatMap(brand -> (outcome instanceof ReviewOutcome.Reject rejection
                                ? fail(brand, rejection)
                                : approve(brand))
                        .stream())
                .toList();
    }

    private List<Callback> approve(BrandRegistration brand) {
        var approved = brands.save(brand.approved(state.now()));
        return List.of(
                A2pEvents.brand("brand-registered", approved, REGISTERED, null, List.of()),
                A2pEvents.brand("brand-verified", approved, REGISTERED, "verified", List.of()));
    }

    private List<Callback> fail(BrandRegistration brand, ReviewOutcome.Reject rejection) {
        var error = RegistrationError.of(
                rejection, "business_registration_number", "business_registration_identifier", "business_name");
        var failed = brands.save(brand.failed(error, state.now()));
        return rejection.code() < FIRST_FEEDBACK
                ? List.of(A2pEvents.brand("brand-failure", failed, "registration_failed", null, failed.errors()))
                : List.of(
                        A2pEvents.brand("brand-registered", failed, REGISTERED, null, List.of()),
                        A2pEvents.brand("brand-unverified", failed, REGISTERED, "unverified", failed.errors()));
    }
}
