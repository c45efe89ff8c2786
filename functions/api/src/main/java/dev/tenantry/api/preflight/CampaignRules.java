package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.A2p;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final int FEWEST_SPECIFIC = 3;
    /** Words that fit every campaign, and so tell nothing of this one. */
    private static final Set<String> GENERIC = Set.of(
            ("also always about after arise arises back been before being both business campaign campaigns client clients communicate communicates communicating communication communications company "
                            + "connected contact contacts content customer customers different each engage engagement everyone from general have help helps important inform informed informing information interact "
                            + "keep keeping kind kinds like make message messages messaging more need needed needs notification notifications notify notifies occasionally only opted other our ours over people person "
                            + "phone product products program provide provides purpose purposes reach reasons regarding registered related relevant send sending sends sent service services some stuff such support team text texting texts "
                            + "that their them these they things this those through time times touch used user users using various want wants well what when where which will wish with would your update updates updated news "
                            + "members subscribers audience individuals consumers several time-to-time marketing sms numbers number mobile twilio api software system platform organization brand")
                    .split(" "));

    void addTo(Findings findings) {
        addAboutDescription(findings);
        addAboutLinks(findings);
        addAboutAge(findings);
    }

    private void addAboutDescription(Findings findings) {
        var description = campaign.description();
        findings.reject(
                Words.count(description) < FEWEST_WORDS
                        || has(VAGUE, description)
                        || specificWords(description) < FEWEST_SPECIFIC
                        || campaign.samples().stream().anyMatch(sample -> isCopied(sample, description))
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

    /** Whether a text is not in English, as reviewers want to read it. */
    static boolean isForeign(String text) {
        return Words.count(text) >= FEWEST_WORDS
                && (FOREIGN.matcher(text).results().count()
                                > ENGLISH.matcher(text).results().count()
                        || OTHER_SCRIPT.matcher(text).results().count() > text.length() / 4);
    }

    /** How many different words say something of this campaign. */
    private long specificWords(String description) {
        return Arrays.stream(description.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(word -> word.length() > 3 && !GENERIC.contains(word))
                .filter(word -> names.names().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains(word)))
                .distinct()
                .count();
    }

    private static boolean isCopied(String sample, String description) {
        return description.toLowerCase(Locale.ROOT).contains(sample.strip().toLowerCase(Locale.ROOT));
    }

    private void addAboutLinks(Findings findings) {
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
