package dev.tenantry.api.preflight;

import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The pre-flight of a plan. */
public final class Preflight {
    /** So many numbers of a campaign T-Mobile takes without asking. */
    private static final int MOST_NUMBERS = 49;

    private Preflight() {}

    /**
     * The findings about a plan: what contradicts itself first, then by campaign, toll-free verification and business.
     *
     * @param business the data of the business, where the plan gives them and not their id
     */
    public static List<Finding> of(Plan plan, Optional<BusinessProfile> business) {
        var findings = new Findings();
        var names = names(plan, business);
        plan.a2p().ifPresent(a2p -> {
            var campaign = a2p.campaign();
            new CampaignContradictions(campaign, business, brandNames(plan, business)).addTo(findings);
            var brand = brandNames(plan, business);
            new OptInRules(campaign.messageFlow()).addTo(findings);
            new OptInMethods(campaign.messageFlow(), campaign.useCase()).addTo(findings);
            new ConsentWording(campaign.messageFlow(), brand).addTo(findings);
            new OptOutRules(campaign.messageFlow()).addTo(findings);
            new CampaignRules(campaign, brand).addTo(findings);
            new SampleRules(campaign, brand).addTo(findings);
            new UseCaseRules(campaign).addTo(findings, business);
            new PageRules(business, brand)
                    .addOfCampaign(findings, campaign.privacyPolicyUrl(), campaign.termsUrl(), campaign.messageFlow());
            var about = campaign.description() + " " + campaign.messageFlow();
            new SenderRules(about).addOfCampaign(findings, campaign.useCase());
            new ReferralRule(about).addTo(findings, CampaignRules.AT + "/description");
            var texts = Words.joined(Stream.concat(
                    Stream.concat(names.stream(), Stream.of(campaign.description())), campaign.samples().stream()));
            ForbiddenCategories.addOfCampaign(findings, texts, CampaignRules.AT);
            new LendingRule(campaign, texts).addTo(findings);
            findings.warn(
                    count(plan, NumberGroup::sendsByCampaign) > MOST_NUMBERS,
                    "/numbers",
                    "A campaign with more than 49 numbers needs T-Mobile's consent to a pool of numbers.");
        });
        plan.tollFreeVerification().ifPresent(verification -> new TollFreeRules(
                        verification, business, names, count(plan, group -> group.type() == NumberType.TOLL_FREE))
                .addTo(findings));
        plan.tollFreeVerification().ifPresent(verification -> new PageRules(business, brandNames(plan, business))
                .addOfTollFree(findings, verification.privacyPolicyUrl(), verification.termsUrl()));
        business.ifPresent(known -> {
            new BusinessRules(known, plan.a2p().isPresent()).addTo(findings);
            new RepresentativeRules(known.representative(), plan.a2p().isPresent()).addTo(findings);
        });
        return findings.all();
    }

    /** The contradictions in a plan, which cannot be right; without the rest of the findings. */
    public static List<Finding> contradictions(Plan plan, Optional<BusinessProfile> business) {
        var findings = new Findings();
        plan.a2p().ifPresent(a2p -> new CampaignContradictions(a2p.campaign(), business, brandNames(plan, business))
                .addTo(findings));
        return findings.all();
    }

    private static List<String> names(Plan plan, Optional<BusinessProfile> business) {
        return business.map(data -> Stream.concat(Stream.of(data.name()), plan.displayName().stream())
                        .toList())
                .orElse(List.of());
    }

    private static BrandNames brandNames(Plan plan, Optional<BusinessProfile> business) {
        return new BrandNames(
                names(plan, business),
                business.map(known -> Words.domain(known.website().toString())));
    }

    private static int count(Plan plan, Predicate<NumberGroup> which) {
        return plan.numbers().stream()
                .filter(which)
                .mapToInt(NumberGroup::count)
                .sum();
    }
}
