package dev.tenantry.twilio.simulator.domain;

import dev.tenantry.twilio.simulator.storage.Database;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything that this Twilio has. Whatever uses it does so inside {@link #transact}. */
public final class TwilioCloud {
    private final Database database;
    private final CloudSettings settings;
    private final Time time;
    private final Accounts accounts;
    private final Inventory inventory;
    private final IncomingPhoneNumbers incomingPhoneNumbers;
    private final List<Resources<?>> resources = new ArrayList<>();
    private final Sids sids;
    private final Resources<ApiKey> apiKeys;
    private final Resources<Application> applications;
    private final Resources<Address> addresses;
    private final Resources<UsageTrigger> usageTriggers;
    private final Resources<SipCredentialList> sipCredentialLists;
    private final Resources<SipCredential> sipCredentials;
    private final Resources<MessagingService> messagingServices;
    private final SenderPools senderPools;
    private final Resources<VerifyService> verifyServices;
    private final Resources<Sink> sinks;
    private final Resources<Subscription> subscriptions;
    private final Resources<Trunk> trunks;
    private final Resources<OriginationUrl> originationUrls;
    private final TrustHub trustHub;
    private final Resources<BrandRegistration> brandRegistrations;
    private final Resources<Campaign> campaigns;
    private final Resources<TollfreeVerification> tollfreeVerifications;
    private final Resources<Review> reviews;
    private final Resources<OutgoingMessage> outgoingMessages;
    private final Resources<Charge> charges;

    /**
     * A Twilio with what the database holds.
     *
     * @param settings who the parent account is, and the limits
     * @param database a database without tables
     * @param clock for the dates of resources
     * @throws IOException when the database cannot be read
     */
    public TwilioCloud(CloudSettings settings, Database database, Clock clock) throws IOException {
        this.database = database;
        this.settings = settings;
        this.time = new Time(clock);
        this.sids = new Sids(settings.seed(), database);
        this.accounts = new Accounts(database, sids, time, settings.maxSubaccounts());
        this.inventory = new Inventory(settings.seed(), database);
        this.incomingPhoneNumbers = new IncomingPhoneNumbers(database, inventory, sids, time);
        this.apiKeys = resources("keys", ApiKey.class);
        this.applications = resources("applications", Application.class);
        this.addresses = resources("addresses", Address.class);
        this.usageTriggers = resources("usage_triggers", UsageTrigger.class);
        this.sipCredentialLists = resources("sip_credential_lists", SipCredentialList.class);
        this.sipCredentials = resources("sip_credentials", SipCredential.class);
        this.messagingServices = resources("messaging_services", MessagingService.class);
        this.senderPools =
                new SenderPools(resources("sender_pool_numbers", SenderPoolNumber.class), time, settings.maxSenders());
        this.verifyServices = resources("verify_services", VerifyService.class);
        this.sinks = resources("sinks", Sink.class);
        this.subscriptions = resources("subscriptions", Subscription.class);
        this.trunks = resources("trunks", Trunk.class);
        this.originationUrls = resources("origination_urls", OriginationUrl.class);
        this.trustHub = new TrustHub(
                resources("customer_profiles", TrustBundle.class),
                resources("trust_products", TrustBundle.class),
                resources("end_users", EndUser.class),
                resources("supporting_documents", SupportingDocument.class),
                resources("entity_assignments", EntityAssignment.class),
                resources("evaluations", Evaluation.class));
        this.brandRegistrations = resources("brand_registrations", BrandRegistration.class);
        this.campaigns = resources("us_app_to_person", Campaign.class);
        this.tollfreeVerifications = resources("tollfree_verifications", TollfreeVerification.class);
        this.reviews = new Resources<>(database, "reviews", Review.class);
        this.outgoingMessages = new Resources<>(database, "outgoing_messages", OutgoingMessage.class);
        this.charges = new Resources<>(database, "charges", Charge.class);
        accounts.onClose(incomingPhoneNumbers::releaseAll);
        incomingPhoneNumbers.onRelease(senderPools::forget);
        database.load();
        database.transact(() -> {
            accounts.open(settings.accountSid(), settings.authToken());
            trustHub.openPrimaryProfile(settings.accountSid(), now());
            return null;
        });
    }

    private <T extends Resource> Resources<T> resources(String name, Class<T> type) {
        var opened = new Resources<>(database, name, type);
        resources.add(opened);
        return opened;
    }

    /** Runs this work alone and wholly; when it throws, nothing has changed. */
    public <R> R transact(Supplier<R> work) {
        return database.transact(work);
    }

    /** The date that something made now gets. */
    public Instant now() {
        return time.now();
    }

    /** This very moment, for what may take less than a second; no date of a resource. */
    public Instant instant() {
        return time.instant();
    }

    /** How this Twilio was started. */
    public CloudSettings settings() {
        return settings;
    }

    /** Accounts and subaccounts. */
    public Accounts accounts() {
        return accounts;
    }

    /** Numbers for sale. */
    public Inventory inventory() {
        return inventory;
    }

    /** Numbers that accounts own. */
    public IncomingPhoneNumbers incomingPhoneNumbers() {
        return incomingPhoneNumbers;
    }

    /** All types of resources but accounts and phone numbers. */
    public List<Resources<?>> resources() {
        return List.copyOf(resources);
    }

    /** Makes SIDs and secrets. */
    public Sids sids() {
        return sids;
    }

    /** API keys. */
    public Resources<ApiKey> apiKeys() {
        return apiKeys;
    }

    /** TwiML applications. */
    public Resources<Application> applications() {
        return applications;
    }

    /** Addresses. */
    public Resources<Address> addresses() {
        return addresses;
    }

    /** Usage triggers. */
    public Resources<UsageTrigger> usageTriggers() {
        return usageTriggers;
    }

    /** Lists of SIP credentials. */
    public Resources<SipCredentialList> sipCredentialLists() {
        return sipCredentialLists;
    }

    /** SIP credentials. */
    public Resources<SipCredential> sipCredentials() {
        return sipCredentials;
    }

    /** Messaging services. */
    public Resources<MessagingService> messagingServices() {
        return messagingServices;
    }

    /** The numbers of messaging services. */
    public SenderPools senderPools() {
        return senderPools;
    }

    /** Verify services. */
    public Resources<VerifyService> verifyServices() {
        return verifyServices;
    }

    /** Event sinks. */
    public Resources<Sink> sinks() {
        return sinks;
    }

    /** Event subscriptions. */
    public Resources<Subscription> subscriptions() {
        return subscriptions;
    }

    /** SIP trunks. */
    public Resources<Trunk> trunks() {
        return trunks;
    }

    /** Where trunks send their calls. */
    public Resources<OriginationUrl> originationUrls() {
        return originationUrls;
    }

    /** Customer profiles, trust products and their parts. */
    public TrustHub trustHub() {
        return trustHub;
    }

    /** Brands of A2P 10DLC. */
    public Resources<BrandRegistration> brandRegistrations() {
        return brandRegistrations;
    }

    /** Campaigns of A2P 10DLC. */
    public Resources<Campaign> campaigns() {
        return campaigns;
    }

    /** Verifications of toll-free numbers. */
    public Resources<TollfreeVerification> tollfreeVerifications() {
        return tollfreeVerifications;
    }

    /** Reviews that are open. */
    public Resources<Review> reviews() {
        return reviews;
    }

    /** What is still to be sent. */
    public Resources<OutgoingMessage> outgoingMessages() {
        return outgoingMessages;
    }

    /** Fees that were paid. */
    public Resources<Charge> charges() {
        return charges;
    }

    /** Takes a fee. */
    public void charge(Resource resource, String type, BigDecimal amount) {
        charges.save(new Charge(
                sids.secret("charge"), resource.accountSid(), resource.sid(), type, amount, resource.dateCreated()));
    }
}
