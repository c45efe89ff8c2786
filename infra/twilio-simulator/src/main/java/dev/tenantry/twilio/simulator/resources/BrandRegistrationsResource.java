package dev.tenantry.twilio.simulator.resources;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.delays.Operation;
import dev.tenantry.twilio.simulator.domain.BrandRegistration;
import dev.tenantry.twilio.simulator.domain.BrandStatus;
import dev.tenantry.twilio.simulator.domain.BundleStatus;
import dev.tenantry.twilio.simulator.domain.ErrorCode;
import dev.tenantry.twilio.simulator.domain.ReviewKind;
import dev.tenantry.twilio.simulator.domain.TrustBundle;
import dev.tenantry.twilio.simulator.domain.TwilioCloud;
import dev.tenantry.twilio.simulator.domain.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.Crud;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.reviews.BackOffice;
import dev.tenantry.twilio.simulator.reviews.Submission;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** {@code /v1/a2p/BrandRegistrations} of messaging (Twilio docs: BrandRegistrations resource). Each costs a fee. */
final class BrandRegistrationsResource {
    private static final String PATH = "/v1/a2p/BrandRegistrations";
    private static final String SOLE_PROPRIETOR = "SOLE_PROPRIETOR";
    private static final int MAX_UPDATES = 3;
    private static final BigDecimal FEE = new BigDecimal("4.50");
    private static final BigDecimal FEE_WITH_VETTING = new BigDecimal("46.00");
    private static final Form<BrandRegistration> CREATION = new Form<>(
            BrandRegistration.class,
            Parameter.sid("CustomerProfileBundleSid", "BU").whichIsRequired(),
            Parameter.sid("A2PProfileBundleSid", "BU").whichIsRequired(),
            Parameter.oneOf("BrandType", "STANDARD", "STARTER", SOLE_PROPRIETOR).orElse("STANDARD"),
            Parameter.flag("Mock").orElse("false"),
            Parameter.flag("SkipAutomaticSecVet").orElse("false"));

    private final TwilioCloud cloud;
    private final BackOffice backOffice;
    private final Crud<BrandRegistration> crud;

    BrandRegistrationsResource(TwilioCloud cloud, BackOffice backOffice) {
        this.cloud = cloud;
        this.backOffice = backOffice;
        this.crud = new Crud<>(cloud, cloud.brandRegistrations(), ApiStyle.V1, "BN", "data", CREATION)
                .shownAs(BrandRegistrationsResource::show);
    }

    void addTo(Routes.Host messaging) {
        var one = PATH + "/{Sid}";
        messaging
                .post(PATH, Operation.CREATE, this::create)
                .get(PATH, crud::list)
                .get(one, crud::fetch)
                .post(one, Operation.UPDATE, this::update)
                .post(PATH + "/{BrandRegistrationSid}/SmsOtp", Operation.CREATE, this::sendOtp);
    }

    private Answer create(Call call) {
        var registryId = "B" + cloud.sids().secret("tcr").substring(0, 6).toUpperCase(Locale.ROOT);
        var brand = crud.make(call, Map.of("tcr_id", registryId));
        requireBundles(call, brand);
        if (!brand.mock()) {
            boolean vetted = brand.brandType().equals("STANDARD") && !brand.skipAutomaticSecVet();
            cloud.charge(brand, "brand-registration", vetted ? FEE_WITH_VETTING : FEE);
        }
        cloud.brandRegistrations().save(brand);
        submit(brand);
        return Answer.created(crud.represent(brand));
    }

    /** The trust product need not be approved yet (Twilio docs: A2P 10DLC onboarding guide for ISVs). */
    private void requireBundles(Call call, BrandRegistration brand) {
        var profile = cloud.trustHub().customerProfiles().find(call.account(), brand.customerProfileBundleSid());
        if (profile.filter(one -> one.status() == BundleStatus.TWILIO_APPROVED).isEmpty()) {
            throw Parameter.invalid("CustomerProfileBundleSid", "is not an approved customer profile");
        }
        var product = cloud.trustHub().trustProducts().find(call.account(), brand.a2pProfileBundleSid());
        if (product.filter(one -> !one.status().isEditable()).isEmpty()) {
            throw Parameter.invalid("A2PProfileBundleSid", "is not a submitted trust product");
        }
    }

    private Answer update(Call call) {
        var brand = crud.find(call);
        if (brand.status() != BrandStatus.FAILED) {
            throw new TwilioException(
                    ErrorCode.BRAND_NOT_FAILED, "A brand can be updated only when its status is FAILED");
        }
        if (brand.updates() >= MAX_UPDATES) {
            throw new TwilioException(
                    ErrorCode.BRAND_UPDATES_USED_UP, "The brand has been updated " + MAX_UPDATES + " times already");
        }
        var submitted = cloud.brandRegistrations().save(brand.resubmitted(cloud.now()));
        submit(submitted);
        return new Answer(202, crud.represent(submitted));
    }

    private void submit(BrandRegistration brand) {
        var hub = cloud.trustHub();
        var texts = Stream.of(brand.customerProfileBundleSid(), brand.a2pProfileBundleSid())
                .flatMap(sid -> Stream.concat(
                        hub.bundle(sid).map(TrustBundle::friendlyName).stream(),
                        hub.partsOf(sid).stream().map(part -> String.valueOf(part.attributes()))))
                .toList();
        backOffice.desk().submit(Submission.of(ReviewKind.BRAND, brand, texts));
    }

    private Answer sendOtp(Call call) {
        var brand = cloud.brandRegistrations()
                .find(call.account(), call.variable("BrandRegistrationSid"))
                .orElseThrow(call::notFound);
        if (!brand.brandType().equals(SOLE_PROPRIETOR)) {
            throw Parameter.invalid("BrandRegistrationSid", "is not the SID of a sole proprietor's brand");
        }
        return Answer.created(ApiStyle.V1.tree(new Otp(brand.accountSid(), brand.sid())));
    }

    private record Otp(String accountSid, String brandRegistrationSid) {}

    private static ObjectNode show(BrandRegistration brand, ObjectNode node) {
        node.remove("updates");
        var url = "https://messaging.twilio.com" + PATH + "/" + brand.sid();
        node.put("url", url);
        node.putObject("links")
                .put("brand_vettings", url + "/Vettings")
                .put("brand_registration_otps", url + "/SmsOtp");
        return node;
    }
}
