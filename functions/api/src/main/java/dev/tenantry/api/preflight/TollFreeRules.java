package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.TollFreeVerification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules about the verification of toll-free numbers.
 *
 * @param verification what reviewers read
 * @param business whose it is, where the plan gives its data
 * @param names the names under which recipients know the business
 * @param numbers how many toll-free numbers there are to be
 */
record TollFreeRules(
        TollFreeVerification verification, Optional<BusinessProfile> business, List<String> names, int numbers) {
    private static final String AT = "/tollFreeVerification";

    private static final int FEWEST_WORDS = 8;
    private static final int MOST_NUMBERS = 5;
    private static final Set<String> COUNTRIES = Set.of("US", "CA");
    private static final Pattern WHY_SO_MANY = words(
            "\\bbecause\\b|\\bone (?:number )?(?:for|per) each\\b|\\b(?:each|every|per) (?:of (?:our|the) )?(?:\\w+ )?(?:location|store|branch|office|clinic|shop|department|team|region|state|city|county|brand|line|"
                    + "school|campus|site|country|language)|"
                    + "\\bseparate\\b|\\blocations\\b|\\bbranches\\b");
    private static final Pattern CODES =
            words("code|verif|passw|passc|\\bPIN\\b|OTP|one[- ]time|authenticat|log ?in|2FA|sign[- ]?in");
    /** Use cases that advertise nothing. */
    private static final Set<String> WITHOUT_PROMOTIONS = Set.of(
            "TWO_FACTOR_AUTHENTICATION",
            "ACCOUNT_NOTIFICATIONS",
            "CUSTOMER_CARE",
            "DELIVERY_NOTIFICATIONS",
            "FRAUD_ALERT_MESSAGING",
            "SECURITY_ALERT",
            "PUBLIC_SERVICE_ANNOUNCEMENT");
    /** Paths of pages that show a reviewer nothing but a form to log in. */
    private static final Pattern LOGIN =
            words("/(?:(?:wp-)?(?:log-?in|admin)|sign-?in|auth|dashboard)(?:\\.\\w+)?(?:/|$)");
    /** What Twilio writes where an import did not know how people agree. */
    private static final String UNKNOWN_OPT_IN = "IMPORT_PLEASE_REPLACE";

    private static final Pattern POLITICAL = words(
            "\\bpolitical\\b|\\bre-?elect\\b|\\bvote (?:for|against)\\b|\\bcandidates? for (?:\\w+ ){0,3}(?:office|senate|senator|congress|mayor|"
                    + "governor|council|president|sheriff|assembly|judge|house)\\b|\\bget[- ]out[- ]the[- ]vote\\b|\\bPAC\\b|\\belections?\\b(?! (?:office|of|for) (?:\\w+ )?(?:board|officers?|committee)?)");
    private static final Pattern BOARD_ELECTION = words(
            "\\b(?:board|HOA|union|student|council of students|members?|officers?|shareholders?)\\b[^.]{0,30}\\belections?\\b");

    private static final Pattern ADVERTISES = words(
            "\\b(?:promotional|marketing|advertis\\w+) (?:\\w+ ){0,2}(?:messages?|texts?|offers?|content|promotions?|SMS)\\b|"
                    + "\\b(?:promotions|discounts?|coupons?|special offers|flash sales|deals)\\b");
    /** What the texts of a use case are about. */
    private static final Map<String, Pattern> SUBJECTS = Map.of(
            "TWO_FACTOR_AUTHENTICATION",
            CODES,
            "DELIVERY_NOTIFICATIONS",
            words(
                    "deliver|ship|order|packag|parcel|courier|pick ?up|driver|dispatch|arriv|\\bon (?:its|the) way|track"),
            "FRAUD_ALERT_MESSAGING",
            words("fraud|suspicio|unauthori|unusual|transaction|purchase|charge|\\bcard\\b|payment"),
            "SECURITY_ALERT",
            words(
                    "secur|password|logg|log ?in|device|breach|alert|access|unusual|sign[- ]?in|alarm|motion|suspicio|incident"),
            "POLLING_AND_VOTING_NON_POLITICAL",
            words("poll|vot|survey|feedback|\\brat(?:e|ing)\\b|opinion|question|how (?:was|did|likely)"),
            "HIGHER_EDUCATION",
            words("student|school|college|universit|class|campus|enrol|course|alumni|facult"),
            "CHARITY_NONPROFIT",
            words("donat|non-?profit|charit|volunteer|fundrais|cause|help|support|food bank|shelter"));
    /** What shows the words that people hear. */
    private static final Pattern SCRIPT =
            words("script|verbal|dialog|transcript|recording|voice|call|phone|spoken|[\"“]");

    private static final Pattern EVERYBODY = words(
            "\\b(?:all|every|any|each|everyone|everybody|anyone)\\b(?: of)?(?: our| the)? ?(?:customers?|patients?|clients?|guests?|callers?|"
                    + "members?|buyers?|shoppers?|visitors?|contacts?|people|numbers?|who|in our)");
    private static final Pattern SENDER = Pattern.compile(
            "^(?!(?:Reminder|Alert|Notice|Update|Hello|Hi|Urgent|Important|Verification|Code|Delivery|Order|Security|Confirmed|Appointment|Weather)\\b)\\p{Lu}[\\w'’&.-]+(?: (?:\\p{Lu}[\\w'’&.-]*|of|and|the|&)){0,5}:");

    private static final Pattern INTERNAL_LINK = words(
            "//(?:[\\w-]+\\.)*(?:intranet|internal|localhost|staging|stage|dev|test|preview|vpn|private|local)\\b[.:/]|"
                    + "//(?:\\d{1,3}\\.){3}\\d{1,3}|/(?:placeholder|todo|tbd|dummy|sample-?image|lorem|coming-?soon|logo|banner|favicon|index\\.html?|home|about(?:-us)?|contact(?:-us)?)\\b|image-?(?:here|goes)");

    void addTo(Findings findings) {
        var texts =
                Words.joined(Stream.concat(names.stream(), Stream.of(verification.summary(), verification.sample())));
        ForbiddenCategories.addOfTollFree(findings, texts, AT + "/summary");
        findings.reject(
                ForbiddenCategories.speaksOfAlcohol(texts) && !has(Words.AGE_CHECK, verification.summary()),
                AT + "/summary",
                30456,
                "The texts speak of alcohol, and nothing makes sure that people are 21 or older. Ask for the whole date of"
                        + " birth, and say so.");
        addAboutSummary(findings);
        addAboutUseCase(findings);
        addAboutSample(findings);
        addAboutOptIn(findings);
        new ReferralRule(verification.summary() + " " + verification.sample()).addTo(findings, AT + "/summary");
        new SenderRules(verification.summary()).addOfTollFree(findings, AT + "/summary");
        findings.reject(
                business.filter(known -> !COUNTRIES.contains(known.address().country()))
                        .isPresent(),
                "/business/address/country",
                30451,
                "Toll-free numbers are verified for addresses in the US and Canada only.");
        findings.reject(
                numbers > MOST_NUMBERS && !has(WHY_SO_MANY, verification.summary()),
                AT + "/summary",
                30479,
                "A business with more than five toll-free numbers says in the summary why it needs so many.");
    }

    private void addAboutSummary(Findings findings) {
        var summary = verification.summary();
        findings.reject(
                Words.count(summary) < FEWEST_WORDS,
                AT + "/summary",
                30497,
                "The summary does not say enough. Say who gets which messages, and why.");
        findings.reject(
                has(Words.MADE_UP, summary) || has(Words.MADE_UP, verification.sample()),
                AT + "/summary",
                30534,
                "It looks like a test. Give what the business really sends.");
        findings.reject(
                has(Words.PERSONAL, summary),
                AT + "/summary",
                30532,
                "It looks like messages to oneself, family or friends, for which no number is verified.");
        findings.reject(
                verification.useCases().stream().anyMatch(use -> use.startsWith("POLITICAL"))
                        || (Words.affirms(POLITICAL, summary) && !has(BOARD_ELECTION, summary)),
                AT + "/summary",
                30501,
                "Political messages need a token of Campaign Verify, which a plan cannot carry.");
    }

    private void addAboutUseCase(Findings findings) {
        var uses = verification.useCases();
        findings.reject(
                uses.stream()
                        .filter(SUBJECTS::containsKey)
                        .anyMatch(use -> !has(SUBJECTS.get(use), verification.summary() + " " + verification.sample())),
                AT + "/useCases",
                30538,
                "Neither summary nor sample is about one of the use cases. Choose those that they are about.");
        findings.reject(
                WITHOUT_PROMOTIONS.containsAll(uses) && Words.affirms(ADVERTISES, verification.summary()),
                AT + "/useCases",
                30497,
                "The summary speaks of advertising, which no use case here covers. Add MARKETING, or leave it out.");
        findings.reject(
                WITHOUT_PROMOTIONS.containsAll(uses) && has(Words.PROMOTION, verification.sample()),
                AT + "/useCases",
                30538,
                "The sample advertises something, which no use case here covers. Add MARKETING, or leave it out.");
    }

    private void addAboutSample(Findings findings) {
        var sample = List.of(verification.sample());
        findings.reject(
                has(Words.INSERT, verification.sample()) || has(Words.UNFILLED, verification.summary()),
                AT + "/sample",
                30534,
                "The texts have a gap that nobody filled in. Write what belongs there.");
        findings.reject(
                Words.hasShortLink(sample),
                AT + "/sample",
                30525,
                "The sample has a link of a shortener that everybody uses. Use a link of the business's own domain.");
        findings.reject(
                Words.hasPlainLink(sample),
                AT + "/sample",
                30471,
                "The sample has a link that is not encrypted. Write https.");
        findings.reject(
                business.filter(known ->
                                Words.hasForeignLink(sample, known.website(), new BrandNames(names, Optional.empty())))
                        .isPresent(),
                AT + "/sample",
                30449,
                "The sample has a link of another domain than the website's. Use a link of the business's own domain.");
        findings.reject(
                business.isPresent() && namesAnother(verification.sample()),
                AT + "/sample",
                30474,
                "The sample names another business than the one whose data the plan gives.");
        findings.warn(
                !has(Words.OPT_OUT, verification.sample()),
                AT + "/sample",
                "The sample does not say how to stop the messages. End it with \"Reply STOP to opt out\".");
    }

    /** Whether a sample begins with a name that is not the business's. */
    private boolean namesAnother(String sample) {
        var sender = SENDER.matcher(sample);
        return sender.find() && !new BrandNames(names, Optional.empty()).isIn(sample);
    }

    private void addAboutOptIn(Findings findings) {
        findings.reject(
                verification.optInType().equals(UNKNOWN_OPT_IN),
                AT + "/optInType",
                30446,
                "This does not say how people agree. Choose the way in which they do.");
        findings.reject(
                OptInRules.comesFromOthers(verification.summary()),
                AT + "/summary",
                30446,
                "Numbers come from others. People have to agree to the messages of the business itself.");
        findings.reject(
                OptInRules.asksNobody(verification.summary())
                        || (has(EVERYBODY, verification.summary())
                                && !has(OptInMethods.CONSENT, verification.summary())),
                AT + "/summary",
                30446,
                "People get messages without having agreed. Let each agree, and describe how.");
        findings.reject(
                OptInRules.shares(verification.summary()),
                AT + "/summary",
                30477,
                "Numbers are passed on to others. Do not share them, and say so in the privacy policy.");
        findings.reject(
                OptInRules.forces(verification.summary()),
                AT + "/summary",
                30475,
                "People have to agree to messages in order to be served. Make it a choice of its own.");
        findings.reject(
                OptInRules.presets(verification.summary()),
                AT + "/summary",
                30508,
                "People are opted in beforehand. Leave the box unticked, and say so.");
        addAboutPictures(findings);
    }

    private void addAboutPictures(Findings findings) {
        findings.reject(
                verification.optInType().equals("VERBAL")
                        && !has(SCRIPT, verification.summary())
                        && verification.optInImages().stream().noneMatch(image -> has(SCRIPT, image.toString())),
                AT + "/optInImages",
                30511,
                "People agree by word of mouth, and nothing shows the words. Name a picture of the script.");
        findings.reject(
                verification.optInImages().stream().allMatch(image -> has(INTERNAL_LINK, image.toString())),
                AT + "/optInImages",
                30476,
                "Reviewers cannot open the address. Name a public picture.");
        findings.reject(
                verification.optInImages().stream()
                        .allMatch(image -> image.getPath() != null && has(LOGIN, image.getPath())),
                AT + "/optInImages",
                30476,
                "The address is that of a page to log in, behind which reviewers cannot look. Name a public picture.");
        findings.reject(
                verification.optInImages().stream()
                        .allMatch(image ->
                                image.getPath() == null || image.getPath().length() <= 1),
                AT + "/optInImages",
                30476,
                "The address is that of a whole website. Name a picture of the form, or the very page.");
        findings.warn(
                verification.optInImages().stream().anyMatch(image -> "http".equalsIgnoreCase(image.getScheme())),
                AT + "/optInImages",
                30476,
                "The address of a picture is not encrypted. Write https.");
    }
}
