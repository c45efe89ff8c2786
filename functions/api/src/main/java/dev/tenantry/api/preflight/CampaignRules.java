package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.A2p;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules about a campaign: its description, samples, links and use case.
 *
 * @param campaign the campaign
 * @param names the names under which recipients know the business; empty when they are not known here
 */
record CampaignRules(A2p.Campaign campaign, BrandNames names) {
    static final String AT = "/a2p/campaign";

    private static final int FEWEST_WORDS = 10;
    private static final Pattern ENGLISH =
            words("\\b(?:the|and|to|of|your|you|our|for|we|by|with|their|they|that|have|when|who|from|this|is|are|at|"
                    + "about|after|or|it|its|not|all|will|has|text|texts|messages?|reply)\\b");
    /** Small words of Spanish, Portuguese, French, Italian and German that are none of English. */
    private static final Pattern FOREIGN = words(
            "\\b(?:el|los|las|que|una|por|para|con|sus|del|de|la|y|em|um|uma|os|dos|das|não|le|les|des|et|est|une|"
                    + "pour|avec|sur|dans|il|di|che|gli|della|und|der|das|ist|nicht|mit|wir|sie|ein|eine|für|von|zu)\\b");

    private static final Pattern OTHER_SCRIPT = Pattern.compile("[\\p{L}&&\\P{IsLatin}]");
    private static final Pattern VAGUE = words(
            "\\b(?:various|different|several) (?:purposes|reasons|things|messages)\\b|\\band other (?:purposes|reasons|things)\\b|"
                    + "\\bbusiness communications?\\b|\\bcommunicat\\w+ (?:needs|purposes)\\b|\\bgeneral (?:purposes?|communications?|messaging|business)\\b|\\bbusiness purposes\\b|\\ball kinds of\\b|"
                    + "\\bcommunicat\\w+ with (?:our )?(?:customers|clients|users|contacts)\\.?$");
    /** Things that messages are about; a description without any says only that there are messages. */
    private static final Pattern SUBJECT = words(
            "appoint|order|deliver|ship|remind|code|verif|passw|log ?in|offer|promo|alert|warn|"
                    + "confirm|updat|bill|pay|invoic|receipt|account|survey|feedback|poll|vot|support|question|answer|schedul|shift|"
                    + "event|reserv|booking|ticket|donat|class|course|student|news|sale|discount|emergenc|outage|reward|point|refill|"
                    + "prescri|status|welcom|result|claim|quote|estimat|visit|table|ready|pick ?up|arriv|repair|maintenan|due|renew|"
                    + "expir|balance|transact|fraud|suspicio|secur|weather|clos|deadline|exam|lesson|menu|coupon|deal|launch|product|"
                    + "member|subscri|follow-?up|instruct|advice|tip|job|interview|applicat|document|sign(?:ed|ature)|check-?in|loan|"
                    + "lead|debt|bet|wine|beer|gun|vap|cbd|credit|crypto|match|prize|travel|flight|room|rent|lease|service (?:call|request)|session|meeting|\\btours?\\b|\\brides?\\b|practice|game|\\btrips?\\b|absen|\\bbus|concert|insur|\\btax|volunteer|train|workshop|inspect|\\broads?\\b|\\bwater\\b|power|trash|estate|showing|treatment|prayer|enrol");

    private static final Set<String> WITHOUT_PROMOTIONS = Set.of(
            "2FA",
            "ACCOUNT_NOTIFICATION",
            "CUSTOMER_CARE",
            "DELIVERY_NOTIFICATION",
            "FRAUD_ALERT",
            "SECURITY_ALERT",
            "HIGHER_EDUCATION",
            "K12_EDUCATION",
            "POLLING_VOTING",
            "PUBLIC_SERVICE_ANNOUNCEMENT",
            "EMERGENCY");
    /** Use cases that codes are not sent for. */
    private static final Set<String> WITHOUT_CODES = Set.of(
            "MARKETING",
            "CHARITY",
            "DELIVERY_NOTIFICATION",
            "HIGHER_EDUCATION",
            "K12_EDUCATION",
            "POLLING_VOTING",
            "PUBLIC_SERVICE_ANNOUNCEMENT",
            "EMERGENCY");
    /** Use cases that Twilio gives after a look at the business only. */
    private static final Set<String> SPECIAL =
            Set.of("AGENTS_FRANCHISES", "CARRIER_EXEMPT", "PROXY", "SOCIAL", "EMERGENCY", "UCAAS_HIGH", "UCAAS_LOW");
    /** What somewhere in the texts of a use case has to be said. */
    private static final Map<String, Pattern> SUBJECTS = Map.ofEntries(
            Map.entry("2FA", words("code|verif|pass|OTP|one[- ]time|authenticat|log ?in|2FA|sign[- ]?in")),
            Map.entry(
                    "DELIVERY_NOTIFICATION",
                    words("deliver|ship|order|packag|parcel|courier|pick ?up|driver|dispatch|arriv")),
            Map.entry(
                    "MARKETING",
                    words(
                            "offer|promo|market|sale|discount|\\bnew\\b|deal|news|event|product|coupon|special|launch|member|"
                                    + "invit|announc|off\\b|reward")),
            Map.entry("FRAUD_ALERT", words("fraud|suspicio|unauthori|unusual|transaction")),
            Map.entry("SECURITY_ALERT", words("secur|password|logg|log ?in|device|breach|alert|access|unusual")),
            Map.entry("POLLING_VOTING", words("poll|vot|survey|feedback|\\brate\\b|opinion")),
            Map.entry(
                    "HIGHER_EDUCATION",
                    words("student|school|college|universit|class|campus|enrol|course|alumni|facult")),
            Map.entry("K12_EDUCATION", words("student|school|parent|class|teacher|pupil|district")),
            Map.entry("CHARITY", words("donat|non-?profit|charit|volunteer|fundrais|cause|help|support")),
            Map.entry(
                    "ACCOUNT_NOTIFICATION",
                    words("account|notif|alert|remind|status|bill|payment|balance|appointment|subscri|order|"
                            + "ready|\\bdue\\b|updat|confirm|schedul|reservation|invoice|statement|renew")));

    private static final Pattern A_CODE = Pattern.compile("\\b\\d{4,8}\\b|[\\[{<][^\\]}>]+[\\]}>]");

    void addTo(Findings findings) {
        addAboutDescription(findings);
        addAboutSamples(findings);
        addAboutCodes(findings);
        addAboutLinks(findings);
        addAboutUseCase(findings);
        addAboutAge(findings);
    }

    private void addAboutDescription(Findings findings) {
        var description = campaign.description();
        findings.reject(
                Words.count(description) < FEWEST_WORDS
                        || has(VAGUE, description)
                        || !has(SUBJECT, description)
                        || description
                                .strip()
                                .equalsIgnoreCase(campaign.messageFlow().strip()),
                AT + "/description",
                30886,
                "The description does not say enough. Say who sends which messages to whom, and why.");
        findings.reject(
                has(Words.MADE_UP, description)
                        || campaign.samples().stream().anyMatch(sample -> has(Words.MADE_UP, sample)),
                AT + "/description",
                30534,
                "It looks like a test. Give the texts of the real campaign.");
        findings.reject(
                has(Words.UNFILLED, description) || has(Words.UNFILLED, campaign.messageFlow()),
                AT + "/description",
                30886,
                "The texts have a gap that nobody filled in. Write what belongs there.");
        findings.reject(
                has(Words.PERSONAL, description),
                AT + "/description",
                30532,
                "It looks like messages to oneself, family or friends, which are not registered as a campaign.");
        findings.reject(
                isForeign(description) || isForeign(campaign.messageFlow()),
                AT + "/description",
                30910,
                "The texts are not in English. Write them in English, or add a translation.");
    }

    private static boolean isForeign(String text) {
        return Words.count(text) >= FEWEST_WORDS
                && (FOREIGN.matcher(text).results().count()
                                > ENGLISH.matcher(text).results().count()
                        || OTHER_SCRIPT.matcher(text).results().count() > text.length() / 4);
    }

    private void addAboutSamples(Findings findings) {
        var samples = campaign.samples();
        findings.reject(
                !names.isUnknown() && samples.stream().noneMatch(this::isNamed),
                AT + "/samples",
                30893,
                "No sample names the business. Begin one with its name, as the real messages do.");
        findings.reject(
                !campaign.useCase().equals("2FA") && samples.stream().noneMatch(sample -> has(Words.OPT_OUT, sample)),
                AT + "/samples",
                30893,
                "No sample says how to stop the messages. End one with \"Reply STOP to opt out\".");
        findings.reject(
                samples.stream().anyMatch(sample -> has(Words.INSERT, sample)),
                AT + "/samples",
                30893,
                "A sample has a gap that nobody filled in. Write what belongs there.");
        var distinct = new HashSet<String>();
        samples.forEach(sample -> distinct.add(sample.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Punct}]+", " ")));
        findings.reject(
                distinct.size() < samples.size(),
                AT + "/samples",
                30893,
                "Two samples are the same. Give samples of different messages.");
        findings.reject(
                WITHOUT_PROMOTIONS.contains(campaign.useCase())
                        && samples.stream().anyMatch(sample -> has(Words.PROMOTION, sample)),
                AT + "/samples",
                30893,
                "A sample advertises something, which the use case " + campaign.useCase()
                        + " does not cover. Choose MARKETING" + " or MIXED, or leave it out.");
    }

    private void addAboutCodes(Findings findings) {
        var samples = campaign.samples();
        findings.reject(
                WITHOUT_CODES.contains(campaign.useCase())
                        && samples.stream().allMatch(sample -> has(Words.SECRET_CODE, sample)),
                AT + "/samples",
                30893,
                "All samples are codes, which the use case " + campaign.useCase() + " does not cover. Choose 2FA.");
        findings.reject(
                campaign.useCase().equals("2FA")
                        && samples.stream()
                                .noneMatch(sample -> has(SUBJECTS.get("2FA"), sample) || has(A_CODE, sample)),
                AT + "/samples",
                30893,
                "No sample has a code, as the use case 2FA means it. Give samples with codes, or choose another one.");
    }

    private boolean isNamed(String sample) {
        return has(Words.PLACEHOLDER, sample) || names.isIn(sample);
    }

    private void addAboutLinks(Findings findings) {
        findings.reject(
                Words.hasShortLink(campaign.samples()),
                AT + "/samples",
                30892,
                "A sample has a link of a shortener that everybody uses. Use a link of the business's own domain.");
        findings.reject(
                Words.hasPlainLink(campaign.samples()),
                AT + "/samples",
                30892,
                "A sample has a link that is not encrypted. Write https.");
        findings.reject(
                Words.hasShortLink(List.of(campaign.messageFlow(), campaign.description())),
                AT + "/messageFlow",
                30963,
                "A text has a link of a shortener that everybody uses. Use a link of the business's own domain.");
        findings.reject(
                Words.hasPlainLink(List.of(campaign.messageFlow(), campaign.description())),
                AT + "/messageFlow",
                30964,
                "A text has a link that is not encrypted. Write https.");
        addAboutPage(findings, "privacyPolicyUrl", campaign.privacyPolicyUrl());
        addAboutPage(findings, "termsUrl", campaign.termsUrl());
        findings.warn(
                campaign.privacyPolicyUrl().equals(campaign.termsUrl()),
                AT + "/termsUrl",
                30908,
                "Privacy policy and terms are one page. Reviewers look for what each has to say.");
    }

    private static void addAboutPage(Findings findings, String name, URI url) {
        findings.reject(
                url.getScheme().equalsIgnoreCase("http"),
                AT + "/" + name,
                30964,
                "The address is not encrypted. Write https.");
        findings.reject(
                url.getPath() == null || url.getPath().length() <= 1,
                AT + "/" + name,
                30908,
                "The address is that of a whole website. Name the very page.");
    }

    private void addAboutUseCase(Findings findings) {
        var texts = campaign.description() + " " + String.join(" ", campaign.samples());
        var subject = SUBJECTS.get(campaign.useCase());
        findings.reject(
                subject != null && !has(subject, texts),
                AT + "/description",
                30886,
                "Neither description nor samples are about the use case " + campaign.useCase() + ".");
        findings.warn(
                SPECIAL.contains(campaign.useCase()),
                AT + "/useCase",
                30900,
                "Twilio gives the use case " + campaign.useCase() + " to some businesses only, after a look at them.");
    }

    private void addAboutAge(Findings findings) {
        var texts = Words.joined(Stream.concat(
                names.names().stream(), Stream.concat(Stream.of(campaign.description()), campaign.samples().stream())));
        var isChecked = has(Words.AGE_CHECK, campaign.messageFlow());
        findings.reject(
                ForbiddenCategories.speaksOfAlcohol(texts) && !(campaign.isAgeGated() && isChecked),
                AT + "/isAgeGated",
                30956,
                "The texts speak of alcohol, and nothing makes sure that people are 21 or older. Set isAgeGated, and"
                        + " describe in the message flow how the date of birth is asked for.");
        findings.reject(
                campaign.isAgeGated() && !isChecked,
                AT + "/messageFlow",
                30888,
                "The campaign is for adults, and the message flow does not say how their age is checked.");
    }
}
