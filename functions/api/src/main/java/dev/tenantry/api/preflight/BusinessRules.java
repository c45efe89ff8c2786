package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;
import static dev.tenantry.api.preflight.Words.words;

import dev.tenantry.core.plan.BusinessProfile;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules about the data of a business. No finding quotes them, since they are personal.
 *
 * @param business the business
 * @param hasBrand whether it is to be registered as an A2P brand
 */
record BusinessRules(BusinessProfile business, boolean hasBrand) {
    private static final String EMAIL = "/business/representative/email";
    private static final String NUMBER = "/business/registration/number";
    private static final String LISTING = "/business/company/listing";

    /** Where anybody gets an address. */
    private static final Set<String> FREE_MAIL = Set.of(
            "gmail.com",
            "googlemail.com",
            "yahoo.com",
            "yahoo.co.uk",
            "hotmail.com",
            "outlook.com",
            "live.com",
            "msn.com",
            "aol.com",
            "icloud.com",
            "me.com",
            "mac.com",
            "proton.me",
            "protonmail.com",
            "gmx.com",
            "gmx.net",
            "gmx.de",
            "mail.com",
            "zoho.com",
            "yandex.com",
            "ymail.com",
            "comcast.net",
            "verizon.net",
            "att.net");
    /** Where anybody gets an address for some minutes. */
    private static final Set<String> THROW_AWAY = Set.of(
            "mailinator.com",
            "guerrillamail.com",
            "10minutemail.com",
            "yopmail.com",
            "tempmail.com",
            "temp-mail.org",
            "trashmail.com",
            "throwawaymail.com",
            "sharklasers.com",
            "getnada.com",
            "maildrop.cc",
            "dispostable.com");

    private static final Set<String> SOCIAL = Set.of(
            "facebook.com",
            "instagram.com",
            "linktr.ee",
            "twitter.com",
            "x.com",
            "tiktok.com",
            "linkedin.com",
            "youtube.com");
    /** The exchanges that the registry knows ("A2P messaging profile information"). */
    private static final Set<String> EXCHANGES = Set.of(
            "NASDAQ", "NYSE", "AMEX", "AMX", "ASX", "B3", "BME", "BSE", "FRA", "ICEX", "JPX", "JSE", "KRX", "LON",
            "NSE", "OMX", "SEHK", "SGX", "SSE", "STO", "SWX", "SZSE", "TSX", "TWSE", "VSE", "OTHER");
    /** The first two digits that no EIN has ("How EINs are assigned and valid EIN prefixes"). */
    private static final Set<String> NO_EIN = Set.of(
            "00", "07", "08", "09", "17", "18", "19", "28", "29", "49", "69", "70", "78", "79", "89", "96", "97");
    /** The forms of registration numbers by the authority that gives them. */
    private static final Map<String, Pattern> NUMBERS = Map.of(
            "DUNS", Pattern.compile("\\d{9}|\\d{2}-\\d{3}-\\d{4}"),
            "CBN", Pattern.compile("\\d{9}(?: ?[A-Z]{2} ?\\d{4})?"),
            "CN", Pattern.compile("\\d{8}|[A-Z]{2}\\d{6}|\\d{7}"),
            "ACN", Pattern.compile("\\d{3} ?\\d{3} ?\\d{3}|\\d{2} ?\\d{3} ?\\d{3} ?\\d{3}"),
            "CIN", Pattern.compile("[LU]\\d{5}[A-Z]{2}\\d{4}[A-Z]{3}\\d{6}"),
            "VAT", Pattern.compile("(?:[A-Z]{2} ?)?[A-Z0-9]{8,13}"),
            "VATRN", Pattern.compile("(?:[A-Z]{2} ?)?[A-Z0-9]{7,13}"));

    /** Where the authorities are that register the businesses of one country only. */
    private static final Map<String, String> COUNTRIES = Map.of("CBN", "CA", "CN", "GB", "ACN", "AU", "CIN", "IN");

    private static final Pattern TICKER = Pattern.compile("[A-Za-z0-9]{1,6}(?:[.-][A-Za-z0-9]{1,3})?");
    private static final Pattern POST_BOX =
            words("\\bP\\.? ?O\\.? ?Box\\b|\\bpost(?:al)? (?:office )?box\\b|\\bPMB \\d");
    private static final Pattern NO_NAME = words(
            "^(?:test|tester|testing|asdf\\w*|foo|bar|example|sample|my company|company name|n/?a|"
                    + "none|xxx+|abc)\\b(?: (?:company|business|inc|llc|corp))?\\.?$|^[^a-z]*$|^[bcdfghjklmnpqrstvwxz\\W]{5,}$");
    private static final Pattern COMPANY =
            words("\\b(?:L\\.?L\\.?C|Inc|Incorporated|Corp|Corporation|Ltd|Limited|L\\.?L\\.?P|P\\.?L\\.?C)\\b");
    private static final Pattern FOR_PROFIT =
            words("\\b(?:L\\.?L\\.?C|L\\.?L\\.?P|P\\.?L\\.?C|Holdings|Ventures|GmbH)\\b");
    private static final Pattern AUTHORITY = words(
            "\\b(?:city|town|village|county|state|borough|parish|township|municipal\\w*|department|district|"
                    + "authority|agency|bureau|commission|council|office of|police|sheriff|fire|school\\w*|public|tribe|tribal|nation|federal|government|court|ministry|board|university|college|library|transit|water|port)\\b");
    private static final Pattern OBFUSCATED = Pattern.compile(
            "[*_~^|\\p{So}]|\\p{L}[$@]\\p{L}|\\b0\\p{Ll}{2,}|\\p{L}[013]\\p{Ll}{2,}|\\p{Ll}[45]\\p{Ll}{2,}|"
                    + "^\\p{L}(?:[. -]\\p{L}){3,}\\.?$");
    /** Where the registry takes no business from. */
    private static final Set<String> EMBARGOED = Set.of("CU", "IR", "KP", "SY", "RU", "BY");

    private static final Pattern NO_STREET =
            words("^(?:n/?a|none|unknown|tbd|test\\w*|asdf\\w*|xx+|street|address|example)\\b|^[^\\p{L}]*$");
    private static final Set<String> STATES = Set.of(
            ("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY "
                            + "PR VI GU AS MP FM MH PW AA AE AP")
                    .split(" "));
    private static final Set<String> PROVINCES = Set.of("AB BC MB NB NL NS NT NU ON PE QC SK YT".split(" "));
    private static final Pattern US_CODE = Pattern.compile("\\d{5}(?:-?\\d{4})?");
    private static final Pattern CA_CODE = Pattern.compile("[A-Za-z]\\d[A-Za-z][ -]?\\d[A-Za-z]\\d");
    private static final Pattern THROW_AWAY_NAME = words(
            "temp-?mail|throw-?away|disposable|10-?minute|trash-?mail|guerrilla-?mail|mailinator|yopmail|fake-?mail|burner|spam4|mailnesia|maildrop");

    private static final Pattern AUTHORITY_SITE = words("\\.(?:gov|mil|us|edu)$");

    void addTo(Findings findings) {
        addAboutNames(findings);
        addAboutMail(findings);
        addAboutNumber(findings);
        addAboutCompany(findings);
        addAboutAddress(findings);
    }

    private void addAboutAddress(Findings findings) {
        findings.reject(
                hasBrand && has(POST_BOX, business.address().street()),
                "/business/address/street",
                18018,
                "A post box does not count as an address. Give the street address of the business.");
        var address = business.address();
        findings.reject(
                hasBrand && EMBARGOED.contains(address.country()),
                "/business/address/country",
                30729,
                "Businesses of this country cannot be registered in the US.");
        findings.reject(
                has(NO_STREET, address.street().strip())
                        || has(NO_STREET, address.city().strip()),
                "/business/address",
                hasBrand ? 30754 : 30451,
                "This is no address. Write it as the register has it.");
        findings.reject(
                (address.country().equals("US")
                                && !(STATES.contains(address.region())
                                        && US_CODE.matcher(address.postalCode().strip())
                                                .matches()))
                        || (address.country().equals("CA")
                                && !(PROVINCES.contains(address.region())
                                        && CA_CODE.matcher(address.postalCode().strip())
                                                .matches())),
                "/business/address",
                hasBrand ? 30754 : 30451,
                "The country has no such region or postal code. Write the address as the register has it.");
        findings.reject(
                PostalCodes.isElsewhere(business.address()),
                "/business/address/postalCode",
                hasBrand ? 30799 : 30472,
                "No postal code of this region begins so. Write the address as the register has it.");
    }

    private void addAboutNames(Findings findings) {
        findings.reject(
                has(NO_NAME, business.name().strip())
                        || has(OBFUSCATED, business.name().strip()),
                "/business/name",
                hasBrand ? 30756 : 30534,
                "The name does not look like that of a business. Write it as it is registered.");
        findings.reject(
                hasBrand && business.isSoleProprietor() && has(COMPANY, business.name()),
                "/business/type",
                30915,
                "The name is that of a company, and the type that of a sole proprietor.");
        var domain = Words.domain(business.website().toString());
        findings.warn(
                SOCIAL.contains(domain),
                "/business/website",
                30891,
                "The website is a page of a social network. Reviewers look for the business's own.");
        findings.warn(
                "http".equalsIgnoreCase(business.website().getScheme()),
                "/business/website",
                30922,
                "The website's address is not encrypted. Write https, if the website has it.");
    }

    private void addAboutMail(Findings findings) {
        var domain = Words.domain(business.representative().email());
        findings.reject(
                THROW_AWAY.contains(domain) || has(THROW_AWAY_NAME, domain),
                EMAIL,
                hasBrand ? 30881 : 30452,
                "The e-mail address is one that is thrown away. Give an address of the business's own domain.");
        findings.reject(
                FREE_MAIL.contains(domain) && hasBrand && !business.isSoleProprietor(),
                EMAIL,
                30881,
                "The e-mail address is one that anybody can have. Give an address of the business's own domain.");
        findings.warn(
                hasBrand
                        && !FREE_MAIL.contains(domain)
                        && !THROW_AWAY.contains(domain)
                        && !domain.equals(Words.domain(business.website().toString())),
                EMAIL,
                18606,
                "The e-mail address is not one of the website's domain. Twilio may ask how the two belong together.");
    }

    private void addAboutNumber(Findings findings) {
        business.registration().ifPresent(registration -> {
            var digits = registration.number().replaceAll("\\D", "");
            var isEin = registration.authority().equals("EIN");
            var form = NUMBERS.get(registration.authority());
            findings.reject(
                    (isEin && digits.length() == 9 && NO_EIN.contains(digits.substring(0, 2)))
                            || (digits.length() >= 6
                                    && digits.chars().distinct().count() == 1)
                            || (form != null
                                    && !form.matcher(registration.number().strip())
                                            .matches()),
                    NUMBER,
                    hasBrand ? 30795 : 30527,
                    "No business can have this number of this authority. Write it as the tax authority or the register has"
                            + " it.");
            var country = COUNTRIES.get(registration.authority());
            findings.reject(
                    country != null && !country.equals(business.address().country()),
                    NUMBER,
                    hasBrand ? 30795 : 30527,
                    "The authority is one of another country than the address. Give the number of the business's own.");
            findings.warn(
                    isEin && hasBrand && !business.address().country().equals("US"),
                    NUMBER,
                    30795,
                    "An EIN is a number of the US, and the business's address is elsewhere. Give the number of its own"
                            + " country, unless it really has an EIN under this name and address.");
        });
    }

    private void addAboutCompany(Findings findings) {
        var company = business.company();
        company.listing().ifPresent(listing -> {
            findings.reject(
                    hasBrand && !EXCHANGES.contains(listing.exchange().strip()),
                    LISTING + "/exchange",
                    30793,
                    "The registry does not know this exchange. It knows "
                            + String.join(", ", EXCHANGES.stream().sorted().toList()) + ".");
            findings.reject(
                    hasBrand && !TICKER.matcher(listing.ticker().strip()).matches(),
                    LISTING + "/ticker",
                    30796,
                    "The ticker is none: it has up to six letters or digits.");
        });
        var isNonProfit = business.type().equals("Non-profit Corporation");
        findings.reject(
                hasBrand && company.type().equals("non-profit") && !isNonProfit,
                "/business/company/type",
                30798,
                "The company is said to be non-profit, and the business's type says otherwise.");
        findings.reject(
                hasBrand && isNonProfit && Set.of("private", "public").contains(company.type()),
                "/business/company/type",
                30798,
                "The business's type is non-profit, and the company is said to be otherwise.");
        findings.warn(
                hasBrand && company.type().equals("government") && !has(AUTHORITY_SITE, host()),
                "/business/company/type",
                30797,
                "The website does not look like one of an authority of the US.");
        findings.reject(
                hasBrand
                        && company.type().equals("government")
                        && (!business.address().country().equals("US")
                                || has(FOR_PROFIT, business.name())
                                || !(has(AUTHORITY, business.name()) || has(AUTHORITY_SITE, host()))),
                "/business/company/type",
                30797,
                "The business is said to be an authority of the US, and does not look like one. Choose what it is.");
        findings.reject(
                hasBrand && company.type().equals("non-profit") && has(FOR_PROFIT, business.name()),
                "/business/company/type",
                30798,
                "The company is said to be non-profit, and its name is that of one for profit.");
        findings.warn(
                hasBrand && company.type().equals("public"),
                "/business/company/type",
                30900,
                "A listed company confirms its e-mail address first: Twilio sends a message there after the brand is"
                        + " registered.");
    }

    private String host() {
        return business.website().getHost() == null ? "" : business.website().getHost();
    }
}
