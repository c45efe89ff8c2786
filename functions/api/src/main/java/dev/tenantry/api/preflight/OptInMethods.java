package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Rules about the ways in which people agree: that there is one at all, that each is described, and that reviewers can
 * look at it.
 *
 * @param flow the campaign's message flow
 * @param useCase the campaign's use case
 */
record OptInMethods(String flow, String useCase) {
    private static final String AT = "/a2p/campaign/messageFlow";

    /** A way in which people agree. */
    private enum Method {
        WEB(
                "\\b(?:web ?(?:sites?|pages?|forms?)|online|on the web|landing page|sign-?up (?:form|page)|contact (?:form|page)|pop-?up)\\b"),
        SPOKEN(
                "\\b(?:verbal(?:ly)?|orally|over the phone|by (?:tele)?phone|phone calls?|(?:when|if) they call|call center)\\b"),
        PAPER("\\b(?:paper|printed|intake forms?|sign-?up sheets?|cards?|clipboard|in[- ]stores?)\\b"),
        KEYWORD(
                "\\b(?:keywords?|by text(?:ing)?|via text|text-to-join|texting in|text (?:us|[\"“']?(?-i:[A-Z]{3,})))\\b"),
        QR_CODE("\\bQR\\b"),
        APP("\\b(?:mobile app|in-app|our app)\\b");

        private final Pattern words;

        Method(String regex) {
            words = words(regex);
        }
    }

    private static final Pattern OPTS_IN = words(
            "\\b(?:opt(?:s|ed|ing)?[ -]?in|consents?|agrees?|sign(?:s|ed)? up|subscribes?|enrol\\w*|collect\\w*)\\b");
    /** What shows or quotes a way in full. */
    private static final Pattern EVIDENCE = words(
            "https?://|\\bwww\\.|[\"“]|\\bscript\\b|\\bscreen ?shots?\\b|\\bpictures?\\b|\\bphotos?\\b|\\bscan\\b|"
                    + "\\b(?:box|checkbox|reads?|asks?|says?|states?|shown|displayed)\\b|\\b[a-z0-9-]+\\.[a-z]{2,}/\\w");

    private static final Pattern A_KEYWORD =
            words("\\btext(?:s|ing)? (?:the word |the keyword )?[\"“']?(?-i:[A-Z]{3,})");
    private static final Pattern NOT_YET = words(
            "\\b(?:web ?site|site|page|form|app)\\b[^.]{0,40}\\b(?:under construction|coming soon|not (?:yet )?(?:live|online|published|launched|ready|finished|built)|"
                    + "(?:will|to) (?:go live|launch|be (?:live|launched|ready|published|online))|(?:is|currently) (?:down|offline))\\b");
    private static final Pattern NO_BOX = words(
            "\\b(?:no|without an?y?) (?:separate |extra |consent |opt-?in )?(?:check ?-?)?box\\b(?! (?:is|are|comes|may be|can be) (?:\\w+ )?(?:pre|ticked|checked|selected|set))");
    private static final Pattern EACH =
            words("\\b(?:both|each|either way|the same (?:words|text|wording|language|disclosure))\\b");
    /** Something that people do in order to agree. */
    static final Pattern CONSENT = words(
            "\\bagree|\\bconsent|\\bopt(?:s|ed|ing)?[ -]?in\\b|\\bauthori[sz]|\\bpermission|\\bsubscri|"
                    + "\\bsign(?:s|ed|ing)?[ -]?(?:\\w+ )?up\\b|\\bcheck ?-?box|\\bbox(?:es)?\\b|\\btick|\\benrol|\\bjoin|\\brequest|\\bask(?:s|ed)?\\b|"
                    + "\\bturn(?:s|ed)? (?:\\w+ ){0,3}on\\b|\\bswitch|\\bchoos|\\bchose|\\bselect|\\baccept|\\bsay(?:s|ing)? yes\\b|\\btext(?:s|ing)? (?:us |in )?[\"“']?(?-i:[A-Z]{3,})|"
                    + "\\bkeyword|\\bwrite to us|\\bfirst\\b|\\btext(?:s|ed)? us\\b|\\bvolunt|\\bscan|\\bregister|\\bmay (?:we|\\w+) (?:send|text)\\b|\\banswers? yes\\b|\\boptional");

    private static final Pattern POLICY_LINK =
            words("(?:https?://)?[\\w.-]+\\.[a-z]{2,}/\\S*(?:privacy|terms|legal|polic|tos\\b|conditions)\\S*");
    private static final Pattern VISIBLE = words(
            "https?://|\\bwww\\.|\\b[a-z0-9-]+\\.[a-z]{2,}\\b(?:/\\w)?|\\bscreen ?shots?\\b|\\bpictures?\\b|\\bphotos?\\b|\\bscan of\\b|\\bimages?\\b");
    private static final Pattern QUOTE = Pattern.compile("[\"“][^\"”]{25,}[\"”]");
    private static final Pattern SCRIPT = words("\\bscripts?\\b|\\breads? (?:aloud )?(?:the following|this)\\b");
    private static final Pattern ONLY_KNOWN = words(
            "\\b(?:already (?:have|has|know|in)|on file|existing (?:relationship|records)|in our (?:CRM|database|records|system)|"
                    + "from (?:our|the) (?:CRM|database|records|files|customer list|booking records|invoices))\\b");

    void addTo(Findings findings) {
        var isVisible = has(VISIBLE, POLICY_LINK.matcher(flow).replaceAll(" "));
        var isQuoted = has(QUOTE, flow) || has(SCRIPT, flow);
        findings.reject(
                !has(CONSENT, flow) || (has(ONLY_KNOWN, flow) && !Words.affirms(CONSENT, flow)),
                AT,
                30896,
                "The message flow does not say that people agree. Describe what they do in order to get messages.");
        findings.reject(
                isOnlyListed(),
                AT,
                30917,
                "The message flow names several ways to agree, and does not describe each. Describe each with its words"
                        + " and a link or picture, or leave it out.");
        findings.reject(
                uses(Method.WEB) && !isVisible,
                AT,
                30543,
                "People agree on a website, and the message flow has no link to the page. Give its address, or that of a"
                        + " picture.");
        findings.reject(
                !isVisible && !isQuoted && !has(A_KEYWORD, flow),
                AT,
                30909,
                "The message flow shows nothing of how people agree. Quote the words, or give the address of the page or of a"
                        + " picture.");
        findings.reject(
                has(NOT_YET, flow),
                AT,
                30891,
                "Reviewers cannot see the page yet. Publish it first, or give the address of pictures.");
        findings.reject(
                has(NO_BOX, flow),
                AT,
                30925,
                "There is no box with which people agree. Give text messages one that is not ticked.");
        findings.reject(
                uses(Method.SPOKEN) && !isQuoted && !isVisible,
                AT,
                30896,
                "People agree by word of mouth. Quote the words that they are told.");
        findings.reject(
                useCase.equals("MARKETING")
                        && uses(Method.SPOKEN)
                        && Arrays.stream(Method.values())
                                .filter(method -> method != Method.SPOKEN)
                                .noneMatch(this::uses),
                AT,
                30913,
                "People agree to advertising by word of mouth. They have to do so in writing.");
    }

    /** Whether a sentence lists ways of which some is described nowhere. */
    private boolean isOnlyListed() {
        var sentences = Words.sentences(flow);
        return sentences.stream().anyMatch(listing -> {
            var listed = Arrays.stream(Method.values())
                    .filter(method -> has(method.words, listing))
                    .toList();
            return listed.size() >= 2
                    && has(OPTS_IN, listing)
                    && !(listed.size() == 2 && has(EVIDENCE, listing))
                    && !has(EACH, flow)
                    && listed.stream().anyMatch(method -> sentences.stream()
                            .noneMatch(other -> !other.equals(listing) && has(method.words, other)));
        });
    }

    private boolean uses(Method method) {
        return has(method.words, flow);
    }
}
