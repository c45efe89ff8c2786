package dev.tenantry.twilio.simulator.tollfree;

import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.http.Product;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;

/** Verifications of toll-free numbers, with reviews and events, on {@code messaging.twilio.com}. */
public final class TollfreeProduct implements Product {
    private final TwilioState state;
    private final ResourceTable<TollfreeVerification> verifications;
    private final IncomingPhoneNumbers numbers;
    private final ReviewQueue reviews;
    private final Outbox outbox;

    /** The product, with an empty table. */
    public TollfreeProduct(TwilioState state, IncomingPhoneNumbers numbers, ReviewQueue reviews, Outbox outbox) {
        this.state = state;
        this.verifications = state.resources("tollfree_verifications", TollfreeVerification.class);
        this.numbers = numbers;
        this.reviews = reviews;
        this.outbox = outbox;
        reviews.handle(ReviewKind.TOLL_FREE, new TollfreeReviews(state, verifications, numbers));
    }

    /** Whether a number is verified. Use it inside a transaction. */
    public boolean isVerified(IncomingPhoneNumber number) {
        return verifications.ownedBy(number.accountSid()).stream()
                .anyMatch(verification -> verification.tollfreePhoneNumberSid().equals(number.sid())
                        && verification.status() == TollfreeStatus.TWILIO_APPROVED);
    }

    @Override
    public void addTo(Routes routes) {
        new TollfreeVerificationsResource(state, verifications, numbers, reviews, outbox)
                .addTo(routes.host("messaging.twilio.com"));
    }
}
