package dev.tenantry.core.plan;

import java.net.URI;
import java.util.Optional;

/**
 * The identity of an organisation's business and of its representative, which registrations submit. These are personal
 * data: they are stored only encrypted, and no {@code toString} shows them.
 *
 * @param name as it is registered
 * @param type what kind of business, in Twilio's words, such as {@code Limited Liability Corporation}
 * @param industry in Twilio's words, such as {@code TECHNOLOGY}
 * @param registration where and under which number it is registered; a sole proprietor may have none
 * @param regions where it is at work, in Twilio's words, such as {@code USA_AND_CANADA}
 * @param website where it can be seen
 * @param address where it is
 * @param representative who speaks for it
 * @param company who owns it
 */
public record BusinessProfile(
        String name,
        String type,
        String industry,
        Optional<Registration> registration,
        String regions,
        URI website,
        Address address,
        Representative representative,
        Company company) {

    /** Twilio's word for the type of a business that is one person. */
    public static final String SOLE_PROPRIETORSHIP = "Sole Proprietorship";

    /** Whether the business is one person. */
    public boolean isSoleProprietor() {
        return type.equals(SOLE_PROPRIETORSHIP);
    }

    @Override
    public String toString() {
        return "BusinessProfile[…]";
    }

    /**
     * A business's registration.
     *
     * @param authority what kind of number it is, in Twilio's words, such as {@code EIN}
     * @param number the number
     */
    public record Registration(String authority, String number) {
        @Override
        public String toString() {
            return "Registration[…]";
        }
    }

    /**
     * The address of a business.
     *
     * @param street with the house number
     * @param city the town
     * @param region the state or province; in the US and Canada its two letters
     * @param postalCode as the country writes it
     * @param country ISO 3166-1 alpha-2
     */
    public record Address(String street, String city, String region, String postalCode, String country) {
        @Override
        public String toString() {
            return "Address[…]";
        }
    }

    /**
     * The representative of a business, whom reviewers may ask.
     *
     * @param firstName the first name
     * @param lastName the last name
     * @param email the address for questions, and for news of reviews
     * @param phoneNumber in E.164
     * @param title what is on the card
     * @param position in Twilio's words, such as {@code Director}
     */
    public record Representative(
            String firstName, String lastName, String email, String phoneNumber, String title, String position) {
        @Override
        public String toString() {
            return "Representative[…]";
        }
    }

    /**
     * The ownership of a business.
     *
     * @param type {@code private}, {@code public}, {@code non-profit} or {@code government}
     * @param listing where its shares are traded, if it is public
     */
    public record Company(String type, Optional<Listing> listing) {}

    /**
     * The stock exchange listing of a company.
     *
     * @param exchange such as {@code NASDAQ}
     * @param ticker under what
     */
    public record Listing(String exchange, String ticker) {}
}
