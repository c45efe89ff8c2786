package dev.tenantry.steps.definition;

import dev.tenantry.core.failure.FailureDetails;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.TollFreeVerification;
import dev.tenantry.steps.resource.TenantContext;
import dev.tenantry.twilio.a2p.CampaignDetails.Policies;
import dev.tenantry.twilio.address.AddressDetails;
import dev.tenantry.twilio.tollfree.TollfreeDetails;
import dev.tenantry.twilio.trusthub.EndUserDetails;
import java.util.Optional;

/**
 * The data of a business in the forms in which Twilio's registrations take them. Personal data: read at each use, and
 * kept nowhere.
 *
 * @param business the business; its text says nothing of it
 */
record TrustHubDetails(BusinessProfile business) {
    /**
     * The data of the business that a plan registers.
     *
     * @throws NeedsHumanException when they are not stored any more
     */
    static TrustHubDetails of(TenantContext tenant, Plan plan) {
        return plan.business()
                .flatMap(id -> tenant.businesses().find(tenant.orgId(), id))
                .map(TrustHubDetails::new)
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The data of the business of " + tenant.orgId()
                                + " are not there, or were erased by a rollback.",
                        "Operator: trigger the organisation again, with the data of its business.")));
    }

    /** The address to which Twilio writes about reviews. */
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

    /**
     * What the customer profile says of the business.
     *
     * @throws NeedsHumanException when the business has no registration
     */
    EndUserDetails information() {
        var registration = business.registration()
                .orElseThrow(() -> new NeedsHumanException(FailureDetails.of(
                        "The business has no registration, which a customer profile needs.",
                        "Operator: retry the job with the data of the business and its registration, or without the A2P"
                                + " registration.")));
        return new EndUserDetails.Business(
                business.name(),
                business.type(),
                business.industry(),
                registration.authority(),
                registration.number(),
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
        return new TollfreeDetails.Business(
                business.name(),
                business.website(),
                address(),
                tollFreeType(),
                business.registration()
                        .filter(_ -> !business.isSoleProprietor())
                        .map(registration -> new TollfreeDetails.Registration(
                                registration.number(),
                                TollfreeDetails.Registration.knownAuthority(registration.authority()),
                                business.address().country())));
    }

    /** Twilio's words for the kinds of company, which are others here. */
    private String tollFreeType() {
        if (business.isSoleProprietor()) {
            return "SOLE_PROPRIETOR";
        }
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
