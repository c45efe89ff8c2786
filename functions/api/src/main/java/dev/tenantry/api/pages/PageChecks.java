package dev.tenantry.api.pages;

import static dev.tenantry.api.pages.PageText.pattern;

import dev.tenantry.api.preflight.Finding;
import dev.tenantry.api.preflight.Finding.Severity;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.Plan;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the pages that a plan names lack of what reviewers look for there. A page that cannot be judged, because it is
 * slow, refuses machines or is made by scripts, is a warning: reviewers look with a browser.
 */
public final class PageChecks {
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>()\\]”]+");
    private static final Pattern POLICY = pattern("privacy|terms|legal|polic|\\btos\\b|conditions");
    private static final Pattern PICTURE = pattern("\\.(?:png|jpe?g|gif|webp|pdf)(?:$|[?#])");

    private static final Pattern NUMBERS =
            pattern("\\b(?:mobile|phone|cell|SMS|text(?:ing)?(?: message)?s?|opt-?in|messaging)\\b|\\bconsent\\b");
    private static final Pattern SHARE = pattern(
            "\\b(?:shar(?:e|es|ed|ing)|sell|sells|sold|rent|rents|rented|disclos\\w*|transfer\\w*|give|pass)\\b");
    private static final Pattern OTHERS =
            pattern("third[- ]part|\\baffiliates?\\b|\\bpartners?\\b|\\banyone\\b|\\bothers\\b|\\bany other\\b");
    private static final Pattern NOT =
            pattern("\\b(?:not|never|no|nor|none|nobody|without|exclud\\w+|except)\\b|n['’]t\\b");
    private static final Pattern MARKETING =
            pattern("\\bmarketing\\b|\\bpromotion\\w*|\\badvertis\\w+|\\btheir own\\b");
    private static final Pattern NEVER = pattern("(?!)");

    private static final Pattern TEXTS = pattern("\\btext(?:s|ing)?\\b|\\bSMS\\b|\\bMMS\\b");
    private static final Pattern FREQUENCY = pattern(
            "frequen|\\bvar(?:y|ies)\\b|\\bper (?:day|week|month)\\b|/ ?(?:mo|month|week)\\b|\\b(?:a|each|every) (?:day|week|month)\\b");
    private static final Pattern RATES =
            pattern("\\brates?\\b[^.]{0,30}\\bappl|\\bdata rates\\b|\\bcarrier (?:charges|fees|rates)\\b");
    private static final Pattern HELP = Pattern.compile("\\bHELP\\b|(?i:\\bcustomer (?:care|support|service)\\b)");
    private static final Pattern STOP = Pattern.compile("\\bSTOP\\b|(?i:\\bopt[ -]?out\\b)|(?i:\\bunsubscribe\\b)");

    private final Function<Set<URI>, Map<URI, Page>> fetcher;

    /** Checks of pages that this fetches. */
    public PageChecks(Function<Set<URI>, Map<URI, Page>> fetcher) {
        this.fetcher = fetcher;
    }

    /** A kind of page. */
    private enum Kind {
        PRIVACY("privacy policy", 30908),
        TERMS("terms", 30908),
        OPT_IN("page on which people agree", 30909),
        WEBSITE("website", 30891);

        private final String words;
        private final int code;

        Kind(String words, int code) {
            this.words = words;
            this.code = code;
        }
    }

    /** A page that the plan names. */
    private record Named(String pointer, URI url, Kind kind) {}

    /** The findings about the pages of a plan. */
    public List<Finding> of(Plan plan, Optional<BusinessProfile> business) {
        var named = named(plan, business);
        var urls = new LinkedHashSet<URI>();
        named.forEach(page -> urls.add(page.url()));
        var pages = fetcher.apply(urls);
        return named.stream()
                .flatMap(page -> findings(page, pages.get(page.url())).stream())
                .distinct()
                .toList();
    }

    private static List<Named> named(Plan plan, Optional<BusinessProfile> business) {
        var named = new ArrayList<Named>();
        business.ifPresent(known -> named.add(new Named("/business/website", known.website(), Kind.WEBSITE)));
        plan.a2p().ifPresent(a2p -> {
            var campaign = a2p.campaign();
            var at = "/a2p/campaign";
            named.add(new Named(at + "/privacyPolicyUrl", campaign.privacyPolicyUrl(), Kind.PRIVACY));
            named.add(new Named(at + "/termsUrl", campaign.termsUrl(), Kind.TERMS));
            optIn(campaign.messageFlow()).ifPresent(url -> named.add(new Named(at + "/messageFlow", url, Kind.OPT_IN)));
        });
        plan.tollFreeVerification().ifPresent(verification -> {
            var at = "/tollFreeVerification";
            named.add(new Named(at + "/privacyPolicyUrl", verification.privacyPolicyUrl(), Kind.PRIVACY));
            named.add(new Named(at + "/termsUrl", verification.termsUrl(), Kind.TERMS));
        });
        return named;
    }

    /** The first page of the message flow that is neither a policy nor a picture. */
    private static Optional<URI> optIn(String flow) {
        return LINK.matcher(flow)
                .results()
                .map(link -> link.group().replaceAll("[.,;:!?]+$", ""))
                .filter(link ->
                        !POLICY.matcher(link).find() && !PICTURE.matcher(link).find())
                .findFirst()
                .flatMap(PageChecks::parsed);
    }

    private static Optional<URI> parsed(String link) {
        try {
            return Optional.of(URI.create(link));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static List<Finding> findings(Named named, Page page) {
        var what = "The " + named.kind().words;
        return switch (page) {
            case Page.Refused _ ->
                List.of(rejection(
                        named,
                        named.kind().code,
                        what + " is not fetched: its address, or one that it leads to, is not https or not public."));
            case Page.Unreachable _ ->
                List.of(warning(
                        named, what + " did not answer within three seconds. Reviewers have to be able to open it."));
            case Page.Answered answered
            when answered.status() == 404 || answered.status() == 410 ->
                List.of(rejection(
                        named,
                        named.kind().code,
                        what + " does not exist: its server answers " + answered.status() + "."));
            case Page.Answered answered ->
                List.of(warning(
                        named,
                        what + " was not shown: its server answers " + answered.status()
                                + ". Reviewers have to be able to open it."));
            case Page.Read read -> readings(named, PageText.of(read.html()), read.isWhole());
        };
    }

    private static List<Finding> readings(Named named, PageText page, boolean isWhole) {
        if (page.asksForPassword() && page.isEmpty()) {
            return List.of(rejection(
                    named,
                    named.kind().code,
                    "The " + named.kind().words + " is behind a login. Name one that everybody can open."));
        }
        if (page.isEmpty()) {
            return List.of(warning(
                    named,
                    "The " + named.kind().words + " says next to nothing before its scripts have run. Look at it as"
                            + " reviewers do."));
        }
        var findings = new ArrayList<Finding>();
        switch (named.kind()) {
            case PRIVACY -> addAboutPrivacy(findings, named, page, isWhole);
            case TERMS -> addAboutTerms(findings, named, page, isWhole);
            case OPT_IN -> addAboutOptIn(findings, named, page);
            case WEBSITE -> {}
        }
        return findings;
    }

    private static void addAboutPrivacy(List<Finding> findings, Named named, PageText page, boolean isWhole) {
        if (page.hasSentence(List.of(NUMBERS, SHARE, OTHERS, MARKETING), NOT)) {
            findings.add(rejection(
                    named,
                    30932,
                    "The privacy policy says that mobile information is shared with others for their marketing. Exclude"
                            + " it."));
        } else if (!page.hasSentence(List.of(NUMBERS, SHARE, OTHERS, NOT), NEVER)) {
            addMissing(
                    findings,
                    named,
                    isWhole,
                    30932,
                    "The privacy policy does not say that mobile information is not shared with third parties for"
                            + " marketing. Add that sentence.");
        }
    }

    private static void addAboutTerms(List<Finding> findings, Named named, PageText page, boolean isWhole) {
        if (!page.has(FREQUENCY)) {
            addMissing(findings, named, isWhole, 30558, "The terms do not say how often messages come.");
        }
        if (!page.has(HELP)) {
            addMissing(findings, named, isWhole, 30560, "The terms do not say how people get help: \"Reply HELP\".");
        }
        if (!page.has(RATES)) {
            addMissing(findings, named, isWhole, 30562, "The terms do not say that message and data rates may apply.");
        }
        if (!page.has(STOP)) {
            findings.add(warning(named, "The terms do not say how people stop the messages: \"Reply STOP\"."));
        }
    }

    private static void addAboutOptIn(List<Finding> findings, Named named, PageText page) {
        if (!page.has(TEXTS)) {
            findings.add(warning(
                    named,
                    "The page on which people agree does not speak of text messages. Reviewers look for it there."));
        }
    }

    /** What is missing in the beginning of a long page may stand further down. */
    private static void addMissing(List<Finding> findings, Named named, boolean isWhole, int code, String sentence) {
        findings.add(
                isWhole
                        ? rejection(named, code, sentence)
                        : warning(named, sentence + " At least not in the first 256 KiB of the page."));
    }

    private static Finding rejection(Named named, int code, String sentence) {
        return new Finding(named.pointer(), OptionalInt.of(code), sentence, Severity.REJECTION);
    }

    private static Finding warning(Named named, String sentence) {
        return new Finding(named.pointer(), OptionalInt.of(named.kind().code), sentence, Severity.WARNING);
    }
}
