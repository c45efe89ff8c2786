package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Rules about the words to which people agree, as far as the message flow quotes them: what the messages are for, whose
 * they are, and that advertising and terms are not agreed to in the same breath.
 *
 * @param flow the campaign's message flow
 * @param names the names under which recipients know the business; empty when they are not known here
 */
record ConsentWording(String flow, BrandNames names) {
    private static final String AT = "/a2p/campaign/messageFlow";

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]{15,})\"|“([^”]{15,})”|‘([^’]{15,})’");
    private static final Pattern AGREES = words(
            "\\b(?:agree|consent|opt(?:ing)?[ -]in|authori[sz]e|permission|sign(?:ing)? (?:me )?up|subscribe|yes|want|like to|join|text me|send me|get)\\b");
    private static final Pattern TEXTS = words("\\btext(?:s|ed|ing)?\\b|\\bSMS\\b|\\bMMS\\b|\\bmessages?\\b");
    /** The parts that every such text has, and that do not say what messages are for. */
    private static final Pattern DISCLOSURE =
            words("\\b(?:frequen\\w+|var(?:y|ies)|rates?|HELP|STOP|terms|privacy|condition of|required to|not required|"
                    + "(?:msgs?|messages?|texts?) ?(?:/|per|a) ?(?:mo\\w*|week|month|day)|unsubscribe|cancel)\\b");

    private static final Pattern PURPOSE = words(
            "\\b(?:about|regarding|concerning|related to|relating to|when|whenever|if|such as|including|with (?:my|the|your|our|news|tips)|for (?:my|your|the|our|\\w+ing))\\b|"
                    + "\\b(?:remind|alert|offer|promo|market|updat|notif|code|passcode|news|deal|special|confirm|order|appoint|deliver|ship|account|"
                    + "bill|invoice|receipt|schedul|event|survey|class|secur|verif|discount|sale|coupon|reward|status|visit|pick ?up|notice|"
                    + "announce|emergenc|closing|closure|booking|reserv|payment|donat|volunteer|launch|arriv|answer|follow-?up|care\\b|service|support|"
                    + "shift|job|game|practice|bus(?:es)?\\b|weather|outage|prescription|refill|loan|claim|property|listing|showing|transact|fraud|"
                    + "login|log-in|sign-in|newsletter|tips|advice|lesson|menu|restock|product|cart|ticket|trip|ride|tour|wait|table|result)");
    /** A word that says which texts, other than those that say that they are texts. */
    private static final Pattern KIND = words(
            "\\b(?!(?:receive|receiving|get|the|an?|any|some|to|by|via|recurring|automated|automatic|auto|periodic|regular|occasional|future|these|such|our|your|my|"
                    + "more|agree|consent|of|sms|mms|mobile|text|and|or|from|want|me|send|sent|sending|with|in|for|us|you|daily|weekly|monthly|further|all|more|\\d+)\\b)[\\p{L}-]{3,} (?:text messages?|texts|SMS|messages)\\b");

    private static final Pattern NAMES_TEXTS = words("\\btext|\\bSMS\\b|\\bMMS\\b");
    private static final Pattern STATES_CONSENT = words("\\b(?:agree|consent)\\b");
    private static final Pattern OWN = words("\\b(?:we|us|our)\\b");
    private static final Pattern MARKETING =
            words("\\b(?:marketing|promotion\\w*|promotional|offers?|advertis\\w+|deals|discounts?|sales)\\b");
    private static final Pattern INFORMATION = words(
            "\\b(?:appointments?|reminders?|orders?|deliver(?:y|ies)|shipping|account|transactional|informational|"
                    + "service|support|confirmations?|receipts?|security|alerts|notifications?|updates)\\b");
    private static final Pattern TOGETHER = words(
            "\\b(?:single|one|same|a combined|the only) (?:\\w+ )?(?:check ?-?box|box|consent|opt-?in|tick|form|agreement|signature|question)\\b|"
                    + "\\balso (?:\\w+ ){0,3}(?:agree\\w*|consent\\w*|receive|get|opt\\w*|covers?|includes?|enrol\\w*|subscrib\\w*|sends?|sent|added|start)\\b|\\b(?:covers?|for) both\\b|\\bboth (?:\\w+ ){0,3}and\\b|"
                    + "\\bas well as (?:\\w+ )?(?:marketing|promotion)");
    private static final Pattern COVERS_ALL = words(
            "\\b(?:one|single|same) (?:\\w+ )?(?:check ?-?box|box|consent|opt-?in|tick|form|agreement)\\b (?:\\w+ ){0,2}(?:covers?|is for|serves|for|applies to) (?:both|all|everything)\\b");
    private static final Pattern APART = words(
            "\\bseparate|\\bown (?:check ?)?box|\\bsecond (?:\\w+ )?(?:check ?)?box|\\bboxes\\b|\\bcheckboxes\\b");
    private static final Pattern WITH_TERMS = words(
            "\\b(?:agree|accept|consent)\\w* (?:to )?(?:the |our |all |these )?(?:(?!receiv|get)\\w+ ){0,2}(?:terms|conditions|privacy policy)\\b[^.]{0,90}"
                    + "\\b(?:and|, including|which include|&)\\b (?:\\w+ ){0,6}(?:text\\w*|SMS|messages)\\b|"
                    + "\\b(?:terms (?:of service|of use|and conditions)|contract|lease|fine print|enrol?lment agreement)\\b[^.]{0,40}\\b(?:includes?|contains?|states?|says?|covers?|provides?|has)\\b"
                    + "[^.]{0,60}\\b(?:consent|agree|permission|authori[sz])\\w* (?:to|for|of) [^.]{0,40}\\b(?:text|SMS|messag)|"
                    + "\\b(?:consent|opt-?in|permission|agreement)\\b[^.]{0,50}\\b(?:is|are) (?:\\w+ )?(?:part of|included in|contained in|covered by|given in|bundled with|buried in) (?:the |our |their )?"
                    + "(?:\\w+ ){0,3}(?:terms|contract|lease|agreement|policy|conditions)\\b");

    /** A sentence that says at once what people agree to and how they stop it. */
    private static final Pattern PURPOSE_BEFORE =
            words("\\b(?:agree|consent|receive|get|send(?:ing)? (?:you|me)|text (?:you|me)|want|join)\\b");

    void addTo(Findings findings) {
        var quotes = QUOTED.matcher(flow)
                .results()
                .map(ConsentWording::content)
                .filter(quote -> has(AGREES, quote) && has(TEXTS, quote))
                .collect(Collectors.joining(" \n "));
        var consents = QUOTED.matcher(flow)
                .results()
                .map(ConsentWording::content)
                .filter(quote -> has(STATES_CONSENT, quote))
                .collect(Collectors.joining(" \n "));
        findings.reject(
                !consents.isEmpty() && !has(NAMES_TEXTS, consents),
                AT,
                30551,
                "The words to which people agree do not speak of texts. Say \"text messages\" or \"SMS\".");
        findings.reject(
                !quotes.isEmpty()
                        && !has(PURPOSE, withoutDisclosures(quotes))
                        && !has(KIND, withoutDisclosures(quotes)),
                AT,
                30544,
                "The words to which people agree do not say what the messages are about.");
        findings.reject(
                !quotes.isEmpty()
                        && !names.isUnknown()
                        && !names.isIn(flow.replaceAll("(?:https?://|www\\.)\\S+", " "))
                        && has(STATES_CONSENT, quotes)
                        && !has(OWN, quotes),
                AT,
                30909,
                "The words to which people agree do not say whose messages they are. Name the business there.");
        findings.reject(
                !has(APART, flow) && Words.affirms(COVERS_ALL, flow),
                AT,
                30913,
                "People agree to different kinds of messages in one. Give advertising or requests for money a box of"
                        + " their own.");
        findings.reject(
                !has(APART, flow)
                        && Words.sentences(flow).stream()
                                .anyMatch(sentence -> has(MARKETING, sentence)
                                        && has(INFORMATION, sentence)
                                        && Words.affirms(TOGETHER, sentence)),
                AT,
                30913,
                "People agree to advertising and to other messages in one. Give advertising a box of its own.");
        findings.reject(
                Words.sentences(flow).stream().anyMatch(sentence -> Words.affirms(WITH_TERMS, sentence)),
                AT,
                30923,
                "People agree to messages by agreeing to terms. Give messages a box of their own.");
    }

    private static String content(MatchResult quote) {
        return quote.group().substring(1, quote.group().length() - 1);
    }

    private static String withoutDisclosures(String text) {
        return Words.sentences(text).stream()
                .filter(sentence -> !has(DISCLOSURE, sentence) || has(PURPOSE_BEFORE, sentence))
                .collect(Collectors.joining(" "));
    }
}
