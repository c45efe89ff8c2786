package dev.tenantry.steps;

import dev.tenantry.core.job.Business;
import dev.tenantry.core.job.TollFreeVerification;
import dev.tenantry.twilio.AddressDetails;
import dev.tenantry.twilio.CampaignDetails.Policies;
import dev.tenantry.twilio.EndUserDetails;
import dev.tenantry.twilio.TollfreeDetails;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.Optional;

/**
 * The data of a business as the papers at Twilio have them.
 *
 * @param business whose; its text says nothing of it
 */
record BusinessPapers(Business business) {

    /** Whom Twilio tells of reviews. */
    String email() {
        return business.representative().email();
    }

    AddressDetails address() {
        var address = business.address();
        return new AddressDetails(
                business.name(),
                address.street(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country());
    }

    EndUserDetails information() {
        return new EndUserDetails.Business(
                business.name(),
                business.type(),
                business.industry(),
                business.registration().authority(),
                business.registration().number(),
                business.regions(),
                business.website());
    }

    EndUserDetails representative() {
        var person = business.representative();
        return new EndUserDetails.Representative(
                person.firstName(),
                person.lastName(),
                person.email(),
                person.phoneNumber(),
                person.title(),
                person.position());
    }

    /** Only those whose shares are traded name somebody whom the registry asks. */
    EndUserDetails messagingProfile() {
        var listing = business.company()
                .listing()
                .map(shares -> new EndUserDetails.Listing(shares.exchange(), shares.ticker()));
        return new EndUserDetails.MessagingProfile(business.company().type(), listing, listing.map(_ -> email()));
    }

    /**
     * What the reviewers of a toll-free number read.
     *
     * @throws NeedsHumanException when the plan has a word that Twilio does not know
     */
    TollfreeDetails tollFree(TollFreeVerification plan) {
        try {
            return new TollfreeDetails(owner(), contact(), messaging(plan));
        } catch (IllegalArgumentException unknownWord) {
            throw new NeedsHumanException(
                    FailureDetails.of(
                            unknownWord.getMessage() + ", so nothing was submitted.",
                            "Operator: correct the plan's toll-free verification, and retry the job with it."),
                    unknownWord);
        }
    }

    private TollfreeDetails.Business owner() {
        var registration = business.registration();
        return new TollfreeDetails.Business(
                business.name(),
                business.website(),
                address(),
                tollFreeType(),
                Optional.of(new TollfreeDetails.Registration(
                        registration.number(),
                        TollfreeDetails.Registration.knownAuthority(registration.authority()),
                        business.address().country())));
    }

    /** Twilio's words for the kinds of company, which are others here. */
    private String tollFreeType() {
        return switch (business.company().type()) {
            case "public" -> "PUBLIC_PROFIT";
            case "non-profit" -> "NON_PROFIT";
            case "government" -> "GOVERNMENT";
            default -> "PRIVATE_PROFIT";
        };
    }

    private TollfreeDetails.Contact contact() {
        var person = business.representative();
        return new TollfreeDetails.Contact(person.firstName(), person.lastName(), person.email(), person.phoneNumber());
    }

    private static TollfreeDetails.Messaging messaging(TollFreeVerification plan) {
        return new TollfreeDetails.Messaging(
                plan.useCases(),
                plan.summary(),
                plan.sample(),
                plan.optInImages(),
                plan.optInType(),
                plan.monthlyVolume(),
                Optional.of(new Policies(plan.privacyPolicyUrl(), plan.termsUrl())));
    }
}
