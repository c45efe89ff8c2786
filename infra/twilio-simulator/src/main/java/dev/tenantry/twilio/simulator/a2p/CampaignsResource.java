package dev.tenantry.twilio.simulator.a2p;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.simulator.errors.ErrorCode;
import dev.tenantry.twilio.simulator.errors.TwilioException;
import dev.tenantry.twilio.simulator.http.Answer;
import dev.tenantry.twilio.simulator.http.ApiStyle;
import dev.tenantry.twilio.simulator.http.Call;
import dev.tenantry.twilio.simulator.http.CrudResource;
import dev.tenantry.twilio.simulator.http.Form;
import dev.tenantry.twilio.simulator.http.Json;
import dev.tenantry.twilio.simulator.http.Parameter;
import dev.tenantry.twilio.simulator.http.Params;
import dev.tenantry.twilio.simulator.http.Routes;
import dev.tenantry.twilio.simulator.messaging.MessagingService;
import dev.tenantry.twilio.simulator.pricing.Charges;
import dev.tenantry.twilio.simulator.reviews.ReviewKind;
import dev.tenantry.twilio.simulator.reviews.ReviewQueue;
import dev.tenantry.twilio.simulator.reviews.Submission;
import dev.tenantry.twilio.simulator.state.ResourceTable;
import dev.tenantry.twilio.simulator.state.TwilioState;
import dev.tenantry.twilio.simulator.timing.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The campaign of a messaging service (Twilio docs: UsAppToPerson and UsAppToPersonUsecase resources). */
final class CampaignsResource {
    private static final String LIST = "/v1/Services/{MessagingServiceSid}/Compliance/Usa2p";
    private static final BigDecimal VETTING_FEE = new BigDecimal("15.00");
    private static final List<String> REQUIRED = List.of(
            "BrandRegistrationSid",
            "Description",
            "MessageFlow",
            "MessageSamples",
            "UsAppToPersonUsecase",
            "HasEmbeddedLinks",
            "HasEmbeddedPhone");
    private static final List<String> REQUIRED_OF_UPDATE = List.of(
            "Description",
            "MessageFlow",
            "MessageSamples",
            "HasEmbeddedLinks",
            "HasEmbeddedPhone",
            "AgeGated",
            "DirectLending");
    private static final Form<Campaign> CREATION = new Form<>(
            Campaign.class,
            Parameter.sid("BrandRegistrationSid", "BN"),
            Parameter.text("Description"),
            Parameter.text("MessageFlow"),
            Parameter.texts("MessageSamples"),
            Parameter.text("UsAppToPersonUsecase"),
            Parameter.flag("HasEmbeddedLinks"),
            Parameter.flag("HasEmbeddedPhone"),
            Parameter.text("OptInMessage"),
            Parameter.text("OptOutMessage")
                    .orElse("You have successfully been unsubscribed. You will not receive any more messages from this"
                            + " number. Reply START to resubscribe."),
            Parameter.text("HelpMessage").orElse("Reply STOP to unsubscribe. Msg&Data Rates May Apply."),
            Parameter.texts("OptInKeywords"),
            Parameter.texts("OptOutKeywords"),
            Parameter.texts("HelpKeywords"),
            Parameter.flag("SubscriberOptIn").orElse("true"),
            Parameter.flag("AgeGated").orElse("false"),
            Parameter.flag("DirectLending").orElse("false"),
            Parameter.url("PrivacyPolicyUrl"),
            Parameter.url("TermsAndConditionsUrl"));
    private static final Form<Campaign> UPDATE = new Form<>(
            Campaign.class,
            Parameter.text("Description"),
            Parameter.text("MessageFlow"),
            Parameter.texts("MessageSamples"),
            Parameter.flag("HasEmbeddedLinks"),
            Parameter.flag("HasEmbeddedPhone"),
            Parameter.flag("AgeGated"),
            Parameter.flag("DirectLending"),
            Parameter.url("PrivacyPolicyUrl"),
            Parameter.url("TermsAndConditionsUrl"));

    private final TwilioState state;
    private final ResourceTable<MessagingService> services;
    private final ResourceTable<BrandRegistration> brands;
    private final ResourceTable<Campaign> campaigns;
    private final Campaigns serviceCampaigns;
    private final Charges charges;
    private final ReviewQueue reviews;
    private final CrudResource<Campaign> crud;

    CampaignsResource(
            TwilioState state,
            ResourceTable<MessagingService> services,
            ResourceTable<BrandRegistration> brands,
            ResourceTable<Campaign> campaigns,
            Campaigns serviceCampaigns,
            Charges charges,
            ReviewQueue reviews) {
        this.state = state;
        this.services = services;
        this.brands = brands;
        this.campaigns = campaigns;
        this.serviceCampaigns = serviceCampaigns;
        this.charges = charges;
        this.reviews = reviews;
        this.crud = new CrudResource<>(state, campaigns, ApiStyle.V1, "QE", "compliance", CREATION)
                .within("MessagingServiceSid", services)
                .shownAs(CampaignsResource::show);
    }

    void addTo(Routes.Host messaging) {
        var one = LIST + "/{Sid}";
        messaging
                .get(LIST + "/Usecases", this::useCases)
                .post(LIST, Operation.CREATE, this::create)
                .get(LIST, crud::list)
                .get(one, crud::fetch)
                .post(one, Operation.UPDATE, this::update)
                .delete(one, this::delete);
    }

    private Answer create(Call call) {
        var service = service(call);
        check(call.form(), REQUIRED);
        var useCase = CampaignUseCase.of(call.form().get("UsAppToPersonUsecase").orElseThrow())
                .orElseThrow(() -> new TwilioException(ErrorCode.USE_CASE_INVALID, "A2P use case is invalid"));
        if (!useCase.suits(service.usecase())) {
            throw new TwilioException(
                    ErrorCode.USE_CASE_INCOMPATIBLE,
                    "The use case " + service.usecase() + " of the messaging service does not go with this one");
        }
        var brand = brand(call, useCase);
        if (!serviceCampaigns.of(service).isEmpty()) {
            throw new TwilioException(ErrorCode.CONFLICT, "The messaging service has a campaign already");
        }
        // A campaign of a mock brand is a mock one, too (Twilio's OpenAPI document, UsAppToPerson resource).
        var campaign = campaigns.save(
                crud.make(call, Map.of("event_sid", state.sids().next("CM"), "mock", Boolean.toString(brand.mock()))));
        if (!brand.mock()) {
            charges.add(campaign, "campaign-vetting", VETTING_FEE);
        }
        submit(campaign);
        return Answer.created(crud.represent(campaign));
    }

    private BrandRegistration brand(Call call, CampaignUseCase useCase) {
        return brands.find(
                        call.accountSid(),
                        call.form().get("BrandRegistrationSid").orElseThrow())
                .filter(found -> found.status() == BrandStatus.APPROVED)
                .filter(found ->
                        found.brandType().equals("SOLE_PROPRIETOR") == (useCase == CampaignUseCase.SOLE_PROPRIETOR))
                .orElseThrow(() -> new TwilioException(
                        ErrorCode.BRAND_NOT_APPROVED, "The brand is not registered, or not valid for this use case"));
    }

    private Answer update(Call call) {
        var campaign = crud.find(call);
        check(call.form(), REQUIRED_OF_UPDATE);
        if (campaign.campaignStatus() == CampaignStatus.SUSPENDED) {
            throw new TwilioException(ErrorCode.CAMPAIGN_SUSPENDED, "The campaign is suspended");
        }
        if (campaign.campaignStatus() != CampaignStatus.FAILED) {
            throw Parameter.invalid("Sid", "is not that of a campaign that has failed");
        }
        var changed = UPDATE.change(call.form(), state.now())
                .apply(campaign)
                .with(CampaignStatus.PENDING, campaign.campaignId(), List.of(), state.now());
        submit(campaigns.save(changed));
        return Answer.ok(crud.represent(changed));
    }

    private void submit(Campaign campaign) {
        var texts = List.of(campaign.description(), campaign.messageFlow(), campaign.messageSamples());
        var submission = Submission.of(ReviewKind.CAMPAIGN, campaign, texts);
        reviews.submit(
                state.settings().reviewsByRequirements()
                        ? submission.rejectedFor(CampaignRequirements.unmet(campaign.texts()))
                        : submission);
        serviceCampaigns.publish("campaign-submitted", campaign, "pending");
    }

    private Answer delete(Call call) {
        serviceCampaigns.delete(crud.find(call));
        return Answer.noContent();
    }

    private Answer useCases(Call call) {
        var service = service(call);
        boolean soleProprietor = call.query()
                .get("BrandRegistrationSid")
                .flatMap(sid -> brands.find(call.accountSid(), sid))
                .filter(brand -> brand.brandType().equals("SOLE_PROPRIETOR"))
                .isPresent();
        var body = Json.V1.object();
        var list = body.putArray("us_app_to_person_usecases");
        CampaignUseCase.of(service.usecase(), soleProprietor).forEach(useCase -> list.addObject()
                .put("code", useCase.code())
                .put("name", useCase.title())
                .put("description", useCase.title())
                .put("post_approval_required", useCase.isPostApprovalRequired()));
        return Answer.ok(body);
    }

    private MessagingService service(Call call) {
        return services.find(call.accountSid(), call.variable("MessagingServiceSid"))
                .orElseThrow(call::notFound);
    }

    private static void check(Params form, List<String> required) {
        required.stream().filter(name -> form.get(name).isEmpty()).findFirst().ifPresent(name -> {
            throw new TwilioException(
                    ErrorCode.CAMPAIGN_PARAMETER_MISSING, "Missing required parameter " + name + " in the post body");
        });
        checkLength("Description", form.all("Description"), 40, 4096);
        checkLength("MessageFlow", form.all("MessageFlow"), 40, 2048);
        checkLength("MessageSamples", form.all("MessageSamples"), 20, 1024);
        int samples = form.all("MessageSamples").size();
        if (samples < 2 || samples > 5) {
            throw new TwilioException(
                    ErrorCode.CAMPAIGN_LENGTH, "MessageSamples has " + samples + " items, not 2 to 5");
        }
    }

    private static void checkLength(String name, List<String> texts, int min, int max) {
        if (texts.stream().anyMatch(text -> text.length() < min || text.length() > max)) {
            throw new TwilioException(
                    ErrorCode.CAMPAIGN_LENGTH, "%s has not %d to %d characters".formatted(name, min, max));
        }
    }

    /** As Twilio shows it to a request without the header X-Twilio-Api-Version: without the URLs of the policies. */
    private static ObjectNode show(Campaign campaign, ObjectNode node) {
        ObjectNode shown = node.without(List.of("event_sid", "privacy_policy_url", "terms_and_conditions_url"));
        shown.put(
                "url",
                "https://messaging.twilio.com/v1/Services/%s/Compliance/Usa2p/%s"
                        .formatted(campaign.messagingServiceSid(), campaign.sid()));
        var limits = shown.putObject("rate_limits");
        if (campaign.campaignStatus() == CampaignStatus.VERIFIED) {
            limits.putObject("att").put("mps", 75).put("msg_class", "T");
            limits.putObject("tmobile").put("brand_tier", "LOW");
        }
        return shown;
    }
}
