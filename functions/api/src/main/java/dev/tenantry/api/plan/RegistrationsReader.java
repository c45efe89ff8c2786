package dev.tenantry.api.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.api.http.ValidationErrors;
import dev.tenantry.api.http.ValueReader;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.TollFreeVerification;
import dev.tenantry.twilio.a2p.CampaignDetails;
import dev.tenantry.twilio.tollfree.TollfreeDetails;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the registrations of a plan: what carriers and Twilio review, by the rules that those have for it. */
public final class RegistrationsReader {
    /** The lengths of a campaign's texts ("UsAppToPerson resource"). */
    private static final int SHORTEST_DESCRIPTION = 40;

    private static final int LONGEST_DESCRIPTION = 4096;
    private static final int SHORTEST_FLOW = 40;
    private static final int LONGEST_FLOW = 2048;
    private static final int FEWEST_SAMPLES = 2;
    private static final int MOST_SAMPLES = 5;
    private static final int SHORTEST_SAMPLE = 20;
    private static final int LONGEST_SAMPLE = 1024;
    /** The lengths of a verification's texts ("Tollfree Verification resource"). */
    private static final int LONGEST_SUMMARY = 500;

    private static final int LONGEST_TOLL_FREE_SAMPLE = 1000;
    /** More than any reviewer looks at. */
    private static final int MOST_IMAGES = 5;

    private static final Pattern BRAND_SID = Pattern.compile("BN[0-9a-fA-F]{32}");

    private final ValidationErrors errors;
    private final ValueReader values;

    public RegistrationsReader(ValidationErrors errors) {
        this.errors = errors;
        this.values = new ValueReader(errors);
    }

    public A2p a2p(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("brand", "campaign"));
        return new A2p(
                json.hasNonNull("brand")
                        ? brand(values.object(json.get("brand"), at + "/brand"), at + "/brand")
                        : A2p.Brand.DEFAULT,
                campaign(values.object(json.get("campaign"), at + "/campaign"), at + "/campaign"));
    }

    private A2p.Brand brand(JsonNode json, String at) {
        errors.addUnknownMembers(json, at, Set.of("lowVolume", "mock", "existing"));
        return new A2p.Brand(
                json.has("lowVolume")
                        ? values.flag(json.get("lowVolume"), at + "/lowVolume")
                        : A2p.Brand.DEFAULT.lowVolume(),
                values.flag(json.get("mock"), at + "/mock"),
                existing(json.path("existing"), at + "/existing"));
    }

    private Optional<String> existing(JsonNode json, String at) {
        if (json.isMissingNode() || json.isNull()) {
            return Optional.empty();
        }
        if (!json.isTextual()
                || !(json.textValue().equals(A2p.Brand.NONE)
                        || BRAND_SID.matcher(json.textValue()).matches())) {
            errors.add(at, "This must be the SID of a brand, BN and 32 hexadecimal digits, or none.");
        }
        return Optional.of(json.asText());
    }

    private A2p.Campaign campaign(JsonNode json, String at) {
        errors.addUnknownMembers(
                json,
                at,
                Set.of(
                        "useCase",
                        "description",
                        "messageFlow",
                        "samples",
                        "hasEmbeddedLinks",
                        "hasEmbeddedPhone",
                        "isAgeGated",
                        "isDirectLending",
                        "privacyPolicyUrl",
                        "termsUrl"));
        return new A2p.Campaign(
                values.word(json.get("useCase"), CampaignDetails.USE_CASES, at + "/useCase"),
                values.prose(json.get("description"), SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION, at + "/description"),
                values.prose(json.get("messageFlow"), SHORTEST_FLOW, LONGEST_FLOW, at + "/messageFlow"),
                values.list(
                        json.get("samples"),
                        FEWEST_SAMPLES,
                        MOST_SAMPLES,
                        at + "/samples",
                        (sample, place) -> values.prose(sample, SHORTEST_SAMPLE, LONGEST_SAMPLE, place)),
                values.flag(json.get("hasEmbeddedLinks"), at + "/hasEmbeddedLinks"),
                values.flag(json.get("hasEmbeddedPhone"), at + "/hasEmbeddedPhone"),
                values.flag(json.get("isAgeGated"), at + "/isAgeGated"),
                values.flag(json.get("isDirectLending"), at + "/isDirectLending"),
                values.webUrl(json.get("privacyPolicyUrl"), at + "/privacyPolicyUrl"),
                values.webUrl(json.get("termsUrl"), at + "/termsUrl"));
    }

    public TollFreeVerification tollFreeVerification(JsonNode json, String at) {
        errors.addUnknownMembers(
                json,
                at,
                Set.of(
                        "useCases",
                        "summary",
                        "sample",
                        "optInImages",
                        "optInType",
                        "monthlyVolume",
                        "privacyPolicyUrl",
                        "termsUrl"));
        var useCases = TollfreeDetails.Messaging.knownUseCases();
        return new TollFreeVerification(
                values.list(
                        json.get("useCases"),
                        1,
                        useCases.size(),
                        at + "/useCases",
                        (useCase, place) -> values.word(useCase, useCases, place)),
                values.prose(json.get("summary"), 1, LONGEST_SUMMARY, at + "/summary"),
                values.prose(json.get("sample"), 1, LONGEST_TOLL_FREE_SAMPLE, at + "/sample"),
                values.list(json.get("optInImages"), 1, MOST_IMAGES, at + "/optInImages", values::webUrl),
                values.word(json.get("optInType"), TollfreeDetails.Messaging.knownOptInTypes(), at + "/optInType"),
                values.word(
                        json.get("monthlyVolume"), TollfreeDetails.Messaging.MONTHLY_VOLUMES, at + "/monthlyVolume"),
                values.webUrl(json.get("privacyPolicyUrl"), at + "/privacyPolicyUrl"),
                values.webUrl(json.get("termsUrl"), at + "/termsUrl"));
    }
}
