package dev.tenantry.api.preflight;

import static dev.tenantry.api.preflight.Words.has;

import dev.tenantry.core.plan.BusinessProfile.Representative;
import java.util.regex.Pattern;

/**
 * Rules about the person whom reviewers may ask. No finding quotes the data, since they are personal.
 *
 * @param person the representative of the business
 * @param hasBrand whether the business is to be registered as an A2P brand
 */
record RepresentativeRules(Representative person, boolean hasBrand) {
    private static final String AT = "/business/representative";

    private static final Pattern NO_PERSON = Words.words(
            "^(?:test\\w*|asdf\\w*|n/?a|none|null|unknown|tbd|xx+|first ?name|last ?name|name|info|admin\\w*|support|team|office|"
                    + "customer|service|customer (?:service|care|support)|help ?desk|sales|billing|the|company|owner|manager|contact|user|sms|marketing|front desk|reception)$");
    private static final Pattern OBFUSCATED =
            Pattern.compile("[*_~^|#@$]|\\d|^[^\\p{L}]+$|(?i)^(.)\\1{2,}$|^\\p{L}(?:[.\\s-]\\p{L}){2,}\\.?$");

    void addTo(Findings findings) {
        findings.reject(
                has(NO_PERSON, person.firstName().strip())
                        || has(NO_PERSON, person.lastName().strip()),
                AT,
                hasBrand ? 30756 : 30801,
                "This is not the name of a person. Name somebody who may speak for the business.");
        findings.reject(
                has(OBFUSCATED, person.firstName().strip())
                        || has(OBFUSCATED, person.lastName().strip()),
                AT,
                30756,
                "The name has characters that names do not have. Write it as the person does.");
        findings.reject(
                isMadeUp(person.phoneNumber()),
                AT + "/phoneNumber",
                hasBrand ? 30701 : 30801,
                "Nobody can have this phone number. Give one on which the person answers.");
    }

    /** Whether it has one digit only after the country code, or a North American area code that cannot be. */
    private static boolean isMadeUp(String number) {
        var digits = number.replaceAll("\\D", "");
        var national = digits.startsWith("1") ? digits.substring(1) : digits;
        return national.chars().distinct().count() <= 1
                || (digits.startsWith("1")
                        && digits.length() == 11
                        && (national.charAt(0) < '2' || national.charAt(3) < '2'))
                || national.contains("1234567890");
    }
}
