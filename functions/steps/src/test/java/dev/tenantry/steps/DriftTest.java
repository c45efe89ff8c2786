package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.drift.ComparedResource;
import dev.tenantry.steps.drift.ComparedResource.Result;
import dev.tenantry.steps.drift.DriftReport;
import dev.tenantry.steps.resource.Difference;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison of tenants with Twilio, after somebody has changed something there, or nobody has. */
class DriftTest {
    private static final OrgId ACME = StepTestFixture.ACME;
    private static final List<ResourceKind> REGISTERED =
            List.of(ResourceKind.BUSINESS_ADDRESS, ResourceKind.CAMPAIGN, ResourceKind.TOLL_FREE_VERIFICATION);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z-]+)}");
    private static final String API = "api.twilio.com/2010-04-01/Accounts/{account}";
    private static final String SERVICE = "messaging.twilio.com/v1/Services/{messaging-service}";
    private static final String NUMBER = API + "/IncomingPhoneNumbers/{phone-number}.json";
    private static final String VOICE_APPLICATION = "phone-number drifted voiceApplicationSid {application} -> -";

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    /**
     * A change that somebody makes in Twilio's Console.
     *
     * @param name what it is
     * @param requests its requests, each a method, a path and a form; {kind} stands for the SID of the first resource
     *     of that kind
     * @param findings what a scan has to find, and nothing else
     */
    record Outside(String name, List<String> requests, List<String> findings) {
        static Outside change(String name, String request, String... findings) {
            return new Outside(name, List.of(request.split(" & ")), List.of(findings));
        }

        /** A registration takes its time, so that a tenant has one only where it is changed. */
        Plan plan() {
            var isOfRegistration = requests.stream().anyMatch(request -> REGISTERED.stream()
                    .map(ResourceKind::id)
                    .anyMatch(kind -> request.contains("{" + kind + "}")));
            return isOfRegistration ? RegistrationPlans.EVERYTHING : StepTestFixture.EVERYTHING;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Outside> changes() {
        return Stream.of(settings(), deletions(), additions())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Outside> settings() {
        return List.of(
                Outside.change(
                        "inbound URL of the messaging service",
                        "POST " + SERVICE + " InboundRequestUrl=https://else.example/in",
                        "messaging-service drifted inboundRequestUrl https://acme.example/sms -> https://else.example/in"),
                Outside.change(
                        "status callback of the messaging service removed",
                        "POST " + SERVICE + " StatusCallback=",
                        "messaging-service drifted statusCallback https://acme.example/status -> -"),
                Outside.change(
                        "both URLs of the messaging service",
                        "POST " + SERVICE + " InboundRequestUrl=https://a.example&StatusCallback=https://b.example",
                        "messaging-service drifted inboundRequestUrl https://acme.example/sms -> https://a.example,"
                                + " statusCallback https://acme.example/status -> https://b.example"),
                Outside.change(
                        "voice URL with credentials and a token",
                        "POST " + API
                                + "/Applications/{application}.json VoiceUrl=https://me:secret@else.example/v%3Ftoken%3Dsecret",
                        "application drifted voiceUrl https://acme.example/voice -> https://***@else.example/v?***"),
                Outside.change(
                        "status callback of the application added",
                        "POST " + API + "/Applications/{application}.json StatusCallback=https://else.example/s",
                        "application drifted statusCallback - -> https://else.example/s"),
                Outside.change(
                        "origination URL",
                        "POST trunking.twilio.com/v1/Trunks/{trunk}/OriginationUrls/{origination-url} SipUrl=sip:me:secret@else.example",
                        "origination-url drifted sipUrl sip:pbx.acme.example -> sip:***@else.example"),
                Outside.change(
                        "callback of the spend alarm",
                        "POST " + API + "/Usage/Triggers/{usage-trigger}.json CallbackUrl=https://else.example",
                        "usage-trigger drifted callbackUrl - -> -"),
                Outside.change(
                        "name of the Verify service",
                        "POST verify.twilio.com/v2/Services/{verify-service} FriendlyName=Else",
                        "verify-service drifted friendlyName Acme Ltd -> Else"),
                Outside.change(
                        "business address",
                        "POST " + API + "/Addresses/{business-address}.json Street=2%20Main%20Street",
                        "business-address drifted address - -> -"),
                Outside.change(
                        "calls of a number to nowhere", "POST " + NUMBER + " VoiceApplicationSid=", VOICE_APPLICATION),
                Outside.change(
                        "emergency address of a number removed",
                        "POST " + NUMBER + " EmergencyAddressSid=",
                        "phone-number drifted emergencyAddressSid {address} -> -"),
                Outside.change(
                        "number taken out of the messaging service",
                        "DELETE " + SERVICE + "/PhoneNumbers/{phone-number}",
                        "phone-number drifted messagingServiceSid {messaging-service} -> -"),
                Outside.change(
                        "number put on the SIP trunk",
                        "POST trunking.twilio.com/v1/Trunks/{trunk}/PhoneNumbers PhoneNumberSid={phone-number}",
                        VOICE_APPLICATION));
    }

    private static List<Outside> deletions() {
        return List.of(
                Outside.change("API key", "DELETE " + API + "/Keys/{api-key}.json", "api-key missing"),
                Outside.change("number", "DELETE " + NUMBER, "phone-number missing"),
                Outside.change(
                        "alphanumeric sender",
                        "DELETE " + SERVICE + "/AlphaSenders/{alpha-sender}",
                        "alpha-sender missing"),
                Outside.change(
                        "alphanumeric sender replaced by another one",
                        "DELETE " + SERVICE + "/AlphaSenders/{alpha-sender} & POST " + SERVICE
                                + "/AlphaSenders AlphaSender=Else",
                        "alpha-sender missing"),
                Outside.change(
                        "origination URL",
                        "DELETE trunking.twilio.com/v1/Trunks/{trunk}/OriginationUrls/{origination-url}",
                        "origination-url missing"),
                Outside.change(
                        "SIP trunk",
                        "DELETE trunking.twilio.com/v1/Trunks/{trunk}",
                        "trunk missing",
                        "origination-url missing"),
                Outside.change(
                        "spend alarm",
                        "DELETE " + API + "/Usage/Triggers/{usage-trigger}.json",
                        "usage-trigger missing"),
                Outside.change(
                        "event subscription",
                        "DELETE events.twilio.com/v1/Subscriptions/{subscription}",
                        "subscription missing"),
                Outside.change(
                        "event subscription and sink",
                        "DELETE events.twilio.com/v1/Subscriptions/{subscription} & DELETE events.twilio.com/v1/Sinks/{sink}",
                        "subscription missing",
                        "sink missing"),
                Outside.change(
                        "Verify service",
                        "DELETE verify.twilio.com/v2/Services/{verify-service}",
                        "verify-service missing"),
                Outside.change(
                        "toll-free verification",
                        "DELETE messaging.twilio.com/v1/Tollfree/Verifications/{toll-free-verification}",
                        "toll-free-verification missing"),
                Outside.change(
                        "A2P campaign", "DELETE " + SERVICE + "/Compliance/Usa2p/{campaign}", "campaign missing"));
    }

    private static List<Outside> additions() {
        return List.of(
                Outside.change(
                        "messaging service",
                        "POST messaging.twilio.com/v1/Services FriendlyName=else",
                        "messaging-service unknown else"),
                Outside.change("API key", "POST " + API + "/Keys.json FriendlyName=else", "api-key unknown else"),
                Outside.change("API key without a name", "POST " + API + "/Keys.json", "api-key unknown -"),
                Outside.change(
                        "TwiML application",
                        "POST " + API + "/Applications.json FriendlyName=else",
                        "application unknown else"),
                Outside.change(
                        "SIP trunk", "POST trunking.twilio.com/v1/Trunks FriendlyName=else", "trunk unknown else"),
                Outside.change(
                        "Verify service",
                        "POST verify.twilio.com/v2/Services FriendlyName=else",
                        "verify-service unknown else"),
                Outside.change(
                        "address",
                        "POST " + API
                                + "/Addresses.json CustomerName=a&Street=b&City=c&Region=CA&PostalCode=94105&IsoCountry=US",
                        "address unknown -"),
                Outside.change(
                        "usage trigger",
                        "POST " + API
                                + "/Usage/Triggers.json CallbackUrl=https://else.example&TriggerValue=5&UsageCategory=sms",
                        "usage-trigger unknown -"),
                Outside.change(
                        "event sink",
                        "POST events.twilio.com/v1/Sinks Description=else&SinkType=webhook"
                                + "&SinkConfiguration={\"destination\":\"https://else.example\",\"method\":\"POST\",\"batch_events\":false}",
                        "sink unknown else"),
                Outside.change(
                        "number",
                        "POST " + API + "/IncomingPhoneNumbers.json AreaCode=415",
                        "phone-number unknown +1415"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void everyChangeIsFoundInOneScan(Outside change) {
        rig.provision(rig.newJob(ACME, change.plan()));
        assertThat(findings(rig.drift(ACME))).isEmpty();
        var expected = change.findings().stream().map(this::filled).toList();

        change.requests().forEach(this::act);
        rig.twilio().forgetRequests();
        var report = rig.drift(ACME);

        assertThat(findings(report)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(report.findings()).isEqualTo(expected.size());
        assertThat(rig.twilio().requests()).allMatch(request -> request.startsWith("GET "));
        assertThat(report.toString()).doesNotContain("secret", "/webhooks/twilio/");
    }

    @Test
    void aMessagingServiceThatIsGoneIsMissingWithAllThatWasInIt() {
        rig.provision(rig.newJob(ACME, RegistrationPlans.EVERYTHING));

        act("DELETE " + SERVICE);

        assertThat(findings(rig.drift(ACME)))
                .contains("messaging-service missing", "alpha-sender missing", "campaign missing")
                .filteredOn(finding -> finding.startsWith("phone-number drifted messagingServiceSid"))
                .hasSize(3);
    }

    @Test
    void aSuspendedSubaccountIsDriftedAndWhatIsInItUnchecked() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        rig.twilio().setStatus(sid("account"), "suspended");

        var report = rig.drift(ACME);

        assertThat(findings(report)).containsExactly("account drifted status active -> suspended");
        assertThat(report.resources())
                .filteredOn(one -> one.result() instanceof Result.Unchecked)
                .hasSize(13);
    }

    @Test
    void aClosedSubaccountIsMissing() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        rig.twilio().setStatus(sid("account"), "closed");

        assertThat(findings(rig.drift(ACME))).containsExactly("account missing");
    }

    @Test
    void aNumberThatNoPlanAsksForAnyMoreIsLookedForOnly() {
        rig.provision(rig.newJob(ACME, StepTestFixture.numbers(3)));
        rig.provision(rig.newJob(ACME, StepTestFixture.numbers(1)));
        assertThat(findings(rig.drift(ACME))).isEmpty();

        rig.twilio().numbers(ACME).forEach(rig.twilio()::release);

        assertThat(findings(rig.drift(ACME)))
                .containsExactly("phone-number missing", "phone-number missing", "phone-number missing");
    }

    @Test
    void whatARollbackHasDeletedIsNotMissing() {
        var id = rig.newJob(ACME, StepTestFixture.EVERYTHING);
        rig.provision(id);
        rig.rollBack(id, new Rollback(Rollback.Numbers.RELEASE, false));
        rig.undoAll(id);

        assertThat(findings(rig.drift(ACME))).isEmpty();
    }

    @Test
    void whatTheLedgerHasLostIsMissing() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        var key = ResourceKind.VERIFY_SERVICE.key(ACME);
        rig.ledger().forget(key, rig.ledger().sid(key).orElseThrow());

        assertThat(findings(rig.drift(ACME))).contains("verify-service unknown Acme Ltd");
    }

    @Test
    void aJobUpdatesAndCreatesWhatAScanHasFound() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        act("POST " + SERVICE + " InboundRequestUrl=https://else.example/in");
        act("DELETE verify.twilio.com/v2/Services/{verify-service}");
        act("POST " + NUMBER + " VoiceApplicationSid=");
        assertThat(rig.drift(ACME).findings()).isEqualTo(3);

        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));

        assertThat(findings(rig.drift(ACME))).isEmpty();
    }

    @Test
    void listsThatLagBehindAreNoFinding() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        rig.twilio().install("""
                {"method": "GET", "path": "**PhoneNumbers**", "times": 1000, "fault": {"type": "stale-list"}}
                """);

        assertThat(findings(rig.drift(ACME))).isEmpty();
    }

    @Test
    void whatTwilioDoesNotAnswerIsUncheckedAndKeepsNothingElseFromBeingCompared() {
        rig.provision(rig.newJob(ACME, StepTestFixture.EVERYTHING));
        act("POST verify.twilio.com/v2/Services/{verify-service} FriendlyName=Else");
        rig.twilio().install("""
                {"path": "**/Keys**", "times": 100, "fault": {"type": "refuse", "code": 20429, "status": 429}}
                """);

        var report = rig.drift(ACME);

        assertThat(findings(report)).containsExactly("verify-service drifted friendlyName Acme Ltd -> Else");
        assertThat(report.resources())
                .filteredOn(one -> one.result() instanceof Result.Unchecked)
                .singleElement()
                .satisfies(one -> assertThat(one.key().kind()).isEqualTo(ResourceKind.API_KEY));
        assertThat(report.unlisted()).singleElement().satisfies(one -> assertThat(one.type())
                .isEqualTo("api-key"));
    }

    /** How many is set by the system property {@code drift.tenants}; one seed gives the same plans. */
    @Test
    void tenantsThatNobodyHasChangedHaveNoFindings() {
        var tenants = Integer.getInteger("drift.tenants", 10);
        var seed = Long.getLong("drift.seed", 20261201L);
        var random = new Random(seed);
        var calls = new IntSummaryStatistics();
        var resources = new IntSummaryStatistics();
        for (var tenant = 0; tenant < tenants; tenant++) {
            var org = new OrgId("tenant-" + tenant);
            rig.provision(rig.newJob(org, plan(random)));
            rig.twilio().forgetRequests();

            var report = rig.drift(org);

            assertThat(findings(report))
                    .as("tenant %s, -Ddrift.seed=%s", tenant, seed)
                    .isEmpty();
            assertThat(report.resources()).allMatch(one -> one.result() instanceof Result.InSync);
            assertThat(rig.twilio().requests()).allMatch(request -> request.startsWith("GET "));
            calls.accept(rig.twilio().requests().size());
            resources.accept(report.resources().size());
        }
        System.out.printf(
                "Drift: %d unchanged tenants of %d to %d resources: 0 findings; %d to %d calls a scan, %.1f on average%n",
                tenants, resources.getMin(), resources.getMax(), calls.getMin(), calls.getMax(), calls.getAverage());
    }

    private static Plan plan(Random random) {
        var all = RegistrationPlans.EVERYTHING;
        var numbers = new ArrayList<NumberGroup>();
        numbers.add(NumberGroup.of("US", NumberType.LOCAL, 1 + random.nextInt(4)));
        var isRegistered = random.nextInt(3) == 0;
        if (isRegistered) {
            numbers.add(NumberGroup.of("US", NumberType.TOLL_FREE, 1));
        }
        var plan = new Plan(
                random.nextBoolean() ? all.displayName() : Optional.empty(),
                numbers,
                random.nextBoolean()
                        ? all.messaging()
                        : new Messaging(Optional.empty(), Optional.empty(), Optional.empty()),
                random.nextBoolean() ? all.voice() : Optional.empty(),
                random.nextBoolean(),
                random.nextBoolean() ? all.sipTrunk() : Optional.empty(),
                random.nextBoolean() ? all.emergencyAddress() : Optional.empty(),
                random.nextBoolean() ? all.spendAlarm() : Optional.empty());
        return isRegistered ? plan.withRegistrations(all.business(), all.a2p(), all.tollFreeVerification()) : plan;
    }

    private void act(String request) {
        var parts = filled(request).split(" ", 3);
        rig.twilio().act(ACME, parts[0], parts[1], parts.length == 3 ? parts[2] : "");
    }

    private String filled(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(kind -> sid(kind.group(1)));
    }

    private String sid(String kind) {
        return rig.ledger().entries(ACME).stream()
                .filter(entry -> entry.key().kind().id().equals(kind))
                .flatMap(entry -> entry.sid().stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> findings(DriftReport report) {
        return Stream.concat(
                        report.resources().stream()
                                .filter(ComparedResource::isFinding)
                                .map(DriftTest::text),
                        report.unknown().stream()
                                .map(one -> one.kind().id() + " unknown "
                                        + one.name().map(DriftTest::shortened).orElse("-")))
                .toList();
    }

    /** Which number is bought is chance. */
    private static String shortened(String name) {
        return name.startsWith("+") ? name.substring(0, 5) : name;
    }

    private static String text(ComparedResource resource) {
        var kind = resource.key().kind().id();
        return switch (resource.result()) {
            case Result.Missing _ -> kind + " missing";
            case Result.Drifted(var differences) ->
                kind + " drifted "
                        + String.join(
                                ", ", differences.stream().map(DriftTest::text).toList());
            case Result.InSync _, Result.Unchecked _ -> throw new AssertionError(resource + " is no finding");
        };
    }

    private static String text(Difference difference) {
        return difference.field() + " " + difference.planned().orElse("-") + " -> "
                + difference.actual().orElse("-");
    }
}
