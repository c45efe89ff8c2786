package dev.tenantry.twilio.simulator.a2p;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.pricing.Charges;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.reviews.Submission;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import dev.tenantry.twilio.simulator.trusthub.BundleStatus;
import dev.tenantry.twilio.simulator.trusthub.TrustBundle;
import dev.tenantry.twilio.simulator.trusthub.TrustHub;
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

    private final TwilioState state;
    private final TrustHub trustHub;
    private final ResourceTable<BrandRegistration> brands;
    private final Charges charges;
    private final ReviewQueue reviews;
    private final CrudResource<BrandRegistration> crud;

    BrandRegistrationsResource(
            TwilioState state,
            TrustHub trustHub,
            ResourceTable<BrandRegistration> brands,
            Charges charges,
            ReviewQueue reviews) {
        this.state = state;
        this.trustHub = trustHub;
        this.brands = brands;
        this.charges = charges;
        this.reviews = reviews;
        this.crud = new CrudResource<>(state, brands, ApiStyle.V1, "BN", "data", CREATION)
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
        var registryId = "B" + state.sids().secret("tcr").substring(0, 6).toUpperCase(Locale.ROOT);
        var brand = crud.make(call, Map.of("tcr_id", registryId));
        requireBundles(call, brand);
        if (!brand.mock()) {
            boolean vetted = brand.brandType().equals("STANDARD") && !brand.skipAutomaticSecVet();
            charges.add(brand, "brand-registration", vetted ? FEE_WITH_VETTING : FEE);
        }
        brands.save(brand);
        submit(brand);
        return Answer.created(crud.represent(brand));
    }

    /** The trust product need not be approved yet (Twilio docs: A2P 10DLC onboarding guide for ISVs). */
    private void requireBundles(Call call, BrandRegistration brand) {
        var profile = trustHub.customerProfiles().find(call.accountSid(), brand.customerProfileBundleSid());
        if (profile.filter(one -> one.status() == BundleStatus.TWILIO_APPROVED).isEmpty()) {
            throw Parameter.invalid("CustomerProfileBundleSid", "is not an approved customer profile");
        }
        var product = trustHub.trustProducts().find(call.accountSid(), brand.a2pProfileBundleSid());
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
        var submitted = brands.save(brand.resubmitted(state.now()));
        submit(submitted);
        return new Answer(202, crud.represent(submitted));
    }

    private void submit(BrandRegistration brand) {
        var texts = Stream.of(brand.customerProfileBundleSid(), brand.a2pProfileBundleSid())
                .flatMap(sid -> Stream.concat(
                        trustHub.bundle(sid).map(TrustBundle::friendlyName).stream(),
                        trustHub.partsOf(sid).stream().map(part -> String.valueOf(part.attributes()))))
                .toList();
        reviews.submit(Submission.of(ReviewKind.BRAND, brand, texts));
    }

    private Answer sendOtp(Call call) {
        var brand = brands.find(call.accountSid(), call.variable("BrandRegistrationSid"))
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
