package dev.tenantry.twilio.tollfree;

import com.twilio.rest.messaging.v1.TollfreeVerification;
import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessRegistrationAuthority;
import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessType;
import com.twilio.rest.messaging.v1.TollfreeVerification.OptInType;
import com.twilio.rest.messaging.v1.TollfreeVerification.UseCaseCategories;
import com.twilio.rest.messaging.v1.TollfreeVerificationCreator;
import com.twilio.rest.messaging.v1.TollfreeVerificationUpdater;
import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.ProvisioningFailure;
import dev.tenantry.twilio.a2p.CampaignDetails;
import dev.tenantry.twilio.address.AddressDetails;
import dev.tenantry.twilio.internal.CrudOperations;
import dev.tenantry.twilio.internal.EmptyValues;
import dev.tenantry.twilio.internal.Preconditions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.review.Rejection;
import dev.tenantry.twilio.review.ReviewStatus;
import dev.tenantry.twilio.tollfree.TollfreeDetails.Contact;
import dev.tenantry.twilio.tollfree.TollfreeDetails.Registration;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The verifications of an account's toll-free numbers ("Tollfree Verification resource"). Every method throws a
 * {@link ProvisioningFailure} for whatever Twilio or the network does.
 */
public final class TollfreeVerifications {

    private static final CrudOperations.Kind<TollfreeVerification> KIND = new CrudOperations.Kind<>(
            "toll-free verification", TollfreeVerification::getSid, TollfreeVerification::getExternalReferenceId);

    /** What is set by itself, beside what creation has to have. */
    private static final List<Field> FIELDS = List.of(
            new Field(
                    TollfreeVerificationCreator::setBusinessStreetAddress,
                    TollfreeVerificationUpdater::setBusinessStreetAddress,
                    ofAddress(AddressDetails::street)),
            new Field(
                    TollfreeVerificationCreator::setBusinessCity,
                    TollfreeVerificationUpdater::setBusinessCity,
                    ofAddress(AddressDetails::city)),
            new Field(
                    TollfreeVerificationCreator::setBusinessStateProvinceRegion,
                    TollfreeVerificationUpdater::setBusinessStateProvinceRegion,
                    ofAddress(AddressDetails::region)),
            new Field(
                    TollfreeVerificationCreator::setBusinessPostalCode,
                    TollfreeVerificationUpdater::setBusinessPostalCode,
                    ofAddress(AddressDetails::postalCode)),
            new Field(
                    TollfreeVerificationCreator::setBusinessCountry,
                    TollfreeVerificationUpdater::setBusinessCountry,
                    ofAddress(AddressDetails::isoCountry)),
            new Field(
                    (creator, type) -> creator.setBusinessType(BusinessType.forValue(type)),
                    (updater, type) -> updater.setBusinessType(BusinessType.forValue(type)),
                    details -> Optional.of(details.business().type())),
            new Field(
                    TollfreeVerificationCreator::setBusinessContactFirstName,
                    TollfreeVerificationUpdater::setBusinessContactFirstName,
                    ofContact(Contact::firstName)),
            new Field(
                    TollfreeVerificationCreator::setBusinessContactLastName,
                    TollfreeVerificationUpdater::setBusinessContactLastName,
                    ofContact(Contact::lastName)),
            new Field(
                    TollfreeVerificationCreator::setBusinessContactEmail,
                    TollfreeVerificationUpdater::setBusinessContactEmail,
                    ofContact(Contact::email)),
            new Field(
                    TollfreeVerificationCreator::setBusinessContactPhone,
                    TollfreeVerificationUpdater::setBusinessContactPhone,
                    ofContact(Contact::phoneNumber)),
            new Field(
                    TollfreeVerificationCreator::setBusinessRegistrationNumber,
                    TollfreeVerificationUpdater::setBusinessRegistrationNumber,
                    ofRegistration(Registration::number)),
            new Field(
                    (creator, authority) ->
                            creator.setBusinessRegistrationAuthority(BusinessRegistrationAuthority.forValue(authority)),
                    (updater, authority) ->
                            updater.setBusinessRegistrationAuthority(BusinessRegistrationAuthority.forValue(authority)),
                    ofRegistration(Registration::authority)),
            new Field(
                    TollfreeVerificationCreator::setBusinessRegistrationCountry,
                    TollfreeVerificationUpdater::setBusinessRegistrationCountry,
                    ofRegistration(Registration::country)),
            new Field(
                    TollfreeVerificationCreator::setPrivacyPolicyUrl,
                    TollfreeVerificationUpdater::setPrivacyPolicyUrl,
                    ofPolicies(CampaignDetails.Policies::privacy)),
            new Field(
                    TollfreeVerificationCreator::setTermsAndConditionsUrl,
                    TollfreeVerificationUpdater::setTermsAndConditionsUrl,
                    ofPolicies(CampaignDetails.Policies::terms)));

    private final CrudOperations<TollfreeVerification, NumberVerification> verifications;

    /** A field of both forms: the SDK's classes for them have no supertype in common that has the setters. */
    private record Field(
            BiConsumer<TollfreeVerificationCreator, String> creator,
            BiConsumer<TollfreeVerificationUpdater, String> updater,
            Function<TollfreeDetails, Optional<String>> value) {

        void onCreate(TollfreeVerificationCreator form, TollfreeDetails details) {
            value.apply(details).ifPresent(text -> creator.accept(form, text));
        }

        void onUpdate(TollfreeVerificationUpdater form, TollfreeDetails details) {
            value.apply(details).ifPresent(text -> updater.accept(form, text));
        }
    }

    public TollfreeVerifications(TwilioCalls calls) {
        this.verifications = new CrudOperations<>(calls, KIND, TollfreeVerifications::verification);
    }

    /**
     * Submits a number. Do not repeat it before looking it up: its outcome may be open.
     *
     * @param externalReferenceId by which it can be found again, 1 to 64 characters
     * @param numberSid a toll-free number of the account, {@code PN…}
     */
    public NumberVerification create(String externalReferenceId, String numberSid, TollfreeDetails details) {
        var messaging = details.messaging();
        var creator = TollfreeVerification.creator(
                        details.business().name(),
                        details.business().website().toString(),
                        details.contact().email(),
                        useCases(messaging),
                        messaging.summary(),
                        messaging.sample(),
                        images(messaging),
                        OptInType.forValue(messaging.optInType()),
                        messaging.monthlyVolume(),
                        numberSid)
                .setExternalReferenceId(Preconditions.requireFriendlyName(externalReferenceId));
        FIELDS.forEach(field -> field.onCreate(creator, details));
        return verifications.create(externalReferenceId, creator);
    }

    /**
     * The verification of this reference, if there is one.
     *
     * @throws NeedsHumanException if there are several; the message has their SIDs
     */
    public Optional<NumberVerification> find(String externalReferenceId) {
        return verifications.find(
                externalReferenceId, TollfreeVerification.reader().setExternalReferenceId(externalReferenceId));
    }

    /** The verification of this SID; empty when it is gone. */
    public Optional<NumberVerification> fetch(String sid) {
        return verifications.fetch(sid, TollfreeVerification.fetcher(sid));
    }

    /** Corrects a verification that was rejected, and submits it again. Twilio allows it only then. */
    public NumberVerification resubmit(String sid, TollfreeDetails details) {
        var messaging = details.messaging();
        var updater = TollfreeVerification.updater(sid)
                .setBusinessName(details.business().name())
                .setBusinessWebsite(details.business().website().toString())
                .setNotificationEmail(details.contact().email())
                .setUseCaseCategories(useCases(messaging))
                .setUseCaseSummary(messaging.summary())
                .setProductionMessageSample(messaging.sample())
                .setOptInImageUrls(images(messaging))
                .setOptInType(OptInType.forValue(messaging.optInType()))
                .setMessageVolume(messaging.monthlyVolume());
        FIELDS.forEach(field -> field.onUpdate(updater, details));
        return verifications.submit(sid, updater);
    }

    /** Deletes a verification; does nothing when it is gone. */
    public void delete(String sid) {
        verifications.delete(sid, TollfreeVerification.deleter(sid));
    }

    private static Function<TollfreeDetails, Optional<String>> ofAddress(Function<AddressDetails, String> part) {
        return details -> Optional.of(part.apply(details.business().address()));
    }

    private static Function<TollfreeDetails, Optional<String>> ofContact(Function<Contact, String> part) {
        return details -> Optional.of(part.apply(details.contact()));
    }

    private static Function<TollfreeDetails, Optional<String>> ofRegistration(Function<Registration, String> part) {
        return details -> details.business().registration().map(part);
    }

    private static Function<TollfreeDetails, Optional<String>> ofPolicies(
            Function<CampaignDetails.Policies, URI> part) {
        return details -> details.messaging().policies().map(part).map(URI::toString);
    }

    private static List<UseCaseCategories> useCases(TollfreeDetails.Messaging messaging) {
        return messaging.useCases().stream().map(UseCaseCategories::forValue).toList();
    }

    private static List<String> images(TollfreeDetails.Messaging messaging) {
        return messaging.optInImages().stream().map(URI::toString).toList();
    }

    private static NumberVerification verification(TollfreeVerification verification) {
        return new NumberVerification(
                verification.getSid(),
                verification.getTollfreePhoneNumberSid(),
                EmptyValues.toOptional(verification.getExternalReferenceId()),
                status(verification));
    }

    private static ReviewStatus status(TollfreeVerification verification) {
        return switch (verification.getStatus()) {
            case PENDING_REVIEW -> new ReviewStatus.Open(false);
            case IN_REVIEW -> new ReviewStatus.Open(true);
            case TWILIO_APPROVED -> new ReviewStatus.Approved();
            case TWILIO_REJECTED ->
                new ReviewStatus.Rejected(
                        reasons(verification),
                        Boolean.TRUE.equals(verification.getEditAllowed()) ? Correction.TAKEN : Correction.REFUSED);
        };
    }

    /** All reasons, or the only one that older answers have. */
    private static List<Rejection> reasons(TollfreeVerification verification) {
        var all = Rejection.of(verification.getRejectionReasons());
        if (!all.isEmpty() || verification.getErrorCode() == null) {
            return all.isEmpty() ? Rejection.ofWords(verification.getRejectionReason()) : all;
        }
        return List.of(new Rejection(
                OptionalInt.of(verification.getErrorCode()),
                Optional.ofNullable(verification.getRejectionReason()).orElse(""),
                List.of()));
    }
}
