package dev.tenantry.core.plan;

import java.util.regex.Pattern;

/**
 * The operator's own key of a customer organisation.
 *
 * @param value 1 to 40 letters, digits, {@code -} or {@code _}, beginning with a letter or digit: it stands in URLs, in
 *     keys and in Twilio's friendly names, which hold 64 characters
 */
public record OrgId(String value) {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    /** @throws IllegalArgumentException when the value is not one that {@link #isValid} accepts */
    public OrgId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "An organisation's id is 1 to 40 letters, digits, - or _, beginning with a letter or digit");
        }
    }

    /** Whether this text can be an organisation's id. */
    public static boolean isValid(String value) {
        return VALID.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
