package dev.tenantry.api.preflight;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words and links in the texts of a plan, as more than one rule reads them. */
final class Words {
    static final Pattern OPT_OUT = words(
            "\\b(?:stop|stopall|unsubscribe|opt[ -]?out)\\b|\\b(?:reply|text|txt|send)(?:ing)?(?: with)? [\"'“]?(?:end|quit|cancel|revoke)\\b");
    static final Pattern PLACEHOLDER = Pattern.compile("[\\[{<][^\\]}>]+[\\]}>]");
    /** A gap of a template, which is no variable of a message: texts about a campaign have none. */
    static final Pattern UNFILLED = words("[\\[{<](?:insert|your|company|business|brand|organi[sz]ation|website|url|"
            + "link|name|phone|e-?mail|address|xx+)\\b[^\\]}>]*[\\]}>]|\\bTBD\\b|\\bTODO\\b|\\byour (?:company|business|brand) name"
            + " here\\b|\\byour-?(?:company|domain|business|website)\\.");

    /** A gap that is none of a variable's in a message either. */
    static final Pattern INSERT = words("[\\[{<](?:insert|your) [^\\]}>]*[\\]}>]");

    static final Pattern SECRET_CODE = words("\\b(?:verification|verify|log-?in|one-time|security|access|sign-?in|"
            + "authentication|confirmation) (?:pass)?(?:code|pin)\\b|\\bpasscode\\b|\\bOTP\\b");
    static final Pattern PROMOTION = words(
            "\\b\\d{1,2} ?% ?(?:off|discount)|\\b(?:flash|summer|winter|spring|fall|holiday|big) sale\\b|"
                    + "\\bon sale\\b|\\bsale (?:ends|today|now|starts|prices?)\\b|\\bdiscounts?\\b|\\bcoupons?\\b|\\bpromo(?:s|tions?|tional)?\\b|"
                    + "\\bspecial offers?\\b|\\blimited[- ]time\\b|\\b(?:save|get) \\$\\d|\\$\\d+ off\\b|\\bbuy one\\b|\\bBOGO\\b");
    static final Pattern AGE_CHECK = words(
            "date of birth|birth ?date|\\bDOB\\b|\\bage[- ](?:gate|check|verif)|verif\\w+ (?:of )?"
                    + "(?:their |the )?age|\\b(?:18|21)\\+|\\b(?:18|21) (?:or|and|years)|(?:over|under|at least) (?:18|21)");
    static final Pattern MADE_UP =
            words("\\blorem ipsum\\b|\\basdf|\\bfoo ?bar\\b|\\b(?:just|only) (?:a )?test(?:ing)?\\b|"
                    + "\\btest(?:ing)? (?:campaign|message|messages|purposes|account|sms|only)\\b|\\bthis is a test\\b|\\bdummy\\b|"
                    + "\\bhello world\\b|\\bsample (?:campaign|message|text)\\b");
    static final Pattern PERSONAL = words("\\bpersonal (?:project|use|messages|alerts|notifications)\\b|\\bhobby\\b|"
            + "\\b(?:for|to) (?:me|myself)\\b|\\bmy (?:own )?(?:home|house|family|friends|wife|husband|phone|kids|garage)\\b|"
            + "\\bfriends and family\\b|\\bfamily and friends\\b|\\bhome automation\\b|\\bbetween (?:friends|family)\\b|"
            + "\\b(?:chat|text|message)(?:ing)? (?:with )?(?:friends|each other|family)\\b");

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

    /** Whether a text has a link to another domain than this one. */
    static boolean hasForeignLink(List<String> texts, URI website) {
        var own = domain(website.toString());
        return links(texts).stream().map(Words::domain).anyMatch(domain -> !domain.equals(own));
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
