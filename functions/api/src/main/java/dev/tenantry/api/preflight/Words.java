package dev.tenantry.api.preflight;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words and links in the texts of a plan, as more than one rule reads them. */
final class Words {
    /** A way to stop messages. The word alone counts in capitals only: people stop by and take the bus at a stop. */
    static final Pattern OPT_OUT =
            words("(?-i:\\bSTOP(?:ALL)?\\b)|\\bstop(?:all)? to\\b|\\bto stop\\b|\\bunsubscribe\\b|"
                    + "\\bopt(?:s|ed|ing)?[ -]?out\\b|\\b(?:reply|respond|text|txt|send)(?:ing)?(?: back)?(?: with)?(?: the word)? "
                    + "[\"'“‘]?(?:stop|stopall|end|quit|cancel|revoke|unsubscribe)\\b");

    static final Pattern PLACEHOLDER = Pattern.compile("[\\[{<][^\\[\\]{}<>]{1,80}[\\]}>]");
    /** A gap of a template, which is no variable of a message: texts about a campaign have none. */
    static final Pattern UNFILLED = words("[\\[{<](?:insert|your|company|business|brand|organi[sz]ation|website|url|"
            + "link|name|phone|e-?mail|address|xx+)\\b[^\\]}>]*[\\]}>]|\\bTBD\\b|\\bTODO\\b|\\byour (?:company|business|brand) name"
            + " here\\b|\\byour-?(?:company|domain|business|website)\\.");

    /** A gap that is none of a variable's in a message either. */
    static final Pattern INSERT = words("[\\[{<](?:insert|your) [^\\]}>]*[\\]}>]");

    static final Pattern SECRET_CODE = words("\\b(?:verification|verify|log-?in|one-time|security|access|sign-?in|"
            + "authentication|confirmation) (?:pass)?(?:code|pin)\\b|\\bpasscode\\b|\\bOTP\\b");
    static final Pattern PROMOTION =
            words("\\b\\d{1,2} ?% ?(?:off|discount)|\\b(?:flash|summer|winter|spring|fall|holiday|big) sale\\b|"
                    + "\\bon sale\\b|\\bsale (?:ends|today|now|starts|prices?)\\b|\\bdiscounts?\\b|\\bcoupons?\\b|\\bpromo(?:s|tions?|tional)?\\b|"
                    + "\\bspecial offers?\\b|\\blimited[- ]time\\b|\\b(?:save|get) \\$\\d|\\$\\d+ off\\b|\\bbuy one\\b|\\bBOGO\\b|"
                    + "\\b(?:hot|best|great|exclusive|weekly|daily) deals?\\b|\\bdeals? of the (?:day|week)\\b|\\b(?:shop|buy) now\\b|"
                    + "\\bnew arrivals?\\b|\\b(?:2|two|3|three)[- ]for[- ](?:1|one|2|two)\\b|\\bclearance\\b|\\bfree shipping\\b|"
                    + "\\buse code (?-i:[A-Z]{3,}\\d*\\b)|\\bhalf[- ](?:price|off)\\b|\\bexclusive (?:offers?|savings)\\b|"
                    + "\\bsave (?:up to |an extra )?\\d{1,2} ?%|\\bmarketing (?:messages?|texts?|offers?)\\b|"
                    + "\\b(?:try|check out|discover) our (?:new|latest)\\b|\\btreat yourself\\b|\\bdon['’]?t miss (?:out|our|this|these)\\b|\\bupgrade (?:now|today) (?:and|to|for)\\b|"
                    + "\\bget \\d+ (?:months?|weeks?|classes|sessions) free\\b|\\bfirst (?:month|class|visit|session) (?:is )?(?:free|on us)\\b|\\bearn (?:double|triple|\\d+x) points\\b|"
                    + "\\b(?:for|now) (?:only|just) \\$\\d|(?<!for )(?<!of )\\bsale\\b(?! of)|\\blast chance\\b");
    /** Proof of age: a date of birth or a document. That people say or click that they are old enough is none. */
    static final Pattern AGE_CHECK =
            words("date of birth|birth ?dates?\\b|\\bbirthday|\\bDOB\\b|\\bage[- ](?:gate|check|verif)|"
                    + "verif\\w+ (?:of )?(?:their |the |each )?(?:\\w+['’]s )?age|\\b(?:check|scan|show|verif|upload)\\w* (?:of )?(?:a |an |their |the )?"
                    + "(?:photo |government )?ID\\b");

    static final Pattern MADE_UP = words(
            "\\blorem ipsum\\b|\\basdf|\\bfoo ?bar\\b|\\b(?:just|only) (?:a )?test(?:ing)?\\b|"
                    + "\\btest(?:ing)? (?:campaign|message|messages|purposes|account|sms|only)\\b|\\bthis is a test\\b|\\bdummy\\b|"
                    + "\\bhello world\\b|\\bsample (?:campaign|message|text)\\b|\\bproof of concept\\b|\\bqwerty|\\bblah\\b|"
                    + "\\btest(?:ing)? (?:out )?(?:the|our|this|twilio['’]?s?) (?:api|sms|system|integration|code|messaging|platform|"
                    + "app|twilio|number|setup)\\b|\\b(?:demo|developer|sandbox) (?:campaign|account|testing|purposes)\\b");
    static final Pattern PERSONAL = words("\\bpersonal (?:project|use|messages|alerts|notifications)\\b|\\bhobby\\b|"
            + "\\b(?:for|to) (?:me|myself)\\b|\\bmy (?:own )?(?:home|house|family|friends|wife|husband|phone|kids|garage)\\b|"
            + "\\bfriends and family\\b|\\bfamily and friends\\b|\\bhome automation\\b|\\bbetween (?:friends|family)\\b|"
            + "\\b(?:chat|text|message)(?:ing)? (?:with )?(?:friends|each other|family)\\b|\\bpeer[- ]to[- ]peer\\b|"
            + "\\bperson[- ]to[- ]person\\b|\\bpersonal (?:texting|line|conversations?|reminders|contacts)\\b|\\bside project\\b|"
            + "\\bto (?:my|his|her) (?:family|friends|wife|husband|kids|children|parents|relatives)\\b");

    private static final Pattern NEGATION_BEFORE = words(
            "\\b(?:no|not|never|non|nor|neither|without|against|anti|quit|avoid|except|don['’]?t|doesn['’]?t|isn['’]?t|nobody|none|cannot|"
                    + "can['’]?t|won['’]?t)\\W+(?:\\w+\\W+){0,4}$|-free \\w*$");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()\\]]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_SHORT_LINK =
            words("(?<![\\w.@/-])(?:bit\\.ly|tinyurl\\.com|goo\\.gl|t\\.co|ow\\.ly|is\\.gd|"
                    + "cutt\\.ly|rb\\.gy|t\\.ly|tiny\\.cc|rebrand\\.ly)/\\w+");
    private static final Set<String> SHORTENERS = Set.of(
            "bit.ly",
            "tinyurl.com",
            "goo.gl",
            "t.co",
            "ow.ly",
            "is.gd",
            "buff.ly",
            "cutt.ly",
            "shorturl.at",
            "rb.gy",
            "tiny.cc",
            "lnkd.in",
            "t.ly",
            "rebrand.ly",
            "bl.ink",
            "s.id",
            "short.io",
            "v.gd",
            "adf.ly",
            "shorte.st",
            "soo.gd",
            "qr.ae",
            "trib.al",
            "fb.me",
            "youtu.be",
            "amzn.to",
            "wa.me",
            "shorturl.com",
            "tr.im",
            "snip.ly");
    /** Endings under which anybody registers names, and that have two parts. */
    private static final Set<String> SECOND_LEVEL = Set.of("co", "com", "org", "net", "gov", "ac", "edu");

    private Words() {}

    /** A pattern that does not look at upper and lower case. */
    static Pattern words(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }

    /** Whether a text says something, and does not deny it: nothing counts after a negation in the same sentence. */
    static boolean affirms(Pattern pattern, String text) {
        return sentences(text).stream()
                .anyMatch(sentence -> affirmed(pattern, sentence).findAny().isPresent());
    }

    /** The places where a sentence says something, and does not deny it. */
    static Stream<MatchResult> affirmed(Pattern pattern, String sentence) {
        return pattern.matcher(sentence)
                .results()
                .filter(found -> !has(NEGATION_BEFORE, sentence.substring(0, found.start())));
    }

    /** How many words a text has. */
    static long count(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .count();
    }

    /** The sentences of a text. */
    static List<String> sentences(String text) {
        return Arrays.stream(text.split("(?<=[.!?;])\\s+|\\n")).toList();
    }

    /** The links of texts. */
    static List<String> links(List<String> texts) {
        return texts.stream()
                .flatMap(text ->
                        LINK.matcher(text).results().map(link -> link.group().replaceAll("[.,;:!?]+$", "")))
                .toList();
    }

    /** Whether a text has a link that a public shortener made. */
    static boolean hasShortLink(List<String> texts) {
        return texts.stream().anyMatch(text -> has(BARE_SHORT_LINK, text))
                || links(texts).stream().map(Words::domain).anyMatch(SHORTENERS::contains);
    }

    /** Whether a text has a link that is not encrypted. */
    static boolean hasPlainLink(List<String> texts) {
        return links(texts).stream().anyMatch(link -> link.regionMatches(true, 0, "http:", 0, 5));
    }

    /** Whether a text has a link to a domain that is neither this one nor named like the business. */
    static boolean hasForeignLink(List<String> texts, URI website, BrandNames names) {
        var own = domain(website.toString());
        return links(texts).stream()
                .map(Words::domain)
                .anyMatch(domain -> !domain.equals(own) && !names.isIn(domain.replaceFirst("\\..*", "")));
    }

    /** The domain that somebody registered, of a link or an e-mail address. */
    static String domain(String link) {
        var host = link.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^.*@", "")
                .replaceFirst("[/:?#].*$", "");
        var labels = host.split("\\.", -1);
        var kept = labels.length > 2
                        && labels[labels.length - 1].length() == 2
                        && SECOND_LEVEL.contains(labels[labels.length - 2])
                ? 3
                : 2;
        return String.join(".", Arrays.copyOfRange(labels, Math.max(0, labels.length - kept), labels.length));
    }

    /** One text of several. */
    static String joined(Stream<String> texts) {
        return String.join(" \n ", texts.toList());
    }
}
