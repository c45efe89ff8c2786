package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.BusinessProfile;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about the addresses of pages that reviewers open: that they can, and that the pages are the business's own.
 *
 * @param business the business, where the plan gives its data
 * @param names the names under which recipients know the business; empty when they are not known here
 */
record PageRules(Optional<BusinessProfile> business, BrandNames names) {
    /** Where businesses have their policies hosted. */
    private static final Set<String> HOSTS = Set.of(
            "termly.io",
            "iubenda.com",
            "termsfeed.com",
            "freeprivacypolicy.com",
            "privacypolicies.com",
            "getterms.io",
            "google.com",
            "notion.site",
            "github.io",
            "wixsite.com",
            "squarespace.com",
            "square.site",
            "godaddysites.com",
            "myshopify.com",
            "weebly.com",
            "webflow.io",
            "carrd.co");

    private static final Pattern NOT_PUBLIC = words(
            "^(?:[^/]*//)?(?:[\\w-]+\\.)*(?:intranet|internal|localhost|staging|stage|dev|test|preview|vpn|private|local|qa|uat)"
                    + "(?:\\.|:|/|$)|^(?:[^/]*//)?(?:\\d{1,3}\\.){3}\\d{1,3}(?:[:/]|$)|//[^/]+:\\d+");
    private static final Pattern LOGIN = words(
            "/(?:(?:wp-)?(?:log-?in|admin)|sign-?in|auth|dashboard|members?-only|my-?account)(?:\\.\\w+)?(?:[/?#]|$)");
    private static final Pattern UNFINISHED = words(
            "/(?:coming-?soon|under-?construction|placeholder|todo|tbd|404|not-?found|draft|test|lorem|dummy|example|maintenance|parked)(?:[-_./?#]|$)|\\bcoming-?soon\\.|\\bunder-?construction\\.");
    private static final Pattern FORM_ONLY = words(
            "//(?:forms?|survey|docs)\\.|\\b(?:typeform|jotform|google\\.com/forms|surveymonkey|formstack|wufoo)\\b");
    private static final Pattern PRIVACY = words("priva|data-?protection|legal|polic");
    private static final Pattern TERMS = words("terms|\\btos\\b|conditions|legal|agreement");

    private static final Pattern PRIVACY_LINK = words("privacy");

    void addOfCampaign(Findings findings, URI privacyPolicy, URI terms, String flow) {
        var at = CampaignRules.AT;
        addAboutPage(findings, at + "/privacyPolicyUrl", privacyPolicy, 30908);
        addAboutPage(findings, at + "/termsUrl", terms, 30908);
        addAboutSwap(findings, at, privacyPolicy, terms, 30908);
        findings.reject(
                Words.links(List.of(flow)).stream()
                        .filter(link -> has(PRIVACY_LINK, link))
                        .anyMatch(link -> !Words.domain(link).equals(Words.domain(privacyPolicy.toString()))),
                at + "/messageFlow",
                30908,
                "The message flow links to another website's privacy policy than the campaign names. Name one.");
        findings.warn(
                privacyPolicy.equals(terms),
                at + "/termsUrl",
                30908,
                "Privacy policy and terms are one page. Reviewers look for what each has to say.");
        addAboutWebsite(findings, 30891, 30920, privacyPolicy, terms);
    }

    void addOfTollFree(Findings findings, URI privacyPolicy, URI terms) {
        var at = "/tollFreeVerification";
        addAboutPage(findings, at + "/privacyPolicyUrl", privacyPolicy, 30520);
        addAboutPage(findings, at + "/termsUrl", terms, 30520);
        addAboutSwap(findings, at, privacyPolicy, terms, 30520);
        addAboutWebsite(findings, 30473, 30473, privacyPolicy, terms);
    }

    private void addAboutPage(Findings findings, String pointer, URI url, int code) {
        findings.reject(
                url.getScheme().equalsIgnoreCase("http"),
                pointer,
                code == 30908 ? 30964 : 30471,
                "The address is not encrypted. Write https.");
        findings.reject(
                url.getPath() == null
                        || (url.getPath().length() <= 1 && url.getQuery() == null && url.getFragment() == null),
                pointer,
                code,
                "The address is that of a whole website. Name the very page.");
        findings.reject(
                isClosed(url),
                pointer,
                code,
                "Reviewers cannot open this address. Name a page that everybody can open.");
        findings.reject(
                has(UNFINISHED, url.toString()), pointer, code, "The page does not look finished. Publish it first.");
        findings.reject(
                !isOwn(url),
                pointer,
                code,
                "The page is one of another business's website. Name one of the business's own.");
    }

    private static void addAboutSwap(Findings findings, String at, URI privacyPolicy, URI terms, int code) {
        findings.reject(
                !has(PRIVACY, path(privacyPolicy)) && has(TERMS, path(privacyPolicy)),
                at + "/privacyPolicyUrl",
                code,
                "The address of the privacy policy is that of terms. Name the privacy policy.");
        findings.reject(
                !has(TERMS, path(terms)) && has(PRIVACY, path(terms)),
                at + "/termsUrl",
                code,
                "The address of the terms is that of a privacy policy. Name the terms.");
    }

    private void addAboutWebsite(Findings findings, int closed, int form, URI privacyPolicy, URI terms) {
        business.ifPresent(known -> {
            var website = known.website();
            var domain = Words.domain(website.toString());
            findings.reject(
                    isClosed(website) || has(UNFINISHED, website.toString()),
                    "/business/website",
                    closed,
                    "Reviewers cannot see the website yet, or never can. Name one that everybody can open.");
            findings.reject(
                    has(FORM_ONLY, website.toString()),
                    "/business/website",
                    form,
                    "The website is a form only. Name the one that says who the business is.");
            findings.reject(
                    !names.withoutDomain().isIn(domain.replaceFirst("\\..*", ""))
                            && !domain.equals(
                                    Words.domain(known.representative().email()))
                            && !domain.equals(Words.domain(privacyPolicy.toString()))
                            && !domain.equals(Words.domain(terms.toString())),
                    "/business/website",
                    closed == 30891 ? 30907 : 30472,
                    "The website is neither that of the e-mail address nor that of the policies. Name the business's own.");
        });
    }

    private static boolean isClosed(URI url) {
        return has(NOT_PUBLIC, url.toString()) || has(LOGIN, path(url));
    }

    private boolean isOwn(URI url) {
        var domain = Words.domain(url.toString());
        return business.isEmpty()
                || HOSTS.contains(domain)
                || domain.equals(Words.domain(business.get().website().toString()))
                || domain.equals(Words.domain(business.get().representative().email()))
                || names.withoutDomain().isIn(url.toString().replaceAll("[^A-Za-z0-9]+", " "));
    }

    private static String path(URI url) {
        return url.getPath() == null ? "" : url.getPath();
    }
}
