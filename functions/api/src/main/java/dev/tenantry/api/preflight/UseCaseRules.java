package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about a campaign's use case: whether description and samples are about it, and about nothing that it excludes.
 *
 * @param campaign the campaign
 */
record UseCaseRules(A2p.Campaign campaign) {
    private static final String AT = CampaignRules.AT;

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
    /** Use cases so narrow that some sample has to be about the very thing. */
    private static final Set<String> NARROW =
            Set.of("DELIVERY_NOTIFICATION", "FRAUD_ALERT", "SECURITY_ALERT", "POLLING_VOTING");
    /** What somewhere in the texts of a use case has to be said. */
    private static final Map<String, Pattern> SUBJECTS = Map.ofEntries(
            Map.entry("2FA", words("code|verif|pass|OTP|one[- ]time|authenticat|log ?in|2FA|sign[- ]?in")),
            Map.entry(
                    "DELIVERY_NOTIFICATION",
                    words(
                            "deliver|ship|order|packag|parcel|courier|pick ?up|driver|dispatch|arriv|\\bon (?:its|the) way|track")),
            Map.entry(
                    "MARKETING",
                    words(
                            "offer|promo|market|sale|discount|\\bnew\\b|deal|news|event|product|coupon|special|launch|member|"
                                    + "invit|announc|off\\b|reward")),
            Map.entry(
                    "FRAUD_ALERT",
                    words("fraud|suspicio|unauthori|unusual|transaction|purchase|charge|\\bcard\\b|did you|payment")),
            Map.entry(
                    "SECURITY_ALERT",
                    words("secur|password|logg|log ?in|device|breach|alert|access|unusual|sign[- ]?in|alarm|motion|"
                            + "suspicio|incident|compromis|attempt")),
            Map.entry(
                    "POLLING_VOTING",
                    words(
                            "poll|vot|survey|feedback|\\brat(?:e|ing)\\b|opinion|question|\\breply (?:\\d|yes|[A-D]\\b)|how (?:was|did|likely)")),
            Map.entry(
                    "HIGHER_EDUCATION",
                    words("student|school|college|universit|class|campus|enrol|course|alumni|facult")),
            Map.entry("K12_EDUCATION", words("student|school|parent|class|teacher|pupil|district")),
            Map.entry(
                    "EMERGENCY",
                    words(
                            "emergenc|evacuat|disaster|weather|storm|fire|flood|tornado|hurricane|earthquake|shelter|lockdown|"
                                    + "hazard|boil|outage|closing|closure|safety|missing")),
            Map.entry(
                    "PROXY",
                    words(
                            "mask|anonym|relay|between|driver|rider|prox|private|without (?:showing|revealing|sharing)|hid")),
            Map.entry(
                    "SOCIAL",
                    words(
                            "member|friend|communit|follow|post|comment|group|like|match|network|game|player|fan|church|club")),
            Map.entry("SWEEPSTAKE", words("sweepstake|draw|contest|prize|win|giveaway|enter|raffle")),
            Map.entry("CHARITY", words("donat|non-?profit|charit|volunteer|fundrais|cause|help|support")),
            Map.entry(
                    "ACCOUNT_NOTIFICATION",
                    words("account|notif|alert|remind|status|bill|payment|balance|appointment|subscri|order|"
                            + "ready|\\bdue\\b|updat|confirm|schedul|reservation|invoice|statement|renew")));

    private static final Pattern A_CODE = Pattern.compile("\\b\\d{4,8}\\b|[\\[{<][^\\[\\]{}<>]{1,80}[\\]}>]");
    /** News about something that the recipient has ordered, booked or owes already. */
    private static final Pattern TRANSACTION = words(
            "\\byour (?:\\w+ ){0,2}(?:appointment|order|package|parcel|delivery|invoice|payment|bill|account|reservation|"
                    + "booking|balance|refund|prescription|statement|subscription|password|code|visit|check-?up|table|car|repair|claim)"
                    + "\\b[^.!?]{0,60}\\b(?:is|was|are|has|have|will|arrives?|due|shipped|confirmed|tomorrow|today|on|at)\\b|"
                    + "\\b(?:we|has) (?:have )?received your (?:payment|order|application)");
    /** What makes a message one that advertises. */
    private static final Pattern APPEAL = words(
            "\\b(?:offers?|sales?|deals?|off|discounts?|specials?|promo\\w*|coupons?|new|"
                    + "save|free|join|visit|shop|order|try|book|launch\\w*|invit\\w+|event|news|limited|exclusive|rewards?|points|back in|"
                    + "back!|introducing|members?|don['’]?t miss|last chance|come|get|win|only|opens?|now|this (?:week|weekend|month))\\b|%|\\$");

    private static final Pattern ADVERTISES = words(
            "\\b(?:promotional|marketing|advertis\\w+|sales) (?:\\w+ ){0,2}(?:messages?|texts?|offers?|campaigns?|content|"
                    + "promotions?|materials?|SMS)\\b|\\b(?:promotions|discounts?|coupons?|special offers|sales and|flash sales|deals)\\b");
    private static final Pattern POLITICS = words(
            "\\b(?:re-?elect|vote (?:for|against|yes on|no on)|political (?:campaign|action|part(?:y|ies)|messages?|fundrais\\w+|"
                    + "candidates?|committee|donations?)|candidates? for (?:\\w+ ){0,3}(?:office|senate|senator|congress|mayor|governor|council|"
                    + "president|sheriff|assembly|judge|house)|campaign for (?:\\w+ ){0,2}(?:senate|congress|mayor|governor|president)|"
                    + "get[- ]out[- ]the[- ]vote|super PAC|ballot (?:measure|initiative))\\b");

    /** What the name of a school or college has. */
    private static final Pattern SCHOOL =
            words("school|college|universit|academy|district|educat|institut|learning|montessori|seminary|conservatory|"
                    + "kindergarten|preschool|tutor|campus|\\b(?:I|U)SD\\b");

    private static final Pattern CHILDREN = words(
            "\\b(?:text|texts|texting|message|messages|messaging|send|sends|reminds?|notif\\w+|invites?|for|to)\\b (?:\\w+ ){0,5}"
                    + "(?:children|kids|minors|(?:elementary|primary|middle)[- ]school(?:ers| students| pupils)|preteens|tweens)\\b|\\b(?:age[ds]?|between) (?:[4-9]|1[0-2])\\b|"
                    + "\\bunder (?:13|thirteen|the age of 13)\\b");
    private static final Pattern GROWN_UPS =
            words("\\b(?:parents?|guardians?|families|family|mothers?|fathers?|caregivers?|adults?|teachers?)\\b");

    void addTo(Findings findings, Optional<BusinessProfile> business) {
        findings.reject(
                campaign.useCase().contains("EDUCATION")
                        && business.filter(known -> known.company().type().equals("private")
                                        && !known.industry().equals("EDUCATION")
                                        && !has(SCHOOL, known.name()))
                                .isPresent(),
                AT + "/useCase",
                30900,
                "The use case " + campaign.useCase() + " is for schools and colleges, and the business is none.");
        findings.reject(
                Words.sentences(campaign.description()).stream()
                        .anyMatch(sentence ->
                                Words.affirmed(CHILDREN, sentence).findAny().isPresent() && !has(GROWN_UPS, sentence)),
                AT + "/description",
                30952,
                "The messages go to children. Send them to their parents.");
        addAboutDescription(findings);
        addAboutSamples(findings);
        addAboutCodes(findings);
        findings.warn(
                SPECIAL.contains(campaign.useCase()),
                AT + "/useCase",
                30900,
                "Twilio gives the use case " + campaign.useCase() + " to some businesses only, after a look at them.");
    }

    private void addAboutDescription(Findings findings) {
        var description = campaign.description();
        var texts = description + " " + String.join(" ", campaign.samples());
        var subject = SUBJECTS.get(campaign.useCase());
        findings.reject(
                subject != null && !has(subject, texts),
                AT + "/description",
                30886,
                "Neither description nor samples are about the use case " + campaign.useCase() + ".");
        findings.reject(
                subject != null && has(subject, texts) && !has(subject, description),
                AT + "/description",
                30886,
                "The description is not about the use case " + campaign.useCase()
                        + ". Describe it, or choose another.");
        findings.reject(
                excludesPromotions() && Words.affirms(ADVERTISES, description),
                AT + "/description",
                30886,
                "The description speaks of advertising, which the use case " + campaign.useCase()
                        + " does not cover. Choose MARKETING or MIXED.");
        findings.reject(
                !campaign.useCase().equals("POLITICAL") && Words.affirms(POLITICS, texts),
                AT + "/useCase",
                30886,
                "The texts are political, and the use case is not POLITICAL.");
    }

    private void addAboutSamples(Findings findings) {
        var samples = campaign.samples();
        findings.reject(
                excludesPromotions() && isAny(Words.PROMOTION, samples),
                AT + "/samples",
                30893,
                "A sample advertises something, which the use case " + campaign.useCase()
                        + " does not cover. Choose MARKETING" + " or MIXED, or leave it out.");
        findings.reject(
                NARROW.contains(campaign.useCase()) && !isAny(SUBJECTS.get(campaign.useCase()), samples),
                AT + "/samples",
                30893,
                "No sample is about the use case " + campaign.useCase() + ". Give samples of its messages.");
        findings.reject(
                campaign.useCase().equals("MARKETING")
                        && samples.stream()
                                .allMatch(sample -> has(TRANSACTION, sample) && !has(Words.PROMOTION, sample))
                        && !isAny(
                                APPEAL,
                                samples.stream()
                                        .map(UseCaseRules::withoutFooter)
                                        .toList()),
                AT + "/samples",
                30893,
                "No sample advertises anything, as the use case MARKETING means it.");
    }

    private static String withoutFooter(String sample) {
        return sample.replaceAll("(?i)\\b(?:reply|text|txt|send)\\b[^.!?]*\\b(?:stop|help|end|cancel)\\b[^.!?]*", " ")
                .transform(rest -> TRANSACTION.matcher(rest).replaceAll(" "));
    }

    private void addAboutCodes(Findings findings) {
        var samples = campaign.samples();
        var is2fa = campaign.useCase().equals("2FA");
        findings.reject(
                WITHOUT_CODES.contains(campaign.useCase())
                        && samples.stream().allMatch(sample -> has(Words.SECRET_CODE, sample)),
                AT + "/samples",
                30893,
                "All samples are codes, which the use case " + campaign.useCase() + " does not cover. Choose 2FA.");
        findings.reject(
                is2fa && !samples.stream().allMatch(UseCaseRules::isAboutACode),
                AT + "/samples",
                30893,
                "A sample has no code, as the use case 2FA means it. Give samples with codes, or choose another one.");
    }

    private static boolean isAboutACode(String sample) {
        return has(SUBJECTS.get("2FA"), sample) || has(A_CODE, sample);
    }

    private boolean excludesPromotions() {
        return WITHOUT_PROMOTIONS.contains(campaign.useCase());
    }

    private static boolean isAny(Pattern pattern, List<String> texts) {
        return texts.stream().anyMatch(text -> has(pattern, text));
    }
}
