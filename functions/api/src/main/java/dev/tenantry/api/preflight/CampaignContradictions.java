package dev.tenantry.api.preflight;

import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessProfile;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Contradictions within a campaign, or between it and its business, for which reviewers reject it: after the fee, and
 * after days. Only what cannot be right is refused.
 *
 * @param names the names under which recipients know the business, as far as the plan gives them
 */
record CampaignContradictions(A2p.Campaign campaign, Optional<BusinessProfile> business, BrandNames names) {
    private static final Pattern LINK = Pattern.compile("https?://|\\bwww\\.", Pattern.CASE_INSENSITIVE);
    private static final Pattern PHONE_NUMBER =
            Pattern.compile("\\+\\d[\\d .()-]{6,}\\d|\\(?\\d{3}\\)?[ .-]{1,2}\\d{3}[ .-]\\d{4}(?!\\d)");
    /** A possible phone number in a sample: one without punctuation, or a placeholder for one. */
    private static final Pattern PERHAPS_A_PHONE_NUMBER = Pattern.compile(
            "\\d{3}[ .-]?\\d{4}|[\\[{<(][^\\[\\]{}<>()]{0,40}(?:phone|number|tel)", Pattern.CASE_INSENSITIVE);

    private static final Pattern OPT_OUT =
            Pattern.compile("\\b(?:stop|stopall|unsubscribe|opt[ -]?out)\\b", Pattern.CASE_INSENSITIVE);

    private static final String NON_PROFIT = "Non-profit Corporation";

    private static final String AT = "/a2p/campaign";

    void addTo(Findings findings) {
        findings.reject(
                campaign.hasEmbeddedPhone() && noSample(PERHAPS_A_PHONE_NUMBER),
                AT + "/hasEmbeddedPhone",
                30889,
                "This says that messages have phone numbers, and no sample has one. Reviewers reject that.");
        findings.reject(
                !campaign.hasEmbeddedPhone() && !noSample(PHONE_NUMBER),
                AT + "/hasEmbeddedPhone",
                30889,
                "A sample has a phone number, and this says that messages have none. Reviewers reject that.");
        findings.reject(
                !campaign.hasEmbeddedLinks() && !noSample(LINK),
                AT + "/hasEmbeddedLinks",
                30893,
                "A sample has a link, and this says that messages have none. Reviewers reject that.");
        findings.reject(
                !names.isUnknown() && campaign.samples().stream().noneMatch(this::isRecognisable),
                AT + "/samples",
                30893,
                "No sample names the business or says how to stop the messages. Reviewers want to see both.");
        findings.reject(
                campaign.useCase().equals("CHARITY") && isKnownToProfit(),
                AT + "/useCase",
                30900,
                "CHARITY is for non-profit organisations, and the business is none.");
        findings.reject(
                campaign.useCase().equals("POLITICAL") && isKnownToProfit(),
                AT + "/useCase",
                30900,
                "POLITICAL needs a Campaign Verify token, which a plan cannot carry yet, unless the business is a"
                        + " non-profit organisation.");
    }

    private boolean noSample(Pattern pattern) {
        return campaign.samples().stream()
                .noneMatch(sample -> pattern.matcher(sample).find());
    }

    private boolean isRecognisable(String sample) {
        return names.isIn(sample) || OPT_OUT.matcher(sample).find() || Words.has(Words.PLACEHOLDER, sample);
    }

    /** Data that were given before are not known here. */
    private boolean isKnownToProfit() {
        return business.filter(known -> !known.type().equals(NON_PROFIT)
                        && !known.company().type().equals("non-profit"))
                .isPresent();
    }
}
