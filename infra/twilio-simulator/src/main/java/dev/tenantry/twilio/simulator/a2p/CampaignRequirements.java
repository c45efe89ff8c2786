package dev.tenantry.twilio.simulator.a2p;

import dev.tenantry.twilio.simulator.reviews.ReviewOutcome.Reject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The published requirements of campaigns, as far as a program can hold a campaign against them (Twilio docs: "A2P
 * 10DLC campaign approval requirements", "Forbidden message categories", errors 30881 to 30970 and 30532 to 30570).
 * People decide in truth: a campaign in which this finds nothing can be rejected all the same.
 */
public final class CampaignRequirements {
    private static final String DOMAIN = "(?:com|net|org|io|co|app|shop|gov|edu|biz|info|example)";
    private static final Pattern TEXTS = words("\\b(?:text(?:s|ed|ing)?|sms|mms|messag(?:es?|ing))\\b");
    private static final Pattern FREQUENCY = words(
            "\\bfrequency\\b|\\brecurring\\b|\\bvar(?:y|ies)\\b|\\bdepend(?:s|ing)? on\\b|"
                    + "\\bonly when\\b|\\b(?:once|twice|daily|weekly|monthly)\\b|\\bup to \\w+ |"
                    + "\\b(?:\\d+|one|two|three|four|five|six|few|single) ?(?:\\w+ ){0,2}(?:texts?|messages?|msgs?|alerts?|reminders?|codes?)\\b|"
                    + "(?:\\bper|\\ban?|\\beach|\\bevery|/) ?(?:day|week|month|mo|year|order|visit|appointment|request|log-?in|sign-?in|delivery|booking|shipment|trip)\\b");
    private static final Pattern COST = words("\\brates?\\b|\\bcharges?\\b|\\bfees?\\b|\\bcarrier costs?\\b");
    private static final Pattern HELP = words("\\bhelp\\b");
    private static final Pattern STOP =
            words("\\bstop(?:all)?\\b|\\bopt[- ]?out\\b|\\bunsubscribe\\b|\\bquit\\b|\\bcancel\\b|\\bend to\\b");
    private static final Pattern ANY_LINK =
            words("https?://|[\\[{<][^\\]}>]*(?:link|url)[^\\]}>]*[\\]}>]|(?<![@\\w./-])(?:[a-z0-9-]+\\.)+" + DOMAIN
                    + "\\b(?![\\w@])");
    private static final Pattern SHORTENED = words(
            "\\b(?:bit\\.ly|tinyurl\\.com|goo\\.gl|t\\.co|ow\\.ly|is\\.gd|buff\\.ly|rebrand\\.ly|cutt\\.ly|rb\\.gy|tiny\\.cc|shorturl\\.at)\\b");
    private static final Pattern NOT_ENCRYPTED = words("\\bhttp://");
    private static final Pattern TELEPHONE =
            words("(?<![\\d-])(?:\\+?1[ .-]?)?\\(?[2-9]\\d\\d\\)?[ .-]?\\d{3}[ .-]?\\d{4}(?!\\d)");
    private static final Pattern UNFILLED =
            words("\\[(?:insert|your|enter|add)\\b[^\\]]*\\]|\\blorem ipsum\\b|<insert\\b|\\bTBD\\b|\\bTODO\\b");
    private static final Pattern TICKED = words(
            "\\b(?:already|pre-?|default(?:s)?(?: to)?|automatically) ?(?:ticked|checked|selected)\\b|\\b(?:is|comes|are) (?:ticked|checked|selected) (?:by default|in advance|for them|already)\\b|"
                    + "\\bpre-?(?:ticked|checked|selected)\\b");
    private static final Pattern NOT_TICKED = words(
            "\\b(?:not|never|isn't|un|no|without|nothing is)[- ]?(?:\\w+ ){0,2}(?:pre-?)?(?:ticked|checked|selected)");
    private static final Pattern FORCED = words(
            "\\b(?:must|required to|have to|need to) (?:agree|consent|opt in|accept)(?: \\w+){0,6} (?:texts?|text messages|sms|messages)\\b|\\bconsent is (?:required|mandatory|a condition)\\b");
    private static final Pattern BOUGHT = words(
            "\\b(?:bought|purchased|rented|third-party|acquired|scraped) (?:\\w+ ){0,2}(?:lists?|leads?|numbers?|contacts?|data)\\b|\\bpublic records\\b");
    private static final Pattern CANNABIS =
            words("\\b(?:cannabis|marijuana|dispensar(?:y|ies)|cbd|thc|kratom|edibles)\\b");
    private static final Pattern GAMBLING = words("\\b(?:casino|betting|sportsbook|poker|wagers?|slot machines?)\\b");
    private static final Pattern CREDIT_REPAIR = words("\\bcredit repair\\b|\\b(?:repair|fix) your credit\\b");
    private static final Pattern DEBT_RELIEF = words("\\bdebt (?:relief|settlement|consolidation|forgiveness)\\b");
    private static final Pattern COLLECTION = words(
            "\\bdebt collect(?:ion|or|ors)\\b|\\bcollection agency\\b|\\bcollect(?:s|ing)? (?:\\w+ ){0,2}debts? ");
    private static final Pattern LOANS = words("\\bpayday\\b|\\bshort[- ]term loans?\\b|\\bcash advances?\\b");
    private static final Pattern CRYPTOCURRENCY =
            words("\\bcrypto(?:currenc(?:y|ies))?\\b|\\bbitcoin\\b|\\btoken sale\\b");
    private static final Pattern FORBIDDEN = words(
            "\\bescorts?\\b|\\badult content\\b|\\b(?:firearms?|ammo|ammunition|rifles?)\\b|\\bgun (?:shop|store|show|sale)|"
                    + "\\b(?:vape|smoke|tobacco|cigar)s? (?:shop|store|deals?|juice|lounge)|\\be-?liquids?\\b");
    private static final Pattern ALCOHOL =
            words("\\b(?:beers?|wines?|whiske?y|vodka|liquor|spirits|cocktails?|brewery|winery|tequila|bourbon)\\b");
    private static final Pattern ENGLISH = words(
            "\\b(?:the|and|to|of|your|you|our|for|we|by|with|their|they|that|when|who|from|this|is|are|at|about|or|on|in|a|an)\\b");
    private static final int FEWEST_WORDS = 8;

    private CampaignRequirements() {}

    /**
     * What reviewers read of a campaign.
     *
     * @param useCase in Twilio's words, such as {@code MARKETING}
     */
    public record Texts(
            String useCase,
            String description,
            String messageFlow,
            List<String> samples,
            boolean hasEmbeddedLinks,
            boolean hasEmbeddedPhone,
            boolean isAgeGated,
            String privacyPolicyUrl,
            String termsUrl) {
        /** Keeps a copy; what is null is empty. */
        public Texts {
            samples = List.copyOf(samples);
            privacyPolicyUrl = privacyPolicyUrl == null ? "" : privacyPolicyUrl;
            termsUrl = termsUrl == null ? "" : termsUrl;
        }

        private String all() {
            return description + "\n" + messageFlow + "\n" + String.join("\n", samples);
        }
    }

    /** All that a campaign lacks, the gravest first; empty when it meets the requirements. */
    public static List<Reject> unmet(Texts texts) {
        var unmet = new ArrayList<Reject>();
        addForbidden(unmet, texts);
        addOfDescription(unmet, texts);
        addOfSamples(unmet, texts);
        addOfFlow(unmet, texts.messageFlow());
        return List.copyOf(unmet);
    }

    private static void addForbidden(List<Reject> unmet, Texts texts) {
        var all = texts.all();
        add(unmet, has(CANNABIS, all), 30940, "Disallowed content: cannabis.");
        add(unmet, has(GAMBLING, all), 30897, "Disallowed content: gambling.");
        add(unmet, has(CREDIT_REPAIR, all), 30950, "Disallowed content: credit repair.");
        add(unmet, has(DEBT_RELIEF, all), 30949, "Disallowed content: debt relief.");
        add(unmet, has(COLLECTION, all), 30943, "Disallowed content: third-party debt collection.");
        add(
                unmet,
                has(LOANS, all) || has(CRYPTOCURRENCY, all),
                30897,
                "The campaign was rejected due to disallowed content.");
        add(unmet, has(FORBIDDEN, all), 30883, "Disallowed content: sex, firearms, tobacco or hate.");
        add(unmet, has(ALCOHOL, all) && !texts.isAgeGated(), 30956, "Alcohol without a check of the age.");
        add(unmet, has(BOUGHT, texts.messageFlow()), 30951, "The numbers come from others.");
    }

    private static void addOfDescription(List<Reject> unmet, Texts texts) {
        var description = texts.description();
        add(
                unmet,
                description.strip().split("\\s+").length < FEWEST_WORDS || has(UNFILLED, description),
                30886,
                "The campaign's description is invalid.");
        add(unmet, !has(ENGLISH, description), 30910, "The campaign is not in English.");
        add(
                unmet,
                !texts.privacyPolicyUrl().isEmpty() && texts.privacyPolicyUrl().equals(texts.termsUrl()),
                30908,
                "The privacy policy cannot be verified.");
    }

    private static void addOfSamples(List<Reject> unmet, Texts texts) {
        var samples = String.join("\n", texts.samples());
        add(unmet, has(SHORTENED, samples), 30892, "A sample has a shortened link.");
        add(unmet, has(NOT_ENCRYPTED, samples), 30892, "A sample has a link that is not encrypted.");
        add(
                unmet,
                has(UNFILLED, samples)
                        || (!texts.useCase().equals("2FA") && !has(STOP, samples))
                        || texts.samples().stream().distinct().count()
                                < texts.samples().size()
                        || texts.hasEmbeddedLinks() != has(ANY_LINK, samples),
                30893,
                "A sample message is invalid.");
        add(
                unmet,
                !texts.hasEmbeddedPhone() && has(TELEPHONE, samples),
                30889,
                "The samples have a telephone number, and the campaign says that there is none.");
    }

    private static void addOfFlow(List<Reject> unmet, String flow) {
        add(unmet, has(TICKED, flow) && !has(NOT_TICKED, flow), 30925, "The box is ticked in advance.");
        add(unmet, has(FORCED, flow), 30923, "People have to agree in order to be served.");
        add(unmet, !has(TEXTS, flow), 30551, "The opt-in does not speak of text messages.");
        add(unmet, !has(FREQUENCY, flow), 30545, "The opt-in does not say how many messages there are.");
        add(unmet, !has(COST, flow), 30569, "The opt-in does not say what messages may cost.");
        add(unmet, !has(HELP, flow), 30570, "The opt-in does not say how to get help.");
        add(unmet, !has(STOP, flow), 30924, "The opt-in does not say how to stop.");
        add(unmet, has(SHORTENED, flow), 30963, "The opt-in has a shortened link.");
        add(unmet, has(NOT_ENCRYPTED, flow), 30964, "The opt-in has a link that is not encrypted.");
    }

    private static void add(List<Reject> unmet, boolean isUnmet, int code, String reason) {
        if (isUnmet) {
            unmet.add(new Reject(code, reason));
        }
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    private static Pattern words(String pattern) {
        return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }
}
