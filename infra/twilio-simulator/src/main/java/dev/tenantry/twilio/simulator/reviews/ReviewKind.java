package dev.tenantry.twilio.simulator.reviews;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Kind of review, with its usual duration and the reasons for a rejection. The times are round values of what Twilio
 * and its users tell; the codes are those of Twilio's Error and Warning Dictionary.
 */
public enum ReviewKind {
    /** A customer profile: a business day. */
    CUSTOMER_PROFILE("customer-profile", Duration.ofDays(1), 18601, "The business information could not be verified."),
    /** A trust product: a business day. */
    TRUST_PRODUCT("trust-product", Duration.ofDays(1), 18601, "The trust product's information could not be verified."),
    /** A brand: mostly minutes, sometimes days. */
    BRAND("brand", Duration.ofHours(4), 30795, "The US EIN that was submitted is invalid."),
    /** A campaign: two business weeks. */
    CAMPAIGN("campaign", Duration.ofDays(10), 30896, "The opt-in information is invalid."),
    /** A number of a campaign: under an hour. */
    NUMBER("number", Duration.ofMinutes(30), 30126, "The number could not be registered."),
    /** A toll-free number: three to five business days. */
    TOLL_FREE("toll-free", Duration.ofDays(4), 30451, "The business address is invalid.");

    private static final Map<Integer, String> REASONS = Map.of(
            30729, "The country of the business address is not supported.",
            30792, "There was a general error in the registration of the brand.",
            30886, "The campaign's description is invalid.",
            30893, "A sample message is invalid.",
            30897, "The campaign was rejected due to disallowed content.",
            30899, "One or more carriers rejected the campaign.",
            30460, "Disallowed content: third-party debt collection.",
            30464, "Disallowed content: cryptocurrency.",
            30513, "The opt-in is not sufficient: its language is unclear.",
            30879, "The phone number is not provisioned to Twilio.");

    private final String wireName;
    private final Duration typical;
    private final int usualCode;
    private final String usualReason;

    ReviewKind(String wireName, Duration typical, int usualCode, String usualReason) {
        this.wireName = wireName;
        this.typical = typical;
        this.usualCode = usualCode;
        this.usualReason = usualReason;
    }

    /** The name in the control API and in directives. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** How long such a review takes. */
    public Duration typical() {
        return typical;
    }

    /** The kind with this name. */
    public static Optional<ReviewKind> of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }

    /** A rejection with everything that was left open. */
    public ReviewOutcome.Reject rejection(ReviewOutcome.Reject given) {
        int code = given.code() == null ? usualCode : given.code();
        var reason = given.reason() == null ? usualReason(code) : given.reason();
        return new ReviewOutcome.Reject(code, reason);
    }

    private String usualReason(int code) {
        return code == usualCode ? usualReason : REASONS.getOrDefault(code, "Rejected with code " + code + ".");
    }
}
