package dev.tenantry.api.preflight;

import dev.tenantry.core.plan.A2p;
import java.util.regex.Pattern;

/**
 * Rule that a lender of money says so; who lends books or tools is none.
 *
 * @param campaign the campaign
 * @param texts its texts and the names of the business
 */
record LendingRule(A2p.Campaign campaign, String texts) {
    private static final String OF_MONEY =
            "(?:mortgage|home|house|auto|car|vehicle|personal|student|business|payday|bridge|installment|"
                    + "construction|equity|title|cash|consumer|refinance)";
    private static final Pattern LENDING = Words.words(
            "\\b" + OF_MONEY + " loans?\\b|\\bloan (?:applications?|applicants?|"
                    + "offers?|officers?|payments?|balances?|status|approvals?|amounts?|rates?|servic\\w+|accounts?|products?|documents?)\\b|"
                    + "\\b(?:direct|private|hard money|mortgage|payday|licensed) lend(?:ers?|ing)\\b|\\blend(?:s|ing)? (?:you )?(?:money|up to|\\$)|"
                    + "\\bborrowers?\\b|\\bmortgage (?:applications?|payments?|refinanc\\w+|company|bank)|"
                    + "\\b(?:mortgages?|lending|loans?|lenders?) (?:LLC|Inc|Corp|Corporation|Co|Company|Group)\\b|"
                    + "\\b(?:your|a|the|apply for a) loan (?:is|was|of \\$|has been|payment|closing)|\\bloans? (?:up to|of|from) \\$");
    private static final Pattern OF_THINGS = Words.words(
            "\\blibrar(?:y|ies)\\b|\\bmuseums?\\b|\\bbooks?\\b|\\bloaners?\\b|\\btool lending\\b|\\b(?:toy|seed) lending\\b");

    void addTo(Findings findings) {
        findings.reject(
                !campaign.isDirectLending() && Words.has(LENDING, texts) && !Words.has(OF_THINGS, texts),
                CampaignRules.AT + "/isDirectLending",
                30895,
                "The texts speak of loans, and the campaign does not say that the business lends. Set isDirectLending, and"
                        + " name it in the description.");
    }
}
