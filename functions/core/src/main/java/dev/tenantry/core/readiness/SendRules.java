package dev.tenantry.core.readiness;

import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.errorcode.Actor;
import dev.tenantry.core.errorcode.ErrorCode;
import dev.tenantry.core.errorcode.ErrorCodes;
import dev.tenantry.core.readiness.Registration.Ahead;
import dev.tenantry.core.readiness.Registration.Approved;
import dev.tenantry.core.readiness.Registration.Failed;
import dev.tenantry.core.readiness.Registration.InReview;
import dev.tenantry.core.readiness.Registration.Missing;
import dev.tenantry.core.readiness.Registration.Mock;
import dev.tenantry.core.readiness.Registration.Suspended;
import dev.tenantry.core.readiness.Verdict.No;
import dev.tenantry.core.readiness.Verdict.NotYet;
import dev.tenantry.core.readiness.Verdict.Ready;
import java.time.Instant;
import java.util.Optional;

/**
 * Twilio's and the carriers' rules for who may send where, as a pure function. Where something is not known, the
 * verdict is rather not to send: a message that is sent in vain is paid for, and counts against the sender.
 */
public final class SendRules {
    static final int UNREACHABLE = 21612;
    static final int NOT_VERIFIED = 30032;
    static final int CAMPAIGN_SUSPENDED = 30033;
    static final int NOT_IN_A_CAMPAIGN = 30034;
    static final int BEING_REGISTERED = 30035;

    private static final Optional<String> COUNTRY_RULES =
            Optional.of("The Twilio account's geographic permissions allow"
                    + " the country, and the country takes such a sender, for some only after a registration there.");

    private SendRules() {}

    /** Whether a sender of which these are the facts may send to a class of destination. */
    public static Verdict verdict(SenderFacts facts, Destination destination) {
        return facts.stop()
                .<Verdict>map(stop -> no(stop, "Twilio has stopped the whole account: " + stop.meaning() + "."))
                .orElseGet(() -> ofActiveAccount(facts, destination));
    }

    private static Verdict ofActiveAccount(SenderFacts facts, Destination destination) {
        return switch (destination) {
            case VOICE -> calls(facts);
            case OTHER_SMS -> new Ready(Optional.empty(), COUNTRY_RULES);
            case US_SMS, US_MMS, CANADA_SMS, CANADA_MMS -> inNorthAmerica(facts, destination);
        };
    }

    private static Verdict calls(SenderFacts facts) {
        if (facts.kind() == SenderKind.ALPHANUMERIC) {
            return impossible("A name cannot call.", "call from one of the organisation's numbers.");
        }
        return facts.calls()
                ? new Ready(Optional.empty(), Optional.empty())
                : impossible(
                        "The number was bought to send texts, and nobody has asked whether it can call.",
                        "look in the Twilio Console whether it can, or buy numbers with a plan that has voice.");
    }

    private static Verdict inNorthAmerica(SenderFacts facts, Destination destination) {
        return switch (facts.kind()) {
            case LONG_CODE ->
                destination == Destination.US_SMS || destination == Destination.US_MMS
                        ? byCampaign(facts)
                        : new Ready(Optional.empty(), Optional.empty());
            case TOLL_FREE -> byVerification(facts.verification());
            case FOREIGN_NUMBER ->
                no(
                        code(UNREACHABLE),
                        "The carriers of the United States and Canada take no"
                                + (destination.isMms() ? " media" : " messages") + " from numbers of other countries.");
            case ALPHANUMERIC ->
                no(code(UNREACHABLE), "The carriers of the United States and Canada take no messages from names.");
        };
    }

    private static Verdict byCampaign(SenderFacts facts) {
        return switch (facts.campaign()) {
            case Approved approved -> facts.brand() instanceof Suspended ? suspended() : byMembership(facts, approved);
            case InReview review ->
                inReview(code(NOT_IN_A_CAMPAIGN), "The A2P campaign is under review.", review, Optional.empty());
            case Failed failed -> failed(code(NOT_IN_A_CAMPAIGN), failed);
            case Suspended _ -> suspended();
            case Mock _ ->
                no(code(NOT_IN_A_CAMPAIGN), "The A2P campaign is a mock one, for tests, by which nothing is sent.");
            case Missing _, Ahead _ -> beforeCampaign(facts);
        };
    }

    private static Verdict beforeCampaign(SenderFacts facts) {
        var refusal = code(NOT_IN_A_CAMPAIGN);
        return switch (facts.brand()) {
            case InReview review ->
                inReview(
                        refusal,
                        "The A2P brand, or the profile that it needs, is under review; the campaign is submitted after it.",
                        review,
                        Optional.of(ReviewAuthority.CARRIERS));
            case Failed failed -> failed(refusal, failed);
            case Suspended _ -> no(refusal, "Twilio has suspended the A2P brand.");
            case Mock _ -> no(refusal, "The A2P brand is a mock one, for tests, by which nothing is sent.");
            case Missing _, Ahead _, Approved _ ->
                facts.campaign() instanceof Missing
                        ? no(refusal, "The number belongs to no approved A2P campaign, and no job registers one.")
                        : ahead(refusal, "The A2P campaign is not submitted yet.", ReviewAuthority.CARRIERS);
        };
    }

    private static Verdict byMembership(SenderFacts facts, Approved campaign) {
        return switch (facts.membership()) {
            case CampaignMembership.Registered registered ->
                new Ready(Optional.of(later(registered.since(), campaign.since())), Optional.empty());
            case CampaignMembership.Pending pending ->
                new NotYet(
                        code(BEING_REGISTERED),
                        "The campaign is approved, and the carriers are registering the number for it.",
                        Actor.REGISTRY,
                        "the carriers",
                        Optional.of(pending.since()),
                        Optional.empty(),
                        Optional.empty());
            case CampaignMembership.Outside _ ->
                no(code(NOT_IN_A_CAMPAIGN), "The number is not registered for the campaign of the messaging service.");
            case CampaignMembership.Failed _ ->
                new No(
                        Optional.of(code(NOT_IN_A_CAMPAIGN)),
                        "The carriers could not register the number for the campaign; the notices have Twilio's reason.",
                        Actor.TWILIO_SUPPORT,
                        "Operator: ask Twilio's support, with the number's SID.",
                        Optional.empty());
        };
    }

    private static Verdict byVerification(Registration verification) {
        var refusal = code(NOT_VERIFIED);
        return switch (verification) {
            case Approved approved -> new Ready(Optional.of(approved.since()), Optional.empty());
            case InReview review ->
                inReview(
                        refusal, "The verification of the toll-free number is under review.", review, Optional.empty());
            case Ahead _ ->
                ahead(
                        refusal,
                        "The verification of the toll-free number is not submitted yet.",
                        ReviewAuthority.TOLL_FREE);
            case Failed failed -> failed(refusal, failed);
            case Missing _, Suspended _, Mock _ -> no(refusal, "The toll-free number is not verified.");
        };
    }

    /** @param next who reviews what follows; then nobody can say when all of it ends */
    private static NotYet inReview(ErrorCode refusal, String reason, InReview review, Optional<ReviewAuthority> next) {
        var authority = review.authority();
        return new NotYet(
                refusal,
                reason,
                authority == ReviewAuthority.REGISTRY || authority == ReviewAuthority.CARRIERS
                        ? Actor.REGISTRY
                        : Actor.NOBODY,
                authority.displayName(),
                Optional.of(review.since()),
                Optional.of(authority.usualDuration()
                        + next.map(after -> ", then " + after.usualDuration()).orElse("")),
                next.isPresent() ? Optional.empty() : ExpectedTime.of(authority, review.since()));
    }

    private static NotYet ahead(ErrorCode refusal, String reason, ReviewAuthority next) {
        return new NotYet(
                refusal,
                reason,
                Actor.NOBODY,
                "this system",
                Optional.empty(),
                Optional.of(next.usualDuration() + " after its submission"),
                Optional.empty());
    }

    private static No failed(ErrorCode refusal, Failed failed) {
        return new No(
                Optional.of(refusal),
                failed.message(),
                failed.code().map(ErrorCode::actor).orElse(Actor.OPERATOR),
                failed.nextAction(),
                failed.code());
    }

    private static No suspended() {
        return no(code(CAMPAIGN_SUSPENDED), "Twilio has suspended the A2P brand or its campaign.");
    }

    private static No no(ErrorCode refusal, String reason) {
        return new No(Optional.of(refusal), reason, refusal.actor(), refusal.instruction(), Optional.empty());
    }

    private static No impossible(String reason, String action) {
        return new No(Optional.empty(), reason, Actor.OPERATOR, "Operator: " + action, Optional.empty());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static ErrorCode code(int code) {
        return ErrorCodes.of(code);
    }
}
