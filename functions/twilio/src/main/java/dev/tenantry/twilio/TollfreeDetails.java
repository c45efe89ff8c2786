package dev.tenantry.twilio;

import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessRegistrationAuthority;
import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessType;
import com.twilio.rest.messaging.v1.TollfreeVerification.OptInType;
import com.twilio.rest.messaging.v1.TollfreeVerification.UseCaseCategories;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the reviewers of a toll-free number read ("Tollfree Verification resource"). Its text says nothing of persons,
 * so that no log does.
 *
 * @param business whose number it is
 * @param contact who answers questions
 * @param messaging what is sent, and how people agree to it
 */
public record TollfreeDetails(Business business, Contact contact, Messaging messaging) {

    /** Refuses nulls. */
    public TollfreeDetails {
        Objects.requireNonNull(business, "business");
        Objects.requireNonNull(contact, "contact");
        Objects.requireNonNull(messaging, "messaging");
    }

    @Override
    public String toString() {
        return "TollfreeDetails[…]";
    }

    /**
     * Whose number it is.
     *
     * @param name as it is registered
     * @param address where it is
     * @param type such as PRIVATE_PROFIT
     * @param registration its number, which a sole proprietor has not
     */
    public record Business(
            String name, URI website, AddressDetails address, String type, Optional<Registration> registration) {

        /** Refuses a type that Twilio does not know. */
        public Business {
            requireKnown(BusinessType.forValue(type), type);
        }

        @Override
        public String toString() {
            return "Business[…]";
        }
    }

    /**
     * A business's registration.
     *
     * @param authority such as EIN
     * @param country ISO 3166-1 alpha-2
     */
    public record Registration(String number, String authority, String country) {

        /** Refuses an authority that Twilio does not know. */
        public Registration {
            requireKnown(BusinessRegistrationAuthority.forValue(authority), authority);
        }

        /** The authority if Twilio's toll-free verifications know it, which know others than its profiles; or OTHER. */
        public static String knownAuthority(String authority) {
            return BusinessRegistrationAuthority.forValue(authority) == null ? "OTHER" : authority;
        }

        @Override
        public String toString() {
            return "Registration[" + authority + ", …]";
        }
    }

    /**
     * Who answers questions, and hears of the review.
     *
     * @param phoneNumber in E.164
     */
    public record Contact(String firstName, String lastName, String email, String phoneNumber) {

        @Override
        public String toString() {
            return "Contact[…]";
        }
    }

    /**
     * What is sent, and how people agree to it.
     *
     * @param useCases such as CUSTOMER_CARE; at least one
     * @param summary what for
     * @param sample a message
     * @param optInImages pictures of how people agree
     * @param optInType such as WEB_FORM
     * @param monthlyVolume how many messages, such as 1,000: one of Twilio's steps
     * @param policies where its policies are
     */
    public record Messaging(
            List<String> useCases,
            String summary,
            String sample,
            List<URI> optInImages,
            String optInType,
            String monthlyVolume,
            Optional<CampaignDetails.Policies> policies) {
        /** Twilio's steps of how many messages a month are sent. */
        public static final List<String> MONTHLY_VOLUMES = List.of(
                "10",
                "100",
                "1,000",
                "10,000",
                "100,000",
                "250,000",
                "500,000",
                "750,000",
                "1,000,000",
                "5,000,000",
                "10,000,000+");

        /** Refuses words that Twilio does not know, and keeps copies. */
        public Messaging {
            useCases = List.copyOf(useCases);
            useCases.forEach(useCase -> requireKnown(UseCaseCategories.forValue(useCase), useCase));
            optInImages = List.copyOf(optInImages);
            requireKnown(OptInType.forValue(optInType), optInType);
        }

        /** What messages may be for, in Twilio's words. */
        public static List<String> knownUseCases() {
            return Arrays.stream(UseCaseCategories.values())
                    .map(UseCaseCategories::toString)
                    .toList();
        }

        /** How people may agree, in Twilio's words. */
        public static List<String> knownOptInTypes() {
            return Arrays.stream(OptInType.values()).map(OptInType::toString).toList();
        }
    }

    private static void requireKnown(Object word, String value) {
        if (word == null) {
            throw new IllegalArgumentException("Twilio's toll-free verifications know no " + value);
        }
    }
}
