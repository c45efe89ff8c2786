package dev.tenantry.twilio.tollfree;

import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessRegistrationAuthority;
import com.twilio.rest.messaging.v1.TollfreeVerification.BusinessType;
import com.twilio.rest.messaging.v1.TollfreeVerification.OptInType;
import com.twilio.rest.messaging.v1.TollfreeVerification.UseCaseCategories;
import dev.tenantry.twilio.a2p.CampaignDetails;
import dev.tenantry.twilio.address.AddressDetails;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Data of a toll-free verification, which its reviewers read ("Tollfree Verification resource"). Its {@code toString}
 * says nothing of persons, so that no log does.
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
     * The business that uses the number.
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

        /**
         * The word of Twilio's toll-free verifications for an authority of its customer profiles, which have others:
         * {@code CN} is the number of the UK's companies register and {@code VATRN} that of Romania's VAT. There are
         * none for DUNS, and for the registers of India and Israel ({@code CIN}, {@code RN}).
         */
        public static String knownAuthority(String authority) {
            return switch (authority) {
                case "CN" -> "CRN";
                case "VATRN" -> "VAT";
                default ->
                    Optional.ofNullable(BusinessRegistrationAuthority.forValue(authority))
                            .orElse(BusinessRegistrationAuthority.OTHER)
                            .toString();
            };
        }

        @Override
        public String toString() {
            return "Registration[" + authority + ", …]";
        }
    }

    /**
     * The person who answers questions and is informed of the review.
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
     * The messages that are sent, and how people agree to them.
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

        /** The use cases of messages, in Twilio's words. */
        public static List<String> knownUseCases() {
            return Arrays.stream(UseCaseCategories.values())
                    .map(UseCaseCategories::toString)
                    .toList();
        }

        /** The types of opt-in, in Twilio's words. */
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
