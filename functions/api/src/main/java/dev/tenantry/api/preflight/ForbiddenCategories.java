package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The categories of messages that carriers and Twilio forbid or allow with an age check only, by their words. */
final class ForbiddenCategories {
    private static final Pattern ALCOHOL =
            words("\\b(?:wines?|winery|wineries|beers?|brewery|breweries|liquors?|whiske?ys?|vodka|"
                    + "tequila|bourbon|cocktails?|distillery|alcohol(?:ic)?|happy hour)\\b");

    private static final List<Category> ALL = List.of(
            category(
                    "loans at high rates",
                    30897,
                    30443,
                    "\\bpay ?day (?:loans?|lend)|\\bcash advances?\\b|\\b(?:auto |car )?title loans?\\b|"
                            + "\\bshort[- ]term (?:cash |personal |high[- ]interest )*loans?\\b(?! (?:of|for) (?:books?|equipment|tools?))|\\bhigh[- ]interest loans?\\b|\\bguaranteed loans?\\b|\\bloan offers?\\b"),
            category(
                    "cryptocurrency",
                    30897,
                    30464,
                    "\\bcrypto(?:s|currency|currencies)?\\b|\\btoken pre-?sales?\\b|\\bbitcoins?\\b|\\bethereum\\b|\\bNFTs?\\b|"
                            + "\\bdogecoin\\b|\\btoken sale\\b"),
            category(
                    "stock tips and risky investments",
                    30897,
                    30463,
                    "\\b(?:hot |penny |daily )stock (?:tips?|alerts?)\\b|\\bstock (?:tips?|picks?|signals?|trading alerts?)\\b|\\bforex\\b|"
                            + "\\b(?:day[- ])?trading (?:tips|alerts|signals)\\b|\\b(?:exclusive|high[- ]yield|lucrative|guaranteed|new|great) investment opportunit|\\binvestment opportunit\\w+ (?:for you|with|at|of)\\b|\\bpenny stocks?\\b"),
            category(
                    "gambling",
                    30897,
                    30461,
                    "\\bcasinos?\\b(?! (?:night|theme))|\\bgambl(?:e|ing|ers?)\\b|\\b(?:sports? |online |live )?betting\\b|\\b(?:free|sports?|\\$\\d+) bets?\\b|\\bbet (?:on|now|today|\\$)|\\bplace (?:a|your) bets?\\b|"
                            + "\\bsportsbooks?\\b|\\bslot machines?\\b|\\b(?:online|video|play) poker\\b|\\bpoker (?:room|games?|tournament|chips)\\b|\\blotter(?:y|ies)\\b (?:tickets?|numbers?|games?|jackpot)|\\b(?:play|win) the lotter|\\bwagers?\\b"),
            category(
                    "debts of others",
                    30943,
                    30460,
                    "\\bdebt[- ]collect|\\bcollections? agenc|\\bon behalf of (?:other |their |our "
                            + ")?(?:creditors|lenders)\\b|\\bcollect(?:s|ing)? (?:a |\\w+[- ]?(?:due )?)?debts?\\b"),
            category(
                    "ways out of debt",
                    30949,
                    30466,
                    "\\bdebt (?:relief|reduction|consolidation|settlement|forgiveness|management|"
                            + "elimination)\\b|\\b(?:reduce|eliminate|consolidate|settle|lower) (?:your|their) debts?\\b|\\bloan forgiveness\\b|"
                            + "\\bout of debt\\b"),
            category(
                    "credit repair",
                    30950,
                    30467,
                    "\\bcredit (?:repair|restoration|fix(?:ing)?|rebuilding)\\b|\\b(?:fix|improve|repair|"
                            + "boost|raise|rebuild|restore) (?:your|their) credit\\b"),
            category(
                    "cannabis",
                    30940,
                    30459,
                    "\\bcannabis\\b|\\bmarijuana\\b|\\bCBD\\b(?! (?:office|location|station|branch|store|campus|parking|traffic|district))|\\bTHC\\b|\\bhemp (?:oil|flower|tinctures?|gummies|products?|extract|shop|store)|\\bkratom\\b|"
                            + "\\b(?:weed|pot|medical|recreational|your|our|the) dispensar(?:y|ies)\\b|\\bdelta[- ]?[89]\\b"),
            category(
                    "tobacco and e-cigarettes",
                    30883,
                    30458,
                    "\\bvap(?:e|es|ing|or shop)\\b|\\be-?cig(?:s|ar)|\\btobacco\\b|\\bcigar(?:s|ettes?)?"
                            + "\\b|\\bhookahs?\\b|\\bnicotine\\b|\\bsmoke ?shop\\b|\\be-?liquid"),
            category(
                    "firearms",
                    30883,
                    30457,
                    "\\bfirearms?\\b|\\bammo\\b|\\bammunition\\b|\\bguns? (?:shop|store|sale|show|range|club|"
                            + "dealer)s?\\b|\\b(?:hand|shot)guns?\\b|\\brifles?\\b|\\bpistols?\\b"),
            category(
                    "prescription drugs",
                    30941,
                    30469,
                    "\\b(?:without|no) (?:a )?prescription\\b|\\b(?:viagra|cialis|ozempic|wegovy|xanax|"
                            + "oxycodone|adderall|semaglutide|tirzepatide|anabolic steroids)\\b|\\bweight[- ]loss (?:drugs?|injections?|shots?)\\b|"
                            + "\\b(?:discount|cheap|deals on|save on) (?:\\w+ )?(?:prescriptions?|medications?|meds)\\b"),
            category(
                    "sexual content and dating",
                    30953,
                    30441,
                    "\\b(?:female|male|vip|call|hot|adult|independent) escorts?\\b|\\bescort (?:service|agency|girls?)s?\\b(?! (?:on|across) campus)|\\bporn|\\badult (?:content|entertainment|dating|videos?|"
                            + "shop|store)\\b|\\bsexy (?:photos?|pics?|videos?|girls?|singles|women|chat)|\\bexplicit (?:photos?|content|videos?|pics)|\\bsex toys?\\b|\\bhook-?ups? (?:tonight|now|service|app|site)|\\b(?:dating|casual|local|adult|tonight) (?:and |or )?hook-?ups?\\b|\\bhook up tonight\\b|\\bonlyfans\\b|\\bdating (?:app|site|service)s?\\b|"
                            + "\\bsingles (?:near|in)\\b|\\bstrip club\\b|\\berotic"),
            category(
                    "finding customers for others",
                    30951,
                    30468,
                    "\\blead[- ]gen(?:eration|erator)?\\b|\\bgenerat\\w+ leads\\b|\\bleads? (?:for|to) (?:\\w+ )?(?:agents|buyers|"
                            + "contractors|lenders|partners|companies)\\b|\\bsell(?:s|ing)? (?:\\w+ )?leads\\b|"
                            + "\\b(?:multi|network)[- ]?level marketing\\b|\\bMLM\\b|\\bnetwork marketing\\b|\\bpyramid (?:scheme|selling)|\\b(?:your|a|the) downline\\b"),
            category(
                    "jobs and income that are too good",
                    30951,
                    30470,
                    "\\bwork from home (?:and|to) earn\\b|\\bearn (?:up to )?\\$\\d|"
                            + "\\bmake money (?:fast|online|from home)\\b|\\bpassive income\\b|\\bget rich\\b|\\bside hustle\\b"),
            category("selling for a commission", 30882, 30468, "\\baffiliate (?:marketing|links?|offers?|program)"),
            category(
                    "deception",
                    30885,
                    30470,
                    "\\byou(?:['’]ve| have) (?:won|been selected (?:to (?:win|receive|claim)|as (?:a|our) winner|for a (?:free|prize|gift)))\\b|\\bclaim your (?:prize|winnings|money)\\b|"
                            + "\\bfree (?:iphone|gift ?cards?|money|cash)\\b|\\bguaranteed (?:approval|income|winner|returns)\\b|\\bmiracle (?:cure|pill|diet|drug|weight|product)"));

    private static final List<Category> TOLL_FREE_ONLY = List.of(category(
            "prize games",
            30897,
            30462,
            "\\bsweepstakes?\\b|\\bprize draw|\\braffles?\\b|\\bgiveaways?\\b|\\benter (?:the|our|a) (?:\\w+ )?(?:drawing|contest)\\b|"
                    + "\\b(?:chance|enter) to win\\b"));

    private static final Pattern AGAINST = words(
            "\\b(?:cessation|quitting|addict\\w*|recovery (?:group|meeting|coach|"
                    + "center|house)s?|rehab\\w*|sober\\w*|sobriety|overdose|(?:addiction|crisis|gambling|grief|substance abuse) counsel\\w*|prevention|preventing|take-?back|"
                    + "prohibit\\w*|bann?ed|awareness|financial literacy|scams?|helpline|hotline|museum|librar(?:y|ies)|support group)\\b");
    private static final Pattern NEGATION_BEFORE = words(
            "\\b(?:no|not|never|non|nor|neither|without|against|anti|quit|avoid|except|don['’]?t|doesn['’]?t)\\W+(?:\\w+\\W+){0,4}$|-free \\w*$");
    private static final Pattern FREE_OF = words("^[- ](?:free|abuse|use disorder|awareness)\\b");

    private ForbiddenCategories() {}

    /**
     * A category.
     *
     * @param name what it is, for people
     * @param campaignCode the code with which campaigns are rejected
     * @param tollFreeCode the code with which toll-free numbers are rejected
     * @param words the words that tell it
     */
    private record Category(String name, int campaignCode, int tollFreeCode, Pattern words) {}

    private static Category category(String name, int campaignCode, int tollFreeCode, String regex) {
        return new Category(name, campaignCode, tollFreeCode, words(regex));
    }

    /**
     * Whether a text speaks of something, and not against it: of a sentence about help, prevention or a prohibition no
     * word counts, and no word after a negation.
     */
    private static boolean speaksOf(Pattern words, String text) {
        return Words.sentences(text).stream()
                .filter(sentence -> !has(AGAINST, sentence))
                .anyMatch(sentence -> words.matcher(sentence)
                        .results()
                        .anyMatch(found -> !has(NEGATION_BEFORE, sentence.substring(0, found.start()))
                                && !has(FREE_OF, sentence.substring(found.end()))));
    }

    /** Adds the categories that the texts of a campaign belong to. */
    static void addOfCampaign(Findings findings, String texts, String pointer) {
        ALL.forEach(category -> findings.reject(
                speaksOf(category.words(), texts), pointer, category.campaignCode(), sentence(category.name())));
    }

    /** Adds the categories that the texts about toll-free numbers belong to. */
    static void addOfTollFree(Findings findings, String texts, String pointer) {
        Stream.concat(ALL.stream(), TOLL_FREE_ONLY.stream())
                .forEach(category -> findings.reject(
                        speaksOf(category.words(), texts),
                        pointer,
                        category.tollFreeCode(),
                        sentence(category.name())));
    }

    /** Whether texts speak of alcohol. */
    static boolean speaksOfAlcohol(String texts) {
        return speaksOf(ALCOHOL, texts);
    }

    private static String sentence(String name) {
        return "The texts speak of what carriers forbid: " + name + ". Such messages cannot be sent in the US.";
    }
}
