package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.regex.Pattern;

/**
 * Rule that nobody is written to whom a friend has named, unless it is once and nobody is rewarded.
 *
 * @param texts what the plan says of the messages
 */
record ReferralRule(String texts) {
    private static final Pattern REFERRED = words(
            "\\b(?:numbers?|contacts?|phones?|details) of (?:their |your |our \\w+['’]? |a )?(?:\\w+ )?(?:friends?|referrals?|acquaintances)\\b|"
                    + "\\b(?:friends?|referrals?|referred (?:person|people|friends?))['’]?s? (?:mobile |phone |cell )?(?:numbers?|contacts?)\\b|"
                    + "\\b(?:text|texts|texting|message|messages|invite|invites|invitations?|contact|SMS)(?: (?:is|are|sent|to|the|their|those|these|people|by text))* "
                    + "(?:friends|referrals|referred|people (?:whom? )?(?:our|their|other) (?:customers|members|users|friends)(?: have)? (?:refer|nam|recommend)\\w*)\\b|"
                    + "\\brefer[- ]a[- ]friend\\b|\\b(?:their|customers?['’]?s?|members?['’]?s?|users?['’]?s?) (?:\\w+ )?(?:address books?|contact lists?|phone ?books?)\\b|\\b(?:enter|give|submit|upload|provide)s? (?:\\w+ ){0,3}friends?['’]?s?\\b|"
                    + "\\breferred by (?:a |their |our |other )?(?:friends?|members?|customers?|users?)\\b|\\breferral (?:texts?|messages?|invit\\w+)\\b");
    private static final Pattern ONCE =
            words("\\b(?:one[- ]time|once|single|only one|one (?:text|message|invitation))\\b");
    private static final Pattern REWARD = words(
            "\\b(?:reward\\w*|credits?|bonus\\w*|earn\\w*|gift ?cards?|points|discounts?|free|commission)\\b|[$%]");

    void addTo(Findings findings, String pointer) {
        findings.reject(
                Words.affirms(REFERRED, texts) && (!has(ONCE, texts) || has(REWARD, texts)),
                pointer,
                30535,
                "People are written to because friends have named them. That may be done once, with their consent and"
                        + " without a reward.");
    }
}
