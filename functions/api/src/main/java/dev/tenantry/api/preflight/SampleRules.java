package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.A2p;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Rules about the samples of a campaign: whose they are, how they are stopped, their links, and that they differ.
 *
 * @param campaign the campaign
 * @param names the names under which recipients know the business; empty when they are not known here
 */
record SampleRules(A2p.Campaign campaign, BrandNames names) {
    private static final String AT = CampaignRules.AT;

    /** A link without its scheme; what follows an @ is a part of an e-mail address. */
    private static final Pattern BARE_LINK = words(
            "(?<![@\\w./-])(?:[a-z0-9-]+\\.)+(?:com|net|org|io|co|app|shop|gov|edu|biz|info|example)(?:/\\S*)?(?![\\w@])");

    private static final Pattern NAME_OF_BUSINESS = words(
            "^[\\[{<]|[\\[{<][^\\[\\]{}<>]{0,40}"
                    + "(?:business|company|brand|practice|store|shop|school|clinic|restaurant|org|agency|church|sender)[^\\[\\]{}<>]{0,40}[\\]}>]");
    /** What differs between two messages of the same template. */
    private static final Pattern FILLED_IN = words(
            "\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(?:january|february|march|april|"
                    + "may|june|july|august|september|october|november|december|today|tomorrow|tonight|am|pm)\\b|\\d+|[\\s\\p{Punct}]+");

    /** A number that somebody is to call, also a short one or one of letters. */
    private static final Pattern DIALLED = words(
            "\\b(?:call|phone|tel|dial|ring|text)\\b[^.]{0,20}?(?<!\\d)(?:\\d{3}[- .]\\d{4}|\\d{10})\\b|\\b1-8\\d\\d-[A-Z0-9-]{6,}");

    private static final Pattern A_WORD = Pattern.compile("\\p{L}{3}");
    private static final Pattern REDIRECTS =
            words("https?://(?:[\\w-]+\\.)*(?:\\w*-?)?(?:short(?:link|url|en\\w*)?|tiny(?:url|link)?|bit-?ly|lnk|shrt|"
                    + "url-?short\\w*|click-?track\\w*|redirect\\w*|trk|track-?link)\\.[a-z]+/");

    void addTo(Findings findings) {
        addAboutSender(findings);
        addAboutText(findings);
        addAboutLinks(findings);
        addAboutEmbeddedLinks(findings);
    }

    private void addAboutSender(Findings findings) {
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
    }

    private void addAboutText(Findings findings) {
        var samples = campaign.samples();
        var distinct = new HashSet<String>();
        samples.forEach(sample -> distinct.add(template(sample)));
        findings.reject(
                distinct.size() < samples.size(),
                AT + "/samples",
                30893,
                "Two samples are the same, but for what is filled in. Give samples of different messages.");
        findings.reject(
                samples.stream().anyMatch(sample -> !has(A_WORD, withoutVariables(sample))),
                AT + "/samples",
                30893,
                "A sample consists of variables only. Write what the message says.");
        findings.reject(
                samples.stream().allMatch(CampaignRules::isForeign),
                AT + "/samples",
                30910,
                "The samples are not in English. Write them in English, or add a translation.");
    }

    private void addAboutLinks(Findings findings) {
        var samples = campaign.samples();
        findings.reject(
                samples.stream().anyMatch(sample -> has(REDIRECTS, sample)),
                AT + "/samples",
                30892,
                "A sample has a link that hides where it leads. Use a link of the business's own domain.");
        findings.reject(
                Words.hasShortLink(samples),
                AT + "/samples",
                30892,
                "A sample has a link of a shortener that everybody uses. Use a link of the business's own domain.");
        findings.reject(
                Words.hasPlainLink(samples),
                AT + "/samples",
                30892,
                "A sample has a link that is not encrypted. Write https.");
    }

    private void addAboutEmbeddedLinks(Findings findings) {
        var samples = campaign.samples();
        findings.reject(
                !campaign.hasEmbeddedPhone() && samples.stream().anyMatch(sample -> has(DIALLED, sample)),
                AT + "/hasEmbeddedPhone",
                30889,
                "A sample has a phone number, and this says that messages have none. Reviewers reject that.");
        findings.reject(
                !campaign.hasEmbeddedLinks() && samples.stream().anyMatch(sample -> has(BARE_LINK, sample)),
                AT + "/hasEmbeddedLinks",
                30893,
                "A sample has a link, and this says that messages have none. Reviewers reject that.");
        findings.reject(
                campaign.hasEmbeddedLinks()
                        && samples.stream()
                                .noneMatch(sample -> has(BARE_LINK, sample)
                                        || has(Words.PLACEHOLDER, sample)
                                        || !Words.links(List.of(sample)).isEmpty()),
                AT + "/hasEmbeddedLinks",
                30893,
                "This says that messages have links, and no sample has one. Show one, or say that there are none.");
    }

    /** A sample without what its template fills in; codes differ in nothing else. */
    private String template(String sample) {
        var words = sample.toLowerCase(Locale.ROOT);
        return campaign.useCase().equals("2FA")
                ? words.replaceAll("[\\s\\p{Punct}]+", " ")
                : FILLED_IN.matcher(words).replaceAll(" ");
    }

    private static String withoutVariables(String sample) {
        return Words.OPT_OUT
                .matcher(Words.PLACEHOLDER.matcher(sample).replaceAll(" "))
                .replaceAll(" ");
    }

    private boolean isNamed(String sample) {
        return has(NAME_OF_BUSINESS, sample) || names.isIn(sample);
    }
}
