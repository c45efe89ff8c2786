package dev.tenantry.twilio.simulator.tollfree;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.callbacks.Outbox;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.inventory.NumberType;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumber;
import dev.tenantry.twilio.simulator.numbers.IncomingPhoneNumbers;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.reviews.Submission;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import dev.tenantry.twilio.simulator.tollfree.TollfreeVerification.Ruling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /v1/Tollfree/Verifications} of messaging (Twilio docs: Tollfree Verification resource). */
final class TollfreeVerificationsResource {
    private static final String PATH = "/v1/Tollfree/Verifications";
    private static final List<Parameter> REQUIRED = List.of(
            Parameter.text("BusinessName"),
            Parameter.text("BusinessWebsite"),
            Parameter.text("NotificationEmail"),
            Parameter.someOf(
                    "UseCaseCategories",
                    "TWO_FACTOR_AUTHENTICATION",
                    "ACCOUNT_NOTIFICATIONS",
                    "CUSTOMER_CARE",
                    "CHARITY_NONPROFIT",
                    "DELIVERY_NOTIFICATIONS",
                    "FRAUD_ALERT_MESSAGING",
                    "EVENTS",
                    "HIGHER_EDUCATION",
                    "K12",
                    "MARKETING",
                    "POLLING_AND_VOTING_NON_POLITICAL",
                    "POLITICAL_ELECTION_CAMPAIGNS",
                    "PUBLIC_SERVICE_ANNOUNCEMENT",
                    "SECURITY_ALERT"),
            Parameter.text("UseCaseSummary"),
            Parameter.text("ProductionMessageSample"),
            Parameter.texts("OptInImageUrls"),
            Parameter.oneOf(
                    "OptInType",
                    "VERBAL",
                    "WEB_FORM",
                    "PAPER_FORM",
                    "VIA_TEXT",
                    "MOBILE_QR_CODE",
                    "IMPORT",
                    "IMPORT_PLEASE_REPLACE"),
            Parameter.text("MessageVolume"));
    private static final List<Parameter> IDENTITY = List.of(
            Parameter.sid("TollfreePhoneNumberSid", "PN").whichIsRequired(),
            Parameter.sid("CustomerProfileSid", "BU"),
            Parameter.text("ExternalReferenceId"));
    private static final List<Parameter> OPTIONAL = List.of(
            Parameter.text("BusinessStreetAddress"),
            Parameter.text("BusinessStreetAddress2"),
            Parameter.text("BusinessCity"),
            Parameter.text("BusinessStateProvinceRegion"),
            Parameter.text("BusinessPostalCode"),
            Parameter.text("BusinessCountry"),
            Parameter.text("AdditionalInformation"),
            Parameter.text("BusinessContactFirstName"),
            Parameter.text("BusinessContactLastName"),
            Parameter.text("BusinessContactEmail"),
            Parameter.text("BusinessContactPhone"),
            Parameter.text("BusinessRegistrationNumber"),
            Parameter.text("BusinessRegistrationAuthority"),
            Parameter.text("BusinessRegistrationCountry"),
            Parameter.oneOf(
                    "BusinessType", "PRIVATE_PROFIT", "PUBLIC_PROFIT", "SOLE_PROPRIETOR", "NON_PROFIT", "GOVERNMENT"),
            Parameter.text("BusinessRegistrationPhoneNumber"),
            Parameter.text("DoingBusinessAs"),
            Parameter.text("OptInConfirmationMessage"),
            Parameter.text("HelpMessageSample"),
            Parameter.url("PrivacyPolicyUrl"),
            Parameter.url("TermsAndConditionsUrl"),
            Parameter.flag("AgeGatedContent"),
            Parameter.texts("OptInKeywords"),
            Parameter.oneOf("VettingProvider", "CAMPAIGN_VERIFY"),
            Parameter.text("VettingId"));

    private final TwilioState state;
    private final ResourceTable<TollfreeVerification> verifications;
    private final IncomingPhoneNumbers numbers;
    private final ReviewQueue reviews;
    private final Outbox outbox;
    private final Form<TollfreeVerification> update = form(REQUIRED.stream());
    private final CrudResource<TollfreeVerification> crud;

    TollfreeVerificationsResource(
            TwilioState state,
            ResourceTable<TollfreeVerification> verifications,
            IncomingPhoneNumbers numbers,
            ReviewQueue reviews,
            Outbox outbox) {
        this.state = state;
        this.verifications = verifications;
        this.numbers = numbers;
        this.reviews = reviews;
        this.outbox = outbox;
        var creation = form(Stream.concat(REQUIRED.stream().map(Parameter::whichIsRequired), IDENTITY.stream()));
        this.crud = new CrudResource<>(state, verifications, ApiStyle.V1, "HH", "verifications", creation)
                .filteredBy("TollfreePhoneNumberSid", TollfreeVerification::tollfreePhoneNumberSid)
                .filteredBy("Status", TollfreeVerification::status)
                .filteredBy("ExternalReferenceId", TollfreeVerification::externalReferenceId)
                .filteredBy("TrustProductSid", TollfreeVerification::trustProductSid)
                .shownAs(this::show);
    }

    private static Form<TollfreeVerification> form(Stream<Parameter> parameters) {
        var all = Stream.concat(parameters, OPTIONAL.stream());
        return new Form<>(TollfreeVerification.class, all.toArray(Parameter[]::new));
    }

    void addTo(Routes.Host messaging) {
        var one = PATH + "/{Sid}";
        messaging
                .post(PATH, Operation.CREATE, this::create)
                .get(PATH, crud::list)
                .get(one, crud::fetch)
                .post(one, Operation.UPDATE, this::change)
                .delete(one, this::delete);
    }

    private Answer create(Call call) {
        var verification = crud.make(
                call,
                Map.of(
                        "customer_profile_sid", state.sids().next("BU"),
                        "trust_product_sid", state.sids().next("BU"),
                        "regulated_item_sid", state.sids().next("RA")));
        if (number(verification).filter(number -> isTollfree(number, call)).isEmpty()) {
            throw new TwilioException(
                    ErrorCode.NOT_A_TOLL_FREE_NUMBER,
                    "TollfreePhoneNumberSid is not the SID of a toll-free number of this account");
        }
        if (verifications.all().stream()
                .anyMatch(other -> other.tollfreePhoneNumberSid().equals(verification.tollfreePhoneNumberSid()))) {
            throw new TwilioException(ErrorCode.CONFLICT, "The toll-free number has a verification already");
        }
        verifications.save(verification);
        submit(verification, "requested");
        return Answer.created(crud.represent(verification));
    }

    private static boolean isTollfree(IncomingPhoneNumber number, Call call) {
        return number.accountSid().equals(call.accountSid()) && number.type().equals(NumberType.TOLL_FREE.key());
    }

    private Answer change(Call call) {
        var verification = crud.find(call);
        if (verification.status() != TollfreeStatus.TWILIO_REJECTED
                || !verification.ruling().editAllowed()) {
            throw Parameter.invalid("Sid", "is not that of a rejected verification that may be edited");
        }
        var changed = update.change(call.form(), state.now())
                .apply(verification)
                .with(TollfreeStatus.PENDING_REVIEW, Ruling.NONE, state.now());
        submit(verifications.save(changed), "edit");
        return new Answer(202, crud.represent(changed));
    }

    private void submit(TollfreeVerification verification, String event) {
        var texts = List.of(
                verification.business(), verification.messaging(), String.valueOf(verification.doingBusinessAs()));
        reviews.submit(Submission.of(ReviewKind.TOLL_FREE, verification, texts));
        publish(event, verification);
    }

    private Answer delete(Call call) {
        var verification = crud.find(call);
        reviews.withdraw(verification.sid());
        verifications.remove(verification);
        publish("deleted", verification);
        return Answer.noContent();
    }

    private void publish(String event, TollfreeVerification verification) {
        outbox.putOfRequest(
                TollfreeEvents.verification(event, verification, phoneNumber(verification), state.instant()));
    }

    private Optional<IncomingPhoneNumber> number(TollfreeVerification verification) {
        return numbers.find(verification.tollfreePhoneNumberSid());
    }

    private String phoneNumber(TollfreeVerification verification) {
        return number(verification).map(IncomingPhoneNumber::phoneNumber).orElse(null);
    }

    private ObjectNode show(TollfreeVerification verification, ObjectNode node) {
        var trustHub = "https://trusthub.twilio.com/v1/";
        node.put("tollfree_phone_number", phoneNumber(verification))
                .put("url", "https://messaging.twilio.com" + PATH + "/" + verification.sid());
        node.putObject("resource_links")
                .put("customer_profile", trustHub + "CustomerProfiles/" + verification.customerProfileSid())
                .put("trust_product", trustHub + "TrustProducts/" + verification.trustProductSid());
        return node;
    }
}
