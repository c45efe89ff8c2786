package dev.tenantry.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.twilio.account.ApiKey;
import dev.tenantry.twilio.address.AddressDetails;
import dev.tenantry.twilio.address.RegisteredAddress;
import dev.tenantry.twilio.events.EventSink;
import dev.tenantry.twilio.events.EventSubscription;
import dev.tenantry.twilio.events.EventType;
import dev.tenantry.twilio.fixture.Bodies;
import dev.tenantry.twilio.messaging.MessagingService;
import dev.tenantry.twilio.trusthub.EndUserDetails;
import dev.tenantry.twilio.trusthub.TrustBundle;
import dev.tenantry.twilio.trusthub.TrustBundles;
import dev.tenantry.twilio.trusthub.TrustDocument;
import dev.tenantry.twilio.trusthub.TrustEndUser;
import dev.tenantry.twilio.trusthub.TrustPolicy;
import dev.tenantry.twilio.usage.Recurrence;
import dev.tenantry.twilio.usage.UsageTrigger;
import dev.tenantry.twilio.verify.VerifyService;
import dev.tenantry.twilio.voice.SipTrunk;
import dev.tenantry.twilio.voice.TrunkOriginationUrl;
import dev.tenantry.twilio.voice.TwimlApplication;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of resource, as the tests of what all kinds have in common see it.
 *
 * @param body the name of the body that Twilio sends
 * @param path where the list of them is, without the query
 * @param listKey the property of a page that holds the items
 */
record ResourceKindCase(
        String body,
        String path,
        String listKey,
        BiFunction<TenantAccount, String, String> creation,
        BiFunction<TenantAccount, String, Optional<String>> search,
        BiFunction<TenantAccount, String, Optional<String>> fetching,
        BiConsumer<TenantAccount, String> deletion) {

    private static final ResourceKindCase API_KEY = new ResourceKindCase(
            "api-key",
            account("/Keys.json"),
            "keys",
            (tenant, name) -> tenant.apiKeys().create(name).key().sid(),
            (tenant, name) -> tenant.apiKeys().find(name).map(ApiKey::sid),
            (tenant, sid) -> tenant.apiKeys().fetch(sid).map(ApiKey::sid),
            (tenant, sid) -> tenant.apiKeys().delete(sid));
    private static final ResourceKindCase MESSAGING_SERVICE = new ResourceKindCase(
            "messaging-service",
            "/messaging.twilio.com/v1/Services",
            "services",
            (tenant, name) -> tenant.messagingServices()
                    .create(name, Optional.empty(), Optional.empty())
                    .sid(),
            (tenant, name) -> tenant.messagingServices().find(name).map(MessagingService::sid),
            (tenant, sid) -> tenant.messagingServices().fetch(sid).map(MessagingService::sid),
            (tenant, sid) -> tenant.messagingServices().delete(sid));
    private static final ResourceKindCase USAGE_TRIGGER = new ResourceKindCase(
            "usage-trigger",
            account("/Usage/Triggers.json"),
            "usage_triggers",
            (tenant, name) -> tenant.usageTriggers()
                    .create(name, URI.create("https://tenantry.example/spend"), BigDecimal.TEN, Recurrence.DAILY)
                    .sid(),
            (tenant, name) -> tenant.usageTriggers().find(name).map(UsageTrigger::sid),
            (tenant, sid) -> tenant.usageTriggers().fetch(sid).map(UsageTrigger::sid),
            (tenant, sid) -> tenant.usageTriggers().delete(sid));

    private static final ResourceKindCase TWIML_APPLICATION = new ResourceKindCase(
            "application",
            account("/Applications.json"),
            "applications",
            (tenant, name) -> tenant.twimlApplications()
                    .create(name, URI.create("https://tenantry.example/voice"), Optional.empty())
                    .sid(),
            (tenant, name) -> tenant.twimlApplications().find(name).map(TwimlApplication::sid),
            (tenant, sid) -> tenant.twimlApplications().fetch(sid).map(TwimlApplication::sid),
            (tenant, sid) -> tenant.twimlApplications().delete(sid));
    private static final ResourceKindCase ADDRESS = new ResourceKindCase(
            "address",
            account("/Addresses.json"),
            "addresses",
            (tenant, name) -> tenant.addresses()
                    .create(name, new AddressDetails("Acme", "1 Street", "Town", "CA", "94105", "US"), true)
                    .sid(),
            (tenant, name) -> tenant.addresses().find(name).map(RegisteredAddress::sid),
            (tenant, sid) -> tenant.addresses().fetch(sid).map(RegisteredAddress::sid),
            (tenant, sid) -> tenant.addresses().delete(sid));
    private static final ResourceKindCase VERIFY_SERVICE = new ResourceKindCase(
            "verify-service",
            "/verify.twilio.com/v2/Services",
            "services",
            (tenant, name) -> tenant.verifyServices().create(name).sid(),
            (tenant, name) -> tenant.verifyServices().find(name).map(VerifyService::sid),
            (tenant, sid) -> tenant.verifyServices().fetch(sid).map(VerifyService::sid),
            (tenant, sid) -> tenant.verifyServices().delete(sid));

    private static final ResourceKindCase EVENT_SINK = new ResourceKindCase(
            "event-sink",
            "/events.twilio.com/v1/Sinks",
            "sinks",
            (tenant, name) -> tenant.eventSinks()
                    .create(name, URI.create("https://tenantry.example/events"))
                    .sid(),
            (tenant, name) -> tenant.eventSinks().find(name).map(EventSink::sid),
            (tenant, sid) -> tenant.eventSinks().fetch(sid).map(EventSink::sid),
            (tenant, sid) -> tenant.eventSinks().delete(sid));
    private static final ResourceKindCase EVENT_SUBSCRIPTION = new ResourceKindCase(
            "event-subscription",
            "/events.twilio.com/v1/Subscriptions",
            "subscriptions",
            (tenant, name) -> tenant.eventSubscriptions()
                    .create(name, "DG1", Set.of(EventType.BRAND_FAILURE))
                    .sid(),
            (tenant, name) -> tenant.eventSubscriptions().find(name).map(EventSubscription::sid),
            (tenant, sid) -> tenant.eventSubscriptions().fetch(sid).map(EventSubscription::sid),
            (tenant, sid) -> tenant.eventSubscriptions().delete(sid));
    private static final ResourceKindCase SIP_TRUNK = new ResourceKindCase(
            "sip-trunk",
            "/trunking.twilio.com/v1/Trunks",
            "trunks",
            (tenant, name) -> tenant.sipTrunks().create(name).sid(),
            (tenant, name) -> tenant.sipTrunks().find(name).map(SipTrunk::sid),
            (tenant, sid) -> tenant.sipTrunks().fetch(sid).map(SipTrunk::sid),
            (tenant, sid) -> tenant.sipTrunks().delete(sid));
    private static final ResourceKindCase ORIGINATION_URL = new ResourceKindCase(
            "origination-url",
            "/trunking.twilio.com/v1/Trunks/TK1/OriginationUrls",
            "origination_urls",
            (tenant, name) -> tenant.originationUrls("TK1")
                    .create(name, URI.create("sip:pbx@acme.example"))
                    .sid(),
            (tenant, name) -> tenant.originationUrls("TK1").find(name).map(TrunkOriginationUrl::sid),
            (tenant, sid) -> tenant.originationUrls("TK1").fetch(sid).map(TrunkOriginationUrl::sid),
            (tenant, sid) -> tenant.originationUrls("TK1").delete(sid));

    private static final ResourceKindCase CUSTOMER_PROFILE = bundle(
            "customer-profile", "CustomerProfiles", TrustPolicy.CUSTOMER_PROFILE, TenantAccount::customerProfiles);
    private static final ResourceKindCase TRUST_PRODUCT =
            bundle("trust-product", "TrustProducts", TrustPolicy.A2P_MESSAGING, TenantAccount::trustProducts);
    private static final ResourceKindCase END_USER = new ResourceKindCase(
            "end-user",
            "/trusthub.twilio.com/v1/EndUsers",
            "results",
            (tenant, name) -> tenant.endUsers()
                    .create(name, new EndUserDetails.MessagingProfile("private", Optional.empty(), Optional.empty()))
                    .sid(),
            (tenant, name) -> tenant.endUsers().find(name).map(TrustEndUser::sid),
            (tenant, sid) -> tenant.endUsers().fetch(sid).map(TrustEndUser::sid),
            (tenant, sid) -> tenant.endUsers().delete(sid));
    private static final ResourceKindCase SUPPORTING_DOCUMENT = new ResourceKindCase(
            "supporting-document",
            "/trusthub.twilio.com/v1/SupportingDocuments",
            "results",
            (tenant, name) -> tenant.supportingDocuments().create(name, "AD1").sid(),
            (tenant, name) -> tenant.supportingDocuments().find(name).map(TrustDocument::sid),
            (tenant, sid) -> tenant.supportingDocuments().fetch(sid).map(TrustDocument::sid),
            (tenant, sid) -> tenant.supportingDocuments().delete(sid));

    private static ResourceKindCase bundle(
            String body, String collection, TrustPolicy policy, Function<TenantAccount, TrustBundles> bundles) {
        return new ResourceKindCase(
                body,
                "/trusthub.twilio.com/v1/" + collection,
                "results",
                (tenant, name) -> bundles.apply(tenant)
                        .create(name, "isv@tenantry.example", policy, Optional.empty())
                        .sid(),
                (tenant, name) -> bundles.apply(tenant).find(name).map(TrustBundle::sid),
                (tenant, sid) -> bundles.apply(tenant).fetch(sid).map(TrustBundle::sid),
                (tenant, sid) -> bundles.apply(tenant).delete(sid));
    }

    /** All kinds, for the tests' parameters. */
    static List<ResourceKindCase> all() {
        return List.of(
                API_KEY,
                MESSAGING_SERVICE,
                USAGE_TRIGGER,
                TWIML_APPLICATION,
                ADDRESS,
                VERIFY_SERVICE,
                EVENT_SINK,
                EVENT_SUBSCRIPTION,
                SIP_TRUNK,
                ORIGINATION_URL,
                CUSTOMER_PROFILE,
                TRUST_PRODUCT,
                END_USER,
                SUPPORTING_DOCUMENT);
    }

    /** What the tests' reports call it. */
    @Override
    public String toString() {
        return body;
    }

    private static String account(String path) {
        return "/api.twilio.com/2010-04-01/Accounts/" + Bodies.TENANT_SID + path;
    }

    /** Creates one, and returns its SID. */
    String create(TenantAccount tenant, String name) {
        return creation.apply(tenant, name);
    }

    /** The SID of the one of this name. */
    Optional<String> find(TenantAccount tenant, String name) {
        return search.apply(tenant, name);
    }

    /** The SID of the one of this SID. */
    Optional<String> fetch(TenantAccount tenant, String sid) {
        return fetching.apply(tenant, sid);
    }

    void delete(TenantAccount tenant, String sid) {
        deletion.accept(tenant, sid);
    }

    /** Where one of them is. */
    String path(String sid) {
        return path.endsWith(".json") ? path.replace(".json", "/" + sid + ".json") : path + "/" + sid;
    }

    /** Twilio's answer to its creation. */
    ObjectNode created() {
        return Bodies.of(body.equals("api-key") ? "new-api-key" : body);
    }

    /** One as Twilio lists it. */
    ObjectNode listed(String sid, String name) {
        var one = Bodies.of(body);
        return one.put("sid", sid).put(one.has("description") ? "description" : "friendly_name", name);
    }

    /** A page of the list, the last one if {@code next} is empty; else a path with its query. */
    String page(Optional<String> next, ObjectNode... items) {
        return path.endsWith(".json")
                ? Bodies.page(
                        listKey,
                        next.map(link -> link.replace("/api.twilio.com", "")).orElse(null),
                        List.of(items))
                : Bodies.metaPage(listKey, next.map(link -> "https:/" + link).orElse(null), List.of(items));
    }
}
