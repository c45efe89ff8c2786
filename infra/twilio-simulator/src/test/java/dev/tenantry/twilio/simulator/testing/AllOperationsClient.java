package dev.tenantry.twilio.simulator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.twilio.simulator.TwilioSimulator;
import dev.tenantry.twilio.simulator.openapi.Exchange;
import java.util.function.Consumer;

/** Calls every operation that the simulator answers, with most of the parameters that it takes. */
public final class AllOperationsClient {
    private static final String URL = "https://example.com/hook";

    private final TwilioSimulator simulator;
    private final RawClient parent;
    private final Consumer<Exchange> observer;
    private RawClient own;
    private String account;

    public AllOperationsClient(TwilioSimulator simulator, Consumer<Exchange> observer) {
        this.simulator = simulator;
        this.observer = observer;
        this.parent = new RawClient(simulator.baseUrl(), simulator.accountSid(), simulator.authToken(), observer);
    }

    public void run() throws Exception {
        try (parent) {
            var created = parent.post("api.twilio.com/2010-04-01/Accounts.json", "FriendlyName", "all-operations");
            account = "api.twilio.com/2010-04-01/Accounts/" + created.text("sid");
            try (var client =
                    new RawClient(simulator.baseUrl(), created.text("sid"), created.text("auth_token"), observer)) {
                own = client;
                numbersForSale();
                ownedNumbers();
                var address = address();
                british(address);
                smallApiResources();
                messaging();
                registrations(created.text("sid"));
                verify();
                events();
                trunking();
                catalogues();
                authTokens();
            }
            accounts();
        }
    }

    /** Takes off a number what calls, messages and emergency services would be led to. */
    private void clear(String number) throws Exception {
        good(own.post(number, "VoiceUrl", "", "SmsUrl", "", "SmsApplicationSid", ""));
        good(own.post(number, "VoiceApplicationSid", "", "EmergencyAddressSid", ""));
    }

    private RawClient.Answer good(RawClient.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isLessThan(300);
        return answer;
    }

    /** Create, list, fetch, update, delete. */
    private void crud(String list, String suffix, String update, String value, String... form) throws Exception {
        var sid = create(list + suffix, form);
        good(own.get(list + suffix + "?PageSize=1"));
        var one = list + "/" + sid + suffix;
        good(own.get(one));
        good(own.post(one, update, value));
        good(own.delete(one));
    }

    private String create(String list, String... form) throws Exception {
        return good(own.post(list, form)).text("sid");
    }

    /** The last call leaves this client with a token that is refused. */
    private void authTokens() throws Exception {
        var tokens = "accounts.twilio.com/v1/AuthTokens/";
        good(own.post(tokens + "Secondary"));
        good(own.delete(tokens + "Secondary"));
        good(own.post(tokens + "Secondary"));
        good(own.post(tokens + "Promote"));
    }

    private void accounts() throws Exception {
        good(parent.get(
                "api.twilio.com/2010-04-01/Accounts.json?FriendlyName=all-operations&Status=active&PageSize=1"));
        good(parent.get(account + ".json"));
        good(parent.post(account + ".json", "FriendlyName", "all-operations-2", "Status", "suspended"));
    }

    private void numbersForSale() throws Exception {
        var available = account + "/AvailablePhoneNumbers";
        good(own.get(available + ".json"));
        good(own.get(available + "/US.json"));
        good(own.get(available
                + "/US/Local.json?AreaCode=415&Contains=555&SmsEnabled=true&MmsEnabled=true&VoiceEnabled=true"
                + "&ExcludeAllAddressRequired=true&InRegion=CA&InLocality=San+Francisco&PageSize=2"));
        good(own.get(available + "/US/TollFree.json"));
        good(own.get(available + "/GB/Mobile.json"));
    }

    private void ownedNumbers() throws Exception {
        var numbers = account + "/IncomingPhoneNumbers";
        create(numbers + "/TollFree.json", "PhoneNumber", "+18005550101", "SmsUrl", URL);
        good(own.get(numbers + "/TollFree.json"));
        var number = create(numbers + "/Local.json", "PhoneNumber", firstIn("303"));
        good(own.get(numbers + "/Local.json?PhoneNumber=303"));
        clear(numbers + "/" + number + ".json");
        crud(numbers, ".json", "VoiceUrl", URL, "PhoneNumber", firstIn("415"), "SmsUrl", URL, "FriendlyName", "one");
    }

    private String firstIn(String areaCode) throws Exception {
        return own.get(account + "/AvailablePhoneNumbers/US/Local.json?SmsEnabled=true&AreaCode=" + areaCode)
                .json()
                .at("/available_phone_numbers/0/phone_number")
                .textValue();
    }

    private String address() throws Exception {
        String[] form = {
            "CustomerName",
            "Example Ltd",
            "Street",
            "1 High Street",
            "City",
            "London",
            "Region",
            "London",
            "PostalCode",
            "EC1A 1AA",
            "IsoCountry",
            "GB",
            "EmergencyEnabled",
            "true"
        };
        crud(account + "/Addresses", ".json", "FriendlyName", "Head office", form);
        return create(account + "/Addresses.json", form);
    }

    private void british(String address) throws Exception {
        var mobile = account + "/IncomingPhoneNumbers/Mobile.json";
        create(mobile, "PhoneNumber", "+447700900123", "BundleSid", "BU" + "1".repeat(32));
        good(own.get(mobile));
        var number =
                create(account + "/IncomingPhoneNumbers.json", "PhoneNumber", "+442079460123", "AddressSid", address);
        good(own.post(account + "/IncomingPhoneNumbers/" + number + ".json", "EmergencyAddressSid", address));
    }

    private void smallApiResources() throws Exception {
        crud(account + "/Keys", ".json", "FriendlyName", "renamed", "FriendlyName", "backend");
        crud(account + "/Applications", ".json", "StatusCallback", "", "FriendlyName", "app", "VoiceUrl", URL);
        crud(
                account + "/Usage/Triggers",
                ".json",
                "FriendlyName",
                "alarm",
                "CallbackUrl",
                URL,
                "TriggerValue",
                "50",
                "UsageCategory",
                "totalprice",
                "TriggerBy",
                "price",
                "Recurring",
                "monthly");
        good(own.get(account + "/Balance.json"));
        var lists = account + "/SIP/CredentialLists";
        crud(lists, ".json", "FriendlyName", "renamed", "FriendlyName", "phones");
        var list = create(lists + ".json", "FriendlyName", "phones");
        crud(
                lists + "/" + list + "/Credentials",
                ".json",
                "Password",
                "Another1Password",
                "Username",
                "alice",
                "Password",
                "LongEnough1Password");
    }

    private void messaging() throws Exception {
        var services = "messaging.twilio.com/v1/Services";
        crud(services, "", "StickySender", "false", "FriendlyName", "org-1", "InboundRequestUrl", URL);
        var service = create(services, "FriendlyName", "org-1");
        var number = create(account + "/IncomingPhoneNumbers.json", "PhoneNumber", firstIn("206"));
        var pool = services + "/" + service + "/PhoneNumbers";
        good(own.post(pool, "PhoneNumberSid", number));
        good(own.get(pool));
        good(own.get(pool + "/" + number));
        good(own.delete(pool + "/" + number));
        var senders = services + "/" + service + "/AlphaSenders";
        var sender = create(senders, "AlphaSender", "Acme Ltd");
        good(own.get(senders));
        good(own.get(senders + "/" + sender));
        good(own.delete(senders + "/" + sender));
        messages(firstIn("206"));
    }

    private void messages(String from) throws Exception {
        var list = account + "/Messages.json";
        create(account + "/IncomingPhoneNumbers.json", "PhoneNumber", from);
        var message =
                create(list, "From", from, "To", "+14155550199", "Body", "Hello", "StatusCallback", URL + "/status");
        create(list, "From", from, "To", "+14165550199", "Body", "Hello", "MediaUrl", "https://example.com/a.png");
        good(own.get(list + "?To=%2B14155550199&PageSize=1"));
        good(own.get(account + "/Messages/" + message + ".json"));
    }

    private void registrations(String accountSid) throws Exception {
        var registrations = new RegistrationClient(own, accountSid);
        String[] profile = {
            "FriendlyName",
            "org-1",
            "Email",
            "a@example.com",
            "StatusCallback",
            URL,
            "PolicySid",
            RegistrationClient.PROFILE_POLICY
        };
        crud(RegistrationClient.PROFILES, "", "Email", "b@example.com", profile);
        String[] product = {
            "FriendlyName", "org-1", "Email", "a@example.com", "PolicySid", RegistrationClient.PRODUCT_POLICY
        };
        crud(RegistrationClient.PRODUCTS, "", "Email", "b@example.com", product);
        String[] part = {"FriendlyName", "part", "Type", "anything", "Attributes", "{}"};
        crud(RegistrationClient.TRUST_HUB + "/EndUsers", "", "Attributes", "{\"a\": \"b\"}", part);
        crud(RegistrationClient.TRUST_HUB + "/SupportingDocuments", "", "Attributes", "{\"a\": \"b\"}", part);
        var bundles = registrations.bundles("Example Inc");
        bundle(RegistrationClient.PROFILES, bundles.profile(), RegistrationClient.PROFILE_POLICY);
        bundle(RegistrationClient.PRODUCTS, bundles.product(), RegistrationClient.PRODUCT_POLICY);
        brandAndCampaign(registrations, bundles);
        tollfree(registrations);
    }

    /** Fetch, list filtered, assignments, evaluations; and a draft whose part is taken out again. */
    private void bundle(String list, String sid, String policy) throws Exception {
        var one = list + "/" + sid;
        good(own.get(one));
        good(own.get(list + "?FriendlyName=org-1&PolicySid=" + policy + "&Status=twilio-approved&PageSize=1"));
        var assignment = good(own.get(one + "/EntityAssignments?PageSize=1"));
        good(own.get(one + "/EntityAssignments/"
                + assignment.json().at("/results/0/sid").textValue()));
        var evaluation = good(own.post(one + "/Evaluations", "PolicySid", policy));
        good(own.get(one + "/Evaluations"));
        good(own.get(one + "/Evaluations/" + evaluation.text("sid")));
        var draft = list + "/" + create(list, "FriendlyName", "draft", "Email", "a@example.com", "PolicySid", policy);
        good(own.post(draft + "/Evaluations", "PolicySid", policy));
        var user = create(RegistrationClient.TRUST_HUB + "/EndUsers", "FriendlyName", "part", "Type", "anything");
        var assigned = create(draft + "/EntityAssignments", "ObjectSid", user);
        good(own.delete(draft + "/EntityAssignments/" + assigned));
    }

    private void brandAndCampaign(RegistrationClient registrations, RegistrationClient.Bundles bundles)
            throws Exception {
        var brand = good(registrations.brand(bundles, "BrandType", "SOLE_PROPRIETOR", "Mock", "true"))
                .text("sid");
        good(own.post(RegistrationClient.BRANDS + "/" + brand + "/SmsOtp"));
        good(own.get(RegistrationClient.BRANDS + "?PageSize=1"));
        parent.control(
                "POST", "/_simulator/reviews/rules", "{\"kind\": \"brand\", \"outcome\": {\"type\": \"reject\"}}");
        var failing = RegistrationClient.BRANDS + "/"
                + good(registrations.brand(bundles)).text("sid");
        registrations.await(failing, "status", "FAILED");
        good(own.post(failing));
        registrations.await(failing, "status", "APPROVED");
        var service = registrations.service();
        var campaigns = RegistrationClient.campaigns(service);
        good(own.get(campaigns + "/Usecases?BrandRegistrationSid=" + brand));
        var campaign = campaigns + "/"
                + good(registrations.campaign(
                                service,
                                failing.substring(failing.lastIndexOf('/') + 1),
                                RegistrationClient.DESCRIPTION + " simulate:campaign=reject:30893"))
                        .text("sid");
        registrations.await(campaign, "campaign_status", "FAILED");
        good(own.get(campaigns + "?PageSize=1"));
        good(own.post(
                campaign,
                "Description",
                RegistrationClient.DESCRIPTION,
                "MessageFlow",
                "Customers opt in on our website by ticking a box beside their phone number.",
                "MessageSamples",
                "Your order 123 is on its way to you.",
                "MessageSamples",
                "Your order 123 has been delivered, thank you.",
                "HasEmbeddedLinks",
                "false",
                "HasEmbeddedPhone",
                "false",
                "AgeGated",
                "false",
                "DirectLending",
                "false"));
        registrations.await(campaign, "campaign_status", "VERIFIED");
        good(own.get(RegistrationClient.SERVICES + "/" + service));
        good(own.delete(campaign));
    }

    private void tollfree(RegistrationClient registrations) throws Exception {
        var number = registrations.tollfreeNumber("+18005550102");
        var created = good(registrations.verification(
                number, "ExternalReferenceId", "org-1", "AdditionalInformation", "simulate:toll-free=reject"));
        var verification = RegistrationClient.VERIFICATIONS + "/" + created.text("sid");
        registrations.await(verification, "status", "TWILIO_REJECTED");
        good(own.get(RegistrationClient.VERIFICATIONS + "?TollfreePhoneNumberSid=" + number
                + "&Status=TWILIO_REJECTED&ExternalReferenceId=org-1&PageSize=1"));
        good(own.post(
                verification,
                "AdditionalInformation",
                "corrected",
                "BusinessStreetAddress",
                "1 Main Street",
                "BusinessType",
                "PRIVATE_PROFIT",
                "PrivacyPolicyUrl",
                URL));
        registrations.await(verification, "status", "TWILIO_APPROVED");
        good(own.delete(verification));
    }

    private void verify() throws Exception {
        crud("verify.twilio.com/v2/Services", "", "CodeLength", "8", "FriendlyName", "org-1");
    }

    private void events() throws Exception {
        String[] sink = {
            "Description",
            "org-1",
            "SinkType",
            "webhook",
            "SinkConfiguration",
            "{\"destination\":\"" + URL + "\",\"method\":\"POST\",\"batch_events\":false}"
        };
        crud("events.twilio.com/v1/Sinks", "", "Description", "renamed", sink);
        var sinkSid = create("events.twilio.com/v1/Sinks", sink);
        String[] subscription = {
            "Description",
            "org-1",
            "SinkSid",
            sinkSid,
            "Types",
            "{\"type\":\"com.twilio.messaging.message.delivered\",\"schema_version\":1}",
            "Types",
            "{\"type\":\"com.twilio.messaging.message.failed\"}"
        };
        crud("events.twilio.com/v1/Subscriptions", "", "Description", "renamed", subscription);
        var sid = create("events.twilio.com/v1/Subscriptions", subscription);
        good(own.get("events.twilio.com/v1/Subscriptions/" + sid + "/SubscribedEvents"));
    }

    private void trunking() throws Exception {
        var trunks = "trunking.twilio.com/v1/Trunks";
        crud(trunks, "", "Secure", "true", "FriendlyName", "org-1", "DomainName", "org-1.pstn.twilio.com");
        var trunk = trunks + "/" + create(trunks, "FriendlyName", "org-1");
        crud(
                trunk + "/OriginationUrls",
                "",
                "Weight",
                "5",
                "Weight",
                "10",
                "Priority",
                "1",
                "Enabled",
                "true",
                "FriendlyName",
                "main",
                "SipUrl",
                "sip:pbx.example.com");
        var number = create(account + "/IncomingPhoneNumbers.json", "AreaCode", "503");
        attach(trunk + "/PhoneNumbers", "PhoneNumberSid", number);
        var list = create(account + "/SIP/CredentialLists.json", "FriendlyName", "trunk");
        attach(trunk + "/CredentialLists", "CredentialListSid", list);
    }

    private void attach(String collection, String parameter, String sid) throws Exception {
        good(own.post(collection, parameter, sid));
        good(own.get(collection));
        good(own.get(collection + "/" + sid));
        good(own.delete(collection + "/" + sid));
    }

    private void catalogues() throws Exception {
        good(own.get("pricing.twilio.com/v1/PhoneNumbers/Countries?PageSize=2"));
        good(own.get("pricing.twilio.com/v1/PhoneNumbers/Countries/US"));
        var regulations = "numbers.twilio.com/v2/RegulatoryCompliance/Regulations";
        var found = good(own.get(regulations + "?IsoCountry=GB&NumberType=mobile&EndUserType=business"));
        good(own.get(regulations + "/" + found.json().at("/results/0/sid").textValue()));
    }
}
