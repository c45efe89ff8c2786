package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The categories of messages that carriers and Twilio forbid or allow with an age check only, by their words. */
final class ForbiddenCategories {
    private static final Pattern ALCOHOL =
            words("\\b(?:wines?|winery|wineries|beers?|brewery|breweries|brewpub|liquors?|whiske?ys?|vodka|"
                    + "tequila|mezcal|bourbon|rum|cocktails?|margaritas?|mimosas?|champagne|prosecco|hard (?:seltzers?|ciders?)|lagers?|"
                    + "craft ales?|taproom|distillery|alcohol(?:ic)?|happy hour)\\b");

    private static final List<Category> ALL = List.of(
            category(
                    "loans at high rates",
                    30897,
                    30443,
                    "\\bpay ?day (?:loans?|lend)|\\bcash advances?\\b|\\b(?:auto |car )?title loans?\\b|"
                            + "\\bshort[- ]term (?:cash |personal |high[- ]interest )*loans?\\b(?! (?:of|for) (?:books?|equipment|tools?))|\\bhigh[- ]interest loans?\\b|\\bguaranteed loans?\\b|\\bloan offers?\\b|"
                            + "\\b(?:instant|quick|fast|emergency) cash\\b|\\bno credit check\\b|\\bbad credit\\b|\\b(?:auto|car|mortgage|student) loans? (?:from|by) (?:\\w+ ){0,3}(?:lenders|partners)\\b|\\b(?:network of|partner|third-party) lenders\\b|\\bloans? in minutes\\b|\\bborrow (?:up to )?\\$|\\b(?:until|till|before) (?:your )?(?:next )?payday\\b"),
            category(
                    "cryptocurrency",
                    30897,
                    30464,
                    "\\bcrypto(?:s|currency|currencies)?\\b|\\btoken pre-?sales?\\b|\\bbitcoins?\\b|\\bethereum\\b|\\bNFTs?\\b|"
                            + "\\bdogecoin\\b|\\btoken sale\\b|"
                            + "\\bBTC\\b|\\bstablecoins?\\b|\\baltcoins?\\b|\\bmeme ?coins?\\b|\\bcoin (?:launch|offering)\\b|\\btoken (?:launch|airdrop)\\b"),
            category(
                    "stock tips and risky investments",
                    30897,
                    30463,
                    "\\b(?:hot |penny |daily )stock (?:tips?|alerts?)\\b|\\bstock (?:tips?|picks?|signals?|trading alerts?)\\b|\\bforex\\b|"
                            + "\\b(?:day[- ])?trading (?:tips|alerts|signals)\\b|\\b(?:exclusive|high[- ]yield|lucrative|guaranteed|new|great) investment opportunit|\\binvestment opportunit\\w+ (?:for you|with|at|of)\\b|\\bpenny stocks?\\b|"
                            + "\\bguaranteed (?:returns?|profits?)\\b|\\bdouble your (?:money|investment)\\b|\\bbinary options\\b|\\b(?:options|swing) trad\\w+ (?:alerts|signals|picks)\\b|\\b(?:buy|sell) signals?\\b|\\bstock (?:to watch|about to)\\b|\\binvestment (?:tips|club|scheme)\\b|\\bhigh[- ](?:yield|risk) invest"),
            category(
                    "gambling",
                    30897,
                    30461,
                    "\\bcasinos?\\b(?! (?:night|theme))|\\bgambl(?:e|ing|ers?)\\b|\\b(?:sports? |online |live )?betting\\b|\\b(?:free|sports?|\\$\\d+) bets?\\b|\\bbet (?:on|now|today|\\$)|\\bplace (?:a|your) bets?\\b|"
                            + "\\bsportsbooks?\\b|\\bslot machines?\\b|\\b(?:online|video|play) poker\\b|\\bpoker (?:room|games?|tournament|chips)\\b|\\blotter(?:y|ies)\\b (?:tickets?|numbers?|games?|jackpot)|\\b(?:play|win) the lotter|\\bwagers?\\b|"
                            + "\\bjackpots?\\b|\\bfree spins\\b|\\bparlays?\\b|\\bplay slots\\b|\\bsweeps coins\\b|\\b(?:sports|betting) odds\\b|\\bblackjack\\b|\\broulette\\b|\\bbookmaker|\\bdaily fantasy\\b|\\bbets? (?:bonus|credits?)\\b|\\bbonus bets?\\b"),
            category(
                    "debts of others",
                    30943,
                    30460,
                    "\\bdebt[- ]collect|\\bcollections? agenc|\\bon behalf of (?:other |their |our "
                            + ")?(?:creditors|lenders)\\b|\\bcollect(?:s|ing)? (?:a |\\w+[- ]?(?:due )?)?debts?\\b|"
                            + "\\bdebts? (?:that )?(?:\\w+ ){0,3}owed? to (?:our|other|their|its) |\\baccounts? (?:placed|assigned) (?:with us|to us|for collection|by)\\b|\\boriginal creditor|\\bdebt buy(?:er|ing)\\b|\\bpurchased debts?\\b|\\battempt to collect\\b|\\b(?:past[- ]due|overdue|delinquent|unpaid) (?:\\w+ ){0,2}(?:for|on behalf of) (?:our clients|other|third|creditors|lenders|hospitals|landlords)|\\brecover\\w* (?:\\w+ ){0,3}(?:debts?|balances) (?:for|on behalf)"),
            category(
                    "ways out of debt",
                    30949,
                    30466,
                    "\\bdebt (?:relief|reduction|consolidation|settlement|forgiveness|management|"
                            + "elimination)\\b|\\b(?:reduce|eliminate|consolidate|settle|lower) (?:your|their) debts?\\b|\\bloan forgiveness\\b|"
                            + "\\bout of debt\\b|"
                            + "\\b(?:negotiat\\w+|talk) with (?:your|their) creditors\\b|\\b(?:erase|cut|slash|wipe out|forgive) (?:\\w+ ){0,3}debts?\\b|\\bdebts? (?:erased|cut|forgiven|relief)\\b|\\blower (?:your|their) (?:\\w+ )?card debt\\b|\\btax debts?\\b"),
            category(
                    "credit repair",
                    30950,
                    30467,
                    "\\bcredit (?:repair|restoration|fix(?:ing)?|rebuilding)\\b|\\b(?:fix|improve|repair|"
                            + "boost|raise|rebuild|restore) (?:your|their) credit\\b|"
                            + "\\b(?:remove|delete|erase|dispute)s? (?:\\w+ ){0,3}(?:negative|bad|derogatory) (?:items|marks|credit)\\b|\\b(?:rais|boost|increas|improv)\\w+ (?:\\w+ ){0,3}credit scores?\\b|\\bcredit scores? (?:boost|up by|in \\d+ days)"),
            category(
                    "cannabis",
                    30940,
                    30459,
                    "\\bcannabis\\b|\\bmarijuana\\b|\\bCBD\\b(?! (?:office|location|station|branch|store|campus|parking|traffic|district))|\\bTHC\\b|\\bhemp (?:oil|flower|tinctures?|gummies|products?|extract|shop|store)|\\bkratom\\b|"
                            + "\\b(?:weed|pot|medical|recreational|your|our|the) dispensar(?:y|ies)\\b|\\bdelta[- ]?[89]\\b|"
                            + "\\bdispensar(?:y|ies)\\b|\\bedibles\\b|\\bpre-?rolls?\\b|\\bTHCA\\b|\\bcannabinoids?\\b|\\b(?:indica|sativa)\\b|\\bcannabidiol\\b|\\bHHC\\b|\\bweed (?:delivery|deals?|menu|specials?|shop|store)\\b|\\b(?:new|top|fresh) strains?\\b"),
            category(
                    "tobacco and e-cigarettes",
                    30883,
                    30458,
                    "\\bvap(?:e|es|ing|or shop)\\b|\\be-?cig(?:s|ar)|\\btobacco\\b|\\bcigar(?:s|ettes?)?"
                            + "\\b|\\bhookahs?\\b|\\bnicotine\\b|\\bsmoke ?shop\\b|\\be-?liquid|"
                            + "\\bcigarillos?\\b|\\bsnus\\b|\\be-?juice\\b|\\bdisposable vapes?\\b|\\bsmoking accessories\\b|\\bpipe tobacco\\b"),
            category(
                    "firearms",
                    30883,
                    30457,
                    "\\bfirearms?\\b|\\bammo\\b|\\bammunition\\b|\\bguns? (?:shop|store|sale|show|range|club|"
                            + "dealer)s?\\b|\\b(?:hand|shot)guns?\\b|\\brifles?\\b|\\bpistols?\\b|"
                            + "\\bAR-?15s?\\b|\\bsuppressors?\\b|\\bsilencers?\\b|\\brevolvers?\\b|\\bguns? (?:and|&) ammo\\b|\\bgunsmith\\w*|\\b\\d+ ?mm (?:ammo|rounds?)\\b|\\bbullets\\b|\\bcrossbows?\\b|\\bswitchblades?\\b|\\bnew guns?\\b"),
            category(
                    "prescription drugs",
                    30941,
                    30469,
                    "\\b(?:without|no) (?:a )?prescription\\b|\\b(?:viagra|cialis|ozempic|wegovy|xanax|"
                            + "oxycodone|adderall|semaglutide|tirzepatide|anabolic steroids)\\b|\\bweight[- ]loss (?:drugs?|injections?|shots?)\\b|"
                            + "\\b(?:discount|cheap|deals on|save on) (?:\\w+ )?(?:prescriptions?|medications?|meds)\\b|"
                            + "\\b(?:zepbound|mounjaro|hydrocodone|percocet|vicodin|valium|tramadol|phentermine|modafinil|ambien|ketamine|steroids|HGH|oxycontin)\\b|\\bGLP-?1\\b|\\bopioids?\\b (?:sale|shipped|online)|\\bprescri\\w+ (?:drugs?|medications?) (?:\\w+ ){0,3}(?:sale|off|discount|delivered without)|\\bcontrolled substances?\\b|\\bonline pharmacy\\b"),
            category(
                    "sexual content and dating",
                    30953,
                    30441,
                    "\\b(?:female|male|vip|call|hot|adult|independent) escorts?\\b|\\bescort (?:service|agency|girls?)s?\\b(?! (?:on|across) campus)|\\bporn|\\badult (?:content|entertainment|dating|videos?|"
                            + "shop|store)\\b|\\bsexy (?:photos?|pics?|videos?|girls?|singles|women|chat)|\\bexplicit (?:photos?|content|videos?|pics)|\\bsex toys?\\b|\\bhook-?ups? (?:tonight|now|service|app|site)|\\b(?:dating|casual|local|adult|tonight) (?:and |or )?hook-?ups?\\b|\\bhook up tonight\\b|\\bonlyfans\\b|\\bdating (?:app|site|service)s?\\b|"
                            + "\\bsingles (?:near|in)\\b|\\bstrip club\\b|\\berotic|"
                            + "\\b(?:nudes|(?:nude|naked) (?:photos?|pics?|pictures|girls|women|models|videos?))\\b|\\bfetish|\\bsugar (?:bab(?:y|ies)|dadd(?:y|ies))\\b|\\bswingers?\\b|\\bXXX\\b|\\bhot singles\\b|\\badult (?:toys|novelt\\w+|chat|webcam|cam)\\b|\\bcam ?(?:girls?|models?|shows?)\\b|\\bsensual\\b|\\bsexual(?:ly)? (?:content|explicit|services?)|\\bgentlemen['’]?s club\\b|\\bcasual (?:encounters?|sex)\\b|\\bgirls (?:near|in your area)\\b|\\blocal singles\\b"),
            category(
                    "finding customers for others",
                    30951,
                    30468,
                    "\\blead[- ]gen(?:eration|erator)?\\b|\\bgenerat\\w+ leads\\b|\\bleads? (?:for|to) (?:\\w+ )?(?:agents|buyers|"
                            + "contractors|lenders|partners|companies)\\b|\\bsell(?:s|ing)? (?:\\w+ )?leads\\b|"
                            + "\\b(?:multi|network)[- ]?level marketing\\b|\\bMLM\\b|\\bnetwork marketing\\b|\\bpyramid (?:scheme|selling)|\\b(?:your|a|the) downline\\b|"
                            + "\\bpay[- ]per[- ]lead\\b|\\bqualified leads\\b|\\bleads? (?:marketplace|broker|buyers?|sellers?|vendors?)\\b|\\b(?:match|connect|refer|introduc)\\w* (?:\\w+ ){0,4}(?:with|to) (?:\\w+ ){0,3}(?:a |our )?(?:network of|third-party|partner|several|multiple|competing) (?:\\w+ )?(?:contractors|agents|lenders|insurers|attorneys|lawyers|advisors|buyers|sellers|companies|firms|providers|partners)\\b|\\bquotes? from (?:\\w+ ){0,3}(?:multiple|several|different|competing|partner|up to \\w+|top) (?:\\w+ )?(?:insurers|carriers|providers|companies|lenders|agents|contractors|partners)\\b|\\bcompar\\w+ (?:\\w+ )?quotes\\b|\\b(?:leads?|inquiries|contacts?|numbers?|information|details|requests?) (?:\\w+ ){0,3}(?:to|with) (?:\\w+ ){0,3}(?:agents|buyers|contractors|lenders|insurers|law firms|attorneys) (?:who|that|for a fee)\\b|\\b(?:pass|forward|giv|send|sell|shar)\\w* (?:on )?(?:their|your|the|these|customer|consumer) (?:details|information|data|numbers?|contacts?|inquir\\w+|requests?|answers) (?:on )?(?:to|with) (?:up to )?(?:\\w+ ){0,3}(?:installers|dealers|companies|providers|professionals|pros|contractors|agents|lenders|insurers|buyers|attorneys|lawyers|law firms|sellers)\\b"),
            category(
                    "jobs and income that are too good",
                    30951,
                    30470,
                    "\\bwork from home (?:and|to) earn\\b|\\bearn (?:up to )?\\$\\d|"
                            + "\\bmake money (?:fast|online|from home)\\b|\\bpassive income\\b|\\bget rich\\b|\\bside hustle\\b|"
                            + "\\bwork[- ](?:from|at)[- ]home (?:jobs?|opportunit|income|and make|business)|\\bbe your own boss\\b|\\bfinancial freedom\\b|\\bunlimited (?:income|earning)|\\bearn (?:\\w+ ){0,3}(?:from home|a (?:day|week|month) from)|\\bcommissions? for (?:each|every) (?:person|friend|recruit|member)\\b|\\bno experience (?:needed|required|necessary)\\b[^.]{0,40}\\$|\\$\\d[\\d,k]* (?:a|per) (?:day|week) (?:from home|working)|\\bjob (?:alerts|offers|listings) (?:from|of|for) (?:\\w+ ){0,3}(?:employers|companies|recruiters|third)"),
            category("selling for a commission", 30882, 30468, "\\baffiliate (?:marketing|links?|offers?|program)"),
            category(
                    "hate and violence",
                    30954,
                    30455,
                    "\\bwhite (?:power|suprem\\w+|nationalis\\w+|race)\\b|\\brace war\\b|\\bmaster race\\b|\\bethnic cleansing\\b|"
                            + "\\bdeath to\\b|\\bkill (?:all|them|every|those)\\b|\\bexterminat\\w+ (?:all|them|the) |\\b(?:inferior|subhuman) (?:race|people)|"
                            + "\\bhate (?:all )?(?:immigrants|jews|muslims|blacks|gays|foreigners|women)\\b|\\bhate group\\b|\\bsubhumans?\\b|\\bdeport them all\\b|"
                            + "\\b(?:arm yourselves|armed uprising|take up arms|violent (?:protest|overthrow|revolt|action))\\b|\\bviolence against\\b|\\bburn (?:it|them) (?:all )?down\\b"),
            category(
                    "what federal law forbids",
                    30952,
                    30469,
                    "\\bpsilocybin\\b|\\bmagic mushrooms?\\b|\\bpsychedelics?\\b|\\bayahuasca\\b|\\bcounterfeits?\\b|\\breplica (?:watch|handbag|designer|rolex)\\w*|"
                            + "\\bfake (?:IDs?|passports?|diplomas?|documents?|degrees?)\\b|\\bpirated\\b|\\bstolen (?:goods|cards?|accounts?)\\b|\\bmoney launder\\w+|"
                            + "\\bevad\\w+ tax|\\b(?:cocaine|heroin|LSD|MDMA|fentanyl)\\b|\\bunlicensed (?:casino|pharmacy|lending|streaming)\\b|\\bhuman organs?\\b"),
            category(
                    "asking for secrets, as phishing does",
                    30884,
                    30480,
                    "\\b(?:reply|respond|send|text|confirm|verify|give)(?: us| back)?(?: with)? (?:your|the) (?:full |online |bank |account )*"
                            + "(?:passwords?|SSN|social security (?:number|no)|(?:credit|debit) ?card (?:number|details)|CVV|PIN|"
                            + "routing number|bank (?:details|account number)|banking (?:details|information|login)|login (?:details|credentials)|seed phrase)\\b|"
                            + "\\b(?:enter|provide|update) your (?:full )?(?:SSN|social security number|CVV|seed phrase|bank account number)\\b|"
                            + "\\b(?:account|card|parcel|package)(?: \\w+){0,3} (?:is|was|has been|will be) (?:\\w+ )?(?:suspended|locked|frozen|restricted|limited|held)\\b[^.]{0,60}"
                            + "\\b(?:click|verify|confirm|update|pay)\\b[^.]{0,60}\\b(?:identity|details|information|password|fee|https?:)"),
            category(
                    "deception",
                    30885,
                    30470,
                    "\\byou(?:['’]ve| have)? (?:just )?(?:won|been selected (?:to (?:win|receive|claim)|as (?:a|our) winner|for a (?:free|prize|gift)))\\b|\\bclaim your (?:prize|winnings|money)\\b|"
                            + "\\bfree (?:iphone|gift ?cards?|money|cash)\\b|\\bguaranteed (?:approval|income|winner|returns)\\b|\\bmiracle (?:cure|pill|diet|drug|weight|product)|"
                            + "\\byou(?:['’]re| are) (?:a|the|our) (?:lucky )?winner\\b|\\bcongratulations,? you\\b[^.]{0,30}\\b(?:won|selected|winner)|\\b(?:unclaimed|free government|federal) (?:money|funds|grants?|refund|stimulus)\\b|\\bcures? (?:\\w+ )?(?:cancer|diabetes|covid|arthritis|anxiety)\\b|\\blose \\d+ (?:pounds|lbs|pounds)\\b|\\bstimulus checks?\\b|\\bfinal notice\\b[^.]{0,40}\\b(?:warranty|vehicle|car)\\b|\\bextended (?:car |auto |vehicle )?warrant(?:y|ies)\\b|\\bgift card (?:is )?waiting\\b|\\b(?:claim|release|collect) (?:\\w+ ){0,2}(?:prize|reward|winnings) (?:before|now)|\\byour prize\\b|\\bchosen (?:for|to (?:receive|get|win)) (?:a |an |our )?(?:\\w+ )?(?:rewards?|prizes?|gift)\\b|\\bpay \\$[\\d.]+ (?:for )?(?:shipping|handling|a fee)|\\brisk[- ]free (?:money|income|profit|investment)"));

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
                .anyMatch(sentence -> Words.affirmed(words, sentence)
                        .anyMatch(found -> !has(FREE_OF, sentence.substring(found.end()))));
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
