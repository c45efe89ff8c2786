package dev.tenantry.steps;

import dev.tenantry.core.job.OrgId;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.ledger.Marker;
import dev.tenantry.core.ledger.ResourceType;
import dev.tenantry.twilio.ApiKey;
import dev.tenantry.twilio.Brand;
import dev.tenantry.twilio.Campaign;
import dev.tenantry.twilio.Campaigns;
import dev.tenantry.twilio.EventSink;
import dev.tenantry.twilio.EventSubscription;
import dev.tenantry.twilio.MessagingService;
import dev.tenantry.twilio.NumberVerification;
import dev.tenantry.twilio.OperatorAccount;
import dev.tenantry.twilio.PhoneNumber;
import dev.tenantry.twilio.PhoneNumbers;
import dev.tenantry.twilio.RegisteredAddress;
import dev.tenantry.twilio.SipTrunk;
import dev.tenantry.twilio.Subaccount;
import dev.tenantry.twilio.TenantAccount;
import dev.tenantry.twilio.TrunkOriginationUrl;
import dev.tenantry.twilio.TrustBundle;
import dev.tenantry.twilio.TrustDocument;
import dev.tenantry.twilio.TrustEndUser;
import dev.tenantry.twilio.TwimlApplication;
import dev.tenantry.twilio.UsageTrigger;
import dev.tenantry.twilio.VerifyService;
import dev.tenantry.twilio.failure.FailureDetails;
import dev.tenantry.twilio.failure.NeedsHumanException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * How what the ledger knows is removed, one kind of resource after the other: by its marker, and without the plan that
 * it was made for. It is the counterpart of {@link Blueprint}; a kind that is missing here does not compile.
 */
final class Removals {
    private final OrgId orgId;
    private final Rollback choices;
    private final World world;
    private final Supplier<OperatorAccount> operator;
    private Optional<TenantAccount> opened = Optional.empty();

    /** @param operator the operator's account, asked for where it is needed */
    Removals(OrgId orgId, Rollback choices, World world, Supplier<OperatorAccount> operator) {
        this.orgId = orgId;
        this.choices = choices;
        this.world = world;
        this.operator = operator;
    }

    /** The organisation's subaccount, acted on with its own credentials. */
    TenantAccount account() {
        if (opened.isEmpty()) {
            opened = Optional.of(world.tenants().open(orgId));
        }
        return opened.get();
    }

    /** Whether somebody closed the organisation's subaccount at Twilio, and with it all that it held. */
    boolean isClosed(String subaccountSid) {
        return operator.get().fetchSubaccount(subaccountSid).status() == Subaccount.Status.CLOSED;
    }

    /** How the resource of this marker is removed. */
    Removal of(Marker marker) {
        var name = marker.friendlyName();
        return switch (marker.type()) {
            case ACCOUNT ->
                new Removal(() -> operator.get().findActiveSubaccount(name).map(Subaccount::sid), this::close);
            case API_KEY -> {
                var keys = account().apiKeys();
                // One that has to be found is one whose secret nobody heard.
                yield new Removal(() -> keys.find(name).map(ApiKey::sid), keys::delete, false);
            }
            case PHONE_NUMBER -> {
                var numbers = account().phoneNumbers();
                yield new Removal(() -> numbers.find(name).map(PhoneNumber::sid), sid -> giveUp(numbers, sid));
            }
            case MESSAGING_SERVICE -> {
                var services = account().messagingServices();
                yield new Removal(() -> services.find(name).map(MessagingService::sid), services::delete);
            }
            case APPLICATION -> {
                var applications = account().twimlApplications();
                yield new Removal(() -> applications.find(name).map(TwimlApplication::sid), applications::delete);
            }
            case TRUNK -> {
                var trunks = account().sipTrunks();
                yield new Removal(() -> trunks.find(name).map(SipTrunk::sid), trunks::delete);
            }
            case ORIGINATION_URL -> originationUrl(name);
            case ADDRESS -> {
                var addresses = account().addresses();
                yield new Removal(() -> addresses.find(name).map(RegisteredAddress::sid), addresses::delete);
            }
            case USAGE_TRIGGER -> {
                var triggers = account().usageTriggers();
                yield new Removal(() -> triggers.find(name).map(UsageTrigger::sid), triggers::delete);
            }
            case SINK -> {
                var sinks = account().eventSinks();
                yield new Removal(() -> sinks.find(name).map(EventSink::sid), sinks::delete);
            }
            case SUBSCRIPTION -> {
                var subscriptions = account().eventSubscriptions();
                yield new Removal(() -> subscriptions.find(name).map(EventSubscription::sid), subscriptions::delete);
            }
            case VERIFY_SERVICE -> {
                // Its name is one for people, so it is known as the only one of the account.
                var services = account().verifyServices();
                yield new Removal(() -> services.findOnly().map(VerifyService::sid), services::delete);
            }
            case BUSINESS_ADDRESS -> {
                var addresses = account().addresses();
                yield new Removal(() -> addresses.find(name).map(RegisteredAddress::sid), addresses::delete);
            }
            case ADDRESS_DOCUMENT -> {
                var documents = account().supportingDocuments();
                yield new Removal(() -> documents.find(name).map(TrustDocument::sid), documents::delete);
            }
            case BUSINESS_INFORMATION, REPRESENTATIVE, MESSAGING_PROFILE -> {
                var endUsers = account().endUsers();
                yield new Removal(() -> endUsers.find(name).map(TrustEndUser::sid), endUsers::delete);
            }
            case CUSTOMER_PROFILE -> {
                var profiles = account().customerProfiles();
                yield new Removal(() -> profiles.find(name).map(TrustBundle::sid), profiles::delete);
            }
            case TRUST_PRODUCT -> {
                var products = account().trustProducts();
                yield new Removal(() -> products.find(name).map(TrustBundle::sid), products::delete);
            }
            case BRAND ->
                new Removal(this::findBrand, _ -> {
                    throw new IllegalArgumentException("Nobody can delete a brand");
                });
            case CAMPAIGN -> campaign();
            case TOLL_FREE_VERIFICATION -> {
                var verifications = account().tollfreeVerifications();
                yield new Removal(() -> verifications.find(name).map(NumberVerification::sid), verifications::delete);
            }
        };
    }

    /** A part of a trunk is gone when the trunk is. */
    private Removal originationUrl(String name) {
        var urls = world.ledger().sid(Marker.sipTrunk(orgId)).map(account()::originationUrls);
        return new Removal(
                () -> urls.flatMap(there -> there.find(name)).map(TrunkOriginationUrl::sid),
                sid -> urls.ifPresent(there -> there.delete(sid)));
    }

    /** A campaign is gone when its messaging service is. */
    private Removal campaign() {
        var campaigns = world.ledger().sid(Marker.messagingService(orgId)).map(account()::campaigns);
        return new Removal(
                () -> campaigns.flatMap(Campaigns::find).map(Campaign::sid),
                sid -> campaigns.ifPresent(there -> there.delete(sid)));
    }

    /** A brand is known by its papers, which stay as long as it may be there. */
    private Optional<String> findBrand() {
        var profile = world.ledger().sid(Marker.registration(orgId, ResourceType.CUSTOMER_PROFILE));
        var product = world.ledger().sid(Marker.registration(orgId, ResourceType.TRUST_PRODUCT));
        return profile.isEmpty() || product.isEmpty()
                ? Optional.empty()
                : account()
                        .brandRegistrations()
                        .find(profile.get(), product.get())
                        .map(Brand::sid);
    }

    private void giveUp(PhoneNumbers numbers, String sid) {
        if (choices.numbers() == Numbers.RELEASE) {
            numbers.release(sid);
        } else {
            numbers.clear(sid);
            operator.get()
                    .takeNumber(world.ledger().sid(Marker.subaccount(orgId)).orElseThrow(), sid);
        }
    }

    /** Closing releases all numbers that are still there, so none may be. */
    private void close(String sid) {
        if (isClosed(sid)) {
            return;
        }
        var left = operator.get().numbersOf(sid);
        if (!left.isEmpty()) {
            throw new NeedsHumanException(FailureDetails.of(
                    "The subaccount " + sid + " still has numbers that the ledger does not know: "
                            + left.stream().map(PhoneNumber::phoneNumber).collect(Collectors.joining(", "))
                            + ". Closing it would release them for good.",
                    "Operator: move or release them in the Twilio Console, or roll back without closing the account."));
        }
        operator.get().closeSubaccount(sid);
    }
}
