package dev.tenantry.twilio.a2p;

import com.twilio.rest.messaging.v1.BrandRegistration;
import com.twilio.rest.messaging.v1.brandregistration.BrandRegistrationOtp;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import java.util.List;
import java.util.Optional;

/**
 * An account's brands of A2P 10DLC ("BrandRegistrations resource"). They cannot be deleted. Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class BrandRegistrations {
    private static final int SUSPENDED = 21731;

    private static final CrudOperations.Kind<BrandRegistration> KIND = new CrudOperations.Kind<>(
            "A2P brand",
            BrandRegistration::getSid,
            brand -> name(brand.getCustomerProfileBundleSid(), brand.getA2pProfileBundleSid()));

    private final TwilioCalls calls;
    private final CrudOperations<BrandRegistration, Brand> brands;

    public BrandRegistrations(TwilioCalls calls) {
        this.calls = calls;
        this.brands = new CrudOperations<>(calls, KIND, BrandRegistrations::brand);
    }

    /** Registers a brand, for a fee unless it is a mock. Calling it twice registers and costs two. */
    public Brand create(BrandDetails details) {
        return brands.create(
                name(details.customerProfileSid(), details.trustProductSid()),
                BrandRegistration.creator(details.customerProfileSid(), details.trustProductSid())
                        .setBrandType(details.type().name())
                        .setSkipAutomaticSecVet(details.skipSecondaryVetting())
                        .setMock(details.mock()));
    }

    /**
     * The brand of these two bundles, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<Brand> find(String customerProfileSid, String trustProductSid) {
        return brands.find(name(customerProfileSid, trustProductSid), BrandRegistration.reader());
    }

    /** The brand of this SID; empty when it is gone. */
    public Optional<Brand> fetch(String sid) {
        return brands.fetch(sid, BrandRegistration.fetcher(sid));
    }

    /**
     * Registers a brand once more that was rejected, with its bundles as they are now. Twilio allows it only then
     * (21725), and a few times only (21724): so fetch it first, and do not repeat it blindly.
     */
    public Brand resubmit(String sid) {
        return brands.submit(sid, BrandRegistration.updater(sid));
    }

    /** Sends the sole proprietor of a brand another code by text message. */
    public void sendCode(String sid) {
        calls.write("a code for " + KIND.of(sid), "sent", client -> BrandRegistrationOtp.creator(sid)
                .create(client));
    }

    private static String name(String customerProfileSid, String trustProductSid) {
        return customerProfileSid + " with " + trustProductSid;
    }

    private static Brand brand(BrandRegistration brand) {
        return new Brand(
                brand.getSid(), brand.getCustomerProfileBundleSid(), brand.getA2pProfileBundleSid(), status(brand));
    }

    private static ReviewStatus status(BrandRegistration brand) {
        return switch (brand.getStatus()) {
            case PENDING -> new ReviewStatus.Open(false);
            case IN_REVIEW -> new ReviewStatus.Open(true);
            case APPROVED -> new ReviewStatus.Approved();
            case FAILED -> new ReviewStatus.Rejected(reasons(brand), Correction.TAKEN);
            case SUSPENDED, DELETION_PENDING, DELETION_FAILED ->
                ReviewStatus.Stopped.of(brand.getStatus().toString(), SUSPENDED);
        };
    }

    private static List<Rejection> reasons(BrandRegistration brand) {
        var errors = Rejection.of(brand.getErrors());
        return errors.isEmpty() ? Rejection.ofWords(brand.getFailureReason()) : errors;
    }
}
