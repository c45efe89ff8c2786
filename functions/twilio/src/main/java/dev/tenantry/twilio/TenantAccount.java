package dev.tenantry.twilio;

import dev.tenantry.twilio.a2p.BrandRegistrations;
import dev.tenantry.twilio.a2p.Campaigns;
import dev.tenantry.twilio.account.ApiKeys;
import dev.tenantry.twilio.address.Addresses;
import dev.tenantry.twilio.events.EventSinks;
import dev.tenantry.twilio.events.EventSubscriptions;
import dev.tenantry.twilio.internal.TwilioCalls;
import dev.tenantry.twilio.messaging.MessagingServices;
import dev.tenantry.twilio.numbers.AvailableNumbers;
import dev.tenantry.twilio.numbers.PhoneNumbers;
import dev.tenantry.twilio.tollfree.TollfreeVerifications;
import dev.tenantry.twilio.trusthub.EndUsers;
import dev.tenantry.twilio.trusthub.SupportingDocuments;
import dev.tenantry.twilio.trusthub.TrustBundles;
import dev.tenantry.twilio.usage.UsageTriggers;
import dev.tenantry.twilio.verify.VerifyServices;
import dev.tenantry.twilio.voice.SipTrunks;
import dev.tenantry.twilio.voice.TrunkOriginationUrls;
import dev.tenantry.twilio.voice.TwimlApplications;

/**
 * One customer's subaccount, acted on with its own credentials: the way to everything that a customer can have. What it
 * gives out is cheap, and safe for use by several threads.
 *
 * <p>After a failure that leaves their outcome open, {@code create} and {@code purchase} must not be repeated before
 * {@code find} has found nothing. All other calls may be repeated.
 */
public final class TenantAccount {

    private final TwilioCalls calls;

    TenantAccount(TwilioCalls calls) {
        this.calls = calls;
    }

    /**
     * The same account, with this directly before each request that creates, changes or deletes something.
     *
     * @param write what it throws is thrown on, and the request is not sent
     */
    public TenantAccount before(Runnable write) {
        return new TenantAccount(calls.before(write));
    }

    /** The phone numbers that can be bought. */
    public AvailableNumbers availableNumbers() {
        return new AvailableNumbers(calls);
    }

    /** The phone numbers that the account owns. */
    public PhoneNumbers phoneNumbers() {
        return new PhoneNumbers(calls);
    }

    /** The credentials that the customer's software calls Twilio with. */
    public ApiKeys apiKeys() {
        return new ApiKeys(calls);
    }

    /** The senders of text messages. */
    public MessagingServices messagingServices() {
        return new MessagingServices(calls);
    }

    /** The alarms on what the account spends. */
    public UsageTriggers usageTriggers() {
        return new UsageTriggers(calls);
    }

    /** The URLs that calls are answered by. */
    public TwimlApplications twimlApplications() {
        return new TwimlApplications(calls);
    }

    /** The places that the customer is at. */
    public Addresses addresses() {
        return new Addresses(calls);
    }

    /** The services that check a person's phone number. */
    public VerifyServices verifyServices() {
        return new VerifyServices(calls);
    }

    /** The places that Twilio delivers events to. */
    public EventSinks eventSinks() {
        return new EventSinks(calls);
    }

    /** The events that are delivered. */
    public EventSubscriptions eventSubscriptions() {
        return new EventSubscriptions(calls);
    }

    /** The customer profiles, which say who the customer is. */
    public TrustBundles customerProfiles() {
        return TrustBundles.customerProfiles(calls);
    }

    /** The trust products, which say what the customer's messaging is. */
    public TrustBundles trustProducts() {
        return TrustBundles.trustProducts(calls);
    }

    /** The persons and businesses in customer profiles and trust products. */
    public EndUsers endUsers() {
        return new EndUsers(calls);
    }

    /** The documents in customer profiles and trust products. */
    public SupportingDocuments supportingDocuments() {
        return new SupportingDocuments(calls);
    }

    /** The customer's brands, as the carriers' registry knows them. */
    public BrandRegistrations brandRegistrations() {
        return new BrandRegistrations(calls);
    }

    /** The campaigns of a messaging service ({@code MG…}). */
    public Campaigns campaigns(String messagingServiceSid) {
        return new Campaigns(calls, messagingServiceSid);
    }

    /** The verifications of toll-free numbers. */
    public TollfreeVerifications tollfreeVerifications() {
        return new TollfreeVerifications(calls);
    }

    /** The links to the customer's own telephone system. */
    public SipTrunks sipTrunks() {
        return new SipTrunks(calls);
    }

    /** The places that one SIP trunk ({@code TK…}) sends incoming calls to. */
    public TrunkOriginationUrls originationUrls(String trunkSid) {
        return new TrunkOriginationUrls(calls, trunkSid);
    }
}
