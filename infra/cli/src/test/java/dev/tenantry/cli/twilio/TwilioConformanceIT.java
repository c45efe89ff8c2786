package dev.tenantry.cli.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.local.LocalCloud;
import dev.tenantry.local.contract.ContractObserver;
import dev.tenantry.twilio.simulator.openapi.Conformance;
import dev.tenantry.twilio.simulator.openapi.DocumentFault;
import dev.tenantry.twilio.simulator.openapi.TwilioOpenApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Real jobs through the public HTTP API: every request that the functions make of Twilio, and every answer that the
 * simulator gives them, must be as Twilio's OpenAPI documents have it.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwilioConformanceIT {
    private static final double SPEED = 1000;

    private static final String EVERYTHING = """
            {"displayName": "Everything Ltd", "numbers": [{"areaCode": "415", "count": 2}, {"type": "toll-free"}],
             "messaging": {"inboundUrl": "https://acme.example/sms", "statusUrl": "https://acme.example/sms-status"},
             "voice": {"url": "https://acme.example/voice", "statusUrl": "https://acme.example/voice-status"},
             "verify": true, "sipTrunk": {"originationUrl": "sip:pbx.acme.example"},
             "emergencyAddress": {"customerName": "Acme", "street": "1 Main Street", "city": "San Francisco",
                                  "region": "CA", "postalCode": "94105", "country": "US"},
             "spendAlarm": {"amount": 50, "period": "daily"}}""";

    /** The same with other settings, and one number more. */
    private static final String EVERYTHING_CHANGED = """
            {"displayName": "Everything Inc", "numbers": [{"areaCode": "415", "count": 3}, {"type": "toll-free"}],
             "messaging": {"statusUrl": "https://acme.example/new-sms-status"},
             "voice": {"url": "https://acme.example/new-voice"},
             "verify": true, "sipTrunk": {"originationUrl": "sip:new-pbx.acme.example"},
             "emergencyAddress": {"customerName": "Acme", "street": "2 Main Street", "city": "San Francisco",
                                  "region": "CA", "postalCode": "94105", "country": "US"},
             "spendAlarm": {"amount": 75.50, "period": "monthly"}}""";

    /** Without a voice URL the trunk gets the calls to the numbers. */
    private static final String TRUNK_ONLY = """
            {"sipTrunk": {"originationUrl": "sip:pbx.acme.example"}}""";

    private static final String WIDENED = """
            {"numbers": [{"areaCode": "212", "widen": true}]}""";

    private static final String NEEDY = """
            {"numbers": [{"country": "GB"}]}""";

    /** A number that somebody else was quicker to buy. */
    private static final String SOLD = """
            {"method": "POST", "path": "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json", "skip": 1,
             "fault": {"type": "refuse", "code": 21422, "status": 400}}""";

    /** What must have been called for the jobs to say something: all that is created, changed, removed or searched. */
    private static final List<String> CALLED = List.of(
            "DELETE api.twilio.com/2010-04-01/Accounts/{AccountSid}/Addresses/{Sid}.json (DeleteAddress)",
            "DELETE api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json (DeleteApplication)",
            "DELETE api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json"
                    + " (DeleteIncomingPhoneNumber)",
            "DELETE api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys/{Sid}.json (DeleteKey)",
            "DELETE api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Triggers/{Sid}.json (DeleteUsageTrigger)",
            "DELETE events.twilio.com/v1/Sinks/{Sid} (DeleteSink)",
            "DELETE events.twilio.com/v1/Subscriptions/{Sid} (DeleteSubscription)",
            "DELETE messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers/{Sid} (DeletePhoneNumber)",
            "DELETE messaging.twilio.com/v1/Services/{Sid} (DeleteService)",
            "DELETE trunking.twilio.com/v1/Trunks/{Sid} (DeleteTrunk)",
            "DELETE trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid} (DeleteOriginationUrl)",
            "DELETE trunking.twilio.com/v1/Trunks/{TrunkSid}/PhoneNumbers/{Sid} (DeletePhoneNumber)",
            "DELETE verify.twilio.com/v2/Services/{Sid} (DeleteService)",
            "GET api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/Local.json"
                    + " (ListAvailablePhoneNumberLocal)",
            "GET api.twilio.com/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers/{CountryCode}/TollFree.json"
                    + " (ListAvailablePhoneNumberTollFree)",
            "GET numbers.twilio.com/v2/RegulatoryCompliance/Regulations (ListRegulation)",
            "GET pricing.twilio.com/v1/PhoneNumbers/Countries/{IsoCountry} (FetchPhoneNumberCountry)",
            "POST api.twilio.com/2010-04-01/Accounts.json (CreateAccount)",
            "POST api.twilio.com/2010-04-01/Accounts/{Sid}.json (UpdateAccount)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Addresses.json (CreateAddress)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications.json (CreateApplication)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Applications/{Sid}.json (UpdateApplication)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers.json (CreateIncomingPhoneNumber)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/IncomingPhoneNumbers/{Sid}.json"
                    + " (UpdateIncomingPhoneNumber)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Keys.json (CreateNewKey)",
            "POST api.twilio.com/2010-04-01/Accounts/{AccountSid}/Usage/Triggers.json (CreateUsageTrigger)",
            "POST events.twilio.com/v1/Sinks (CreateSink)",
            "POST events.twilio.com/v1/Subscriptions (CreateSubscription)",
            "DELETE messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p/{Sid} (DeleteUsAppToPerson)",
            "DELETE messaging.twilio.com/v1/Tollfree/Verifications/{Sid} (DeleteTollfreeVerification)",
            "GET messaging.twilio.com/v1/a2p/BrandRegistrations/{Sid} (FetchBrandRegistrations)",
            "POST messaging.twilio.com/v1/Services/{MessagingServiceSid}/Compliance/Usa2p (CreateUsAppToPerson)",
            "POST messaging.twilio.com/v1/Tollfree/Verifications (CreateTollfreeVerification)",
            "POST messaging.twilio.com/v1/a2p/BrandRegistrations (CreateBrandRegistrations)",
            "POST trusthub.twilio.com/v1/CustomerProfiles (CreateCustomerProfile)",
            "POST trusthub.twilio.com/v1/CustomerProfiles/{CustomerProfileSid}/EntityAssignments"
                    + " (CreateCustomerProfileEntityAssignment)",
            "POST trusthub.twilio.com/v1/CustomerProfiles/{CustomerProfileSid}/Evaluations"
                    + " (CreateCustomerProfileEvaluation)",
            "POST trusthub.twilio.com/v1/CustomerProfiles/{Sid} (UpdateCustomerProfile)",
            "POST trusthub.twilio.com/v1/EndUsers (CreateEndUser)",
            "POST trusthub.twilio.com/v1/SupportingDocuments (CreateSupportingDocument)",
            "POST trusthub.twilio.com/v1/TrustProducts (CreateTrustProduct)",
            "POST trusthub.twilio.com/v1/TrustProducts/{Sid} (UpdateTrustProduct)",
            "POST messaging.twilio.com/v1/Services (CreateService)",
            "POST messaging.twilio.com/v1/Services/{Sid} (UpdateService)",
            "POST messaging.twilio.com/v1/Services/{ServiceSid}/PhoneNumbers (CreatePhoneNumber)",
            "POST trunking.twilio.com/v1/Trunks (CreateTrunk)",
            "POST trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls (CreateOriginationUrl)",
            "POST trunking.twilio.com/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid} (UpdateOriginationUrl)",
            "POST trunking.twilio.com/v1/Trunks/{TrunkSid}/PhoneNumbers (CreatePhoneNumber)",
            "POST verify.twilio.com/v2/Services (CreateService)");

    /** What is done and not answered, once each, while one job runs. */
    private static final List<String> UNANSWERED = List.of(
            "/2010-04-01/Accounts.json",
            "/2010-04-01/Accounts/*/Addresses.json",
            "/2010-04-01/Accounts/*/Applications.json",
            "/2010-04-01/Accounts/*/IncomingPhoneNumbers.json",
            "/2010-04-01/Accounts/*/Keys.json",
            "/2010-04-01/Accounts/*/Usage/Triggers.json",
            "/v1/Sinks",
            "/v1/Subscriptions",
            "/v1/Services",
            "/v1/Services/*/PhoneNumbers",
            "/v1/Trunks",
            "/v1/Trunks/*/OriginationUrls",
            "/v2/Services");

    private final Map<String, JsonNode> jobs = new HashMap<>();
    private final Map<String, JsonNode> rolledBack = new HashMap<>();
    private RecordingProxy proxy;
    private final ContractObserver contract = new ContractObserver();
    private LocalCloud cloud;
    private PublicApi api;
    private Conformance conformance;

    @BeforeAll
    void runJobs() throws Exception {
        var directory = TwilioOpenApi.directory();
        assumeTrue(
                Files.isDirectory(directory),
                () -> "skipped: Twilio's OpenAPI documents are not at " + directory.toAbsolutePath());
        conformance = new Conformance(
                TwilioOpenApi.read(directory),
                Stream.concat(DocumentFault.KNOWN.stream(), DocumentFault.ERRORS.stream())
                        .toList());
        start();
        run(Map.of(
                "plain",
                "{}",
                "everything",
                EVERYTHING,
                "registered",
                Files.readString(Path.of("../../docs/examples/registrations.json")),
                "trunk-only",
                TRUNK_ONLY,
                "widened",
                WIDENED,
                "needy",
                NEEDY));
        api.estimate("everything", EVERYTHING_CHANGED);
        run(Map.of("everything", EVERYTHING_CHANGED));
        UNANSWERED.forEach(path -> api.addFault(unanswered(path)));
        api.addFault(SOLD);
        run(Map.of("unlucky", EVERYTHING));
        rollBack(Map.of(
                "everything", "{}",
                "registered", "{}",
                "trunk-only", "{\"numbers\": \"move-to-pool\", \"closeAccount\": true}"));
        proxy.exchanges().forEach(conformance::add);
        System.out.println(conformance.report());
    }

    @AfterAll
    void stop() {
        if (cloud != null) {
            api.close();
            cloud.close();
            proxy.close();
            contract.requireConformance();
        }
    }

    @Test
    void everyRequestAndEveryAnswerIsAsTwilioDescribesIt() {
        assertThat(conformance.violations()).isEmpty();
    }

    @Test
    void theJobsCalledAllThatTheStepsCanCall() {
        assertThat(conformance.operations()).containsKeys(CALLED.toArray(String[]::new));
    }

    @Test
    void theJobsEndedAsTheyShould() {
        assertThat(jobs).allSatisfy((org, job) -> assertThat(job.get("status").textValue())
                .as(job.toPrettyString())
                .isEqualTo(org.equals("needy") ? "FAILED" : "COMPLETE"));
    }

    @Test
    void whatWasRolledBackIsGone() {
        assertThat(rolledBack)
                .allSatisfy((org, job) -> assertThat(job.get("status").textValue())
                        .as(job.toPrettyString())
                        .isEqualTo("ROLLED_BACK"));
        var accounts = rolledBack.keySet().stream()
                .map(org -> jobs.get(org).at("/steps/0/resources/0/sid").textValue())
                .toList();

        var state = api.simulator();

        assertThat(state.get("numbers"))
                .filteredOn(one -> accounts.contains(one.get("accountSid").textValue()))
                .isEmpty();
        var main = state.at("/accounts/0/ownerAccountSid");
        assertThat(state.get("numbers"))
                .filteredOn(one -> one.get("accountSid").equals(main))
                .hasSize(2);
        assertThat(state.get("accounts"))
                .filteredOn(one -> one.get("status").textValue().equals("closed"))
                .extracting(one -> one.get("friendlyName").textValue())
                .containsExactly("trunk-only");
    }

    @Test
    void whatWasNotAnsweredWasLookedUpAndIsThereOnce() {
        assertThat(proxy.exchanges().stream()
                        .filter(exchange -> exchange.answer().isEmpty()))
                .hasSameSizeAs(UNANSWERED);
        var account = jobs.get("unlucky").at("/steps/0/resources/0/sid").textValue();

        var state = api.simulator();

        assertThat(state.get("accounts"))
                .filteredOn(one -> one.get("friendlyName").textValue().equals("unlucky"))
                .hasSize(1);
        assertThat(state.get("numbers"))
                .filteredOn(one -> one.get("accountSid").textValue().equals(account))
                .hasSize(3);
        assertThat(state.get("resources"))
                .filteredOn(one -> one.get("accountSid").textValue().equals(account))
                .filteredOn(one -> !one.get("type").textValue().equals("sender_pool_numbers"))
                .extracting(one -> one.get("type").textValue())
                .containsExactlyInAnyOrder(
                        "addresses",
                        "applications",
                        "keys",
                        "messaging_services",
                        "origination_urls",
                        "sinks",
                        "subscriptions",
                        "trunks",
                        "usage_triggers",
                        "verify_services");
    }

    private void start() throws Exception {
        proxy = new RecordingProxy();
        var template = Path.of("../../template.yaml").toAbsolutePath().normalize();
        cloud = LocalCloud.start(LocalCloud.Options.inMemory(template, SPEED)
                .twilioBaseUrl(proxy.uri())
                .observer(contract));
        proxy.forwardTo(cloud.twilioUrl());
        api = new PublicApi(cloud);
    }

    /** Runs a job for each of these organisations, side by side. */
    private void run(Map<String, String> plans) {
        plans.forEach(api::trigger);
        plans.keySet().forEach(org -> jobs.put(org, api.ended(org)));
    }

    /** Rolls the newest jobs of these organisations back, side by side. */
    private void rollBack(Map<String, String> choices) {
        choices.forEach(api::rollBack);
        choices.keySet().forEach(org -> rolledBack.put(org, api.ended(org)));
    }

    private static String unanswered(String path) {
        return """
                {"method": "POST", "path": "%s", "fault": {"type": "done-but-dropped"}}""".formatted(path);
    }
}
