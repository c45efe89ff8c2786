package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ResourceKind;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.SpendAlarm.Period;
import dev.tenantry.core.plan.Voice;
import dev.tenantry.steps.SimulatedTwilio.AnyResource;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The steps that make a resource or two: once, and then no more than is missing or differs. */
class ResourceStepsTest {
    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    private JobId id;

    /** A step, how many resources it makes, and what it says of the first. */
    static List<Arguments> steps() {
        return List.of(
                Arguments.of(StepName.CREATE_API_KEY, 1, "API key SK"),
                Arguments.of(StepName.CREATE_MESSAGING_SERVICE, 1, "Messaging service MG"),
                Arguments.of(StepName.CREATE_TWIML_APPLICATION, 1, "TwiML application AP"),
                Arguments.of(StepName.CREATE_SIP_TRUNK, 2, "SIP trunk TK"),
                Arguments.of(StepName.SET_EMERGENCY_ADDRESS, 1, "Emergency address AD"),
                Arguments.of(StepName.SET_SPEND_ALARM, 1, "Alarm at 100 monthly UT"),
                Arguments.of(StepName.SUBSCRIBE_TO_EVENTS, 2, "Event sink DG"),
                Arguments.of(StepName.CREATE_VERIFY_SERVICE, 1, "Verify service VA"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void createsItsResourcesAndRecordsThem(StepName step, int count, String beginning) {
        begin(StepTestFixture.EVERYTHING);

        var message = run(step);

        assertThat(message).startsWith(beginning).contains(" created");
        assertThat(sids()).hasSize(count);
        assertThat(rig.step(id, step).resources()).extracting(Resource::sid).containsExactlyElementsOf(sids());
        assertThat(rig.ledger().entries(StepTestFixture.ACME))
                .extracting(LedgerEntry::sid)
                .containsAll(sids().stream().map(Optional::of).toList());
    }

    /** Twilio refuses names with five digits or more, and most special characters (60200). */
    @ParameterizedTest
    @CsvSource({
        "Route 66 Diner, Route 66 Diner",
        "Agency 12345, Agency",
        "24 Hours 365 Days, Hours Days",
        "Acme & Sons!, Acme Sons",
        "123456, acme"
    })
    void givesTheVerifyServiceANameThatTwilioTakes(String displayName, String name) {
        begin(plan(displayName, StepTestFixture.EVERYTHING.messaging(), StepTestFixture.EVERYTHING.voice()));

        run(StepName.CREATE_VERIFY_SERVICE);

        var services = rig.twilio().act(StepTestFixture.ACME, "GET", "verify.twilio.com/v2/Services", "");
        assertThat(services.at("/services/0/friendly_name").textValue()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void saysInALaterJobThatAllWasThereAlready(StepName step, int count, String beginning) {
        rig.provision(rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING));
        var before = rig.twilio().resources(StepTestFixture.ACME);
        begin(StepTestFixture.EVERYTHING);
        rig.twilio().forgetRequests();

        var message = run(step);

        assertThat(message).startsWith(beginning).contains(" was there already").doesNotContain("created");
        assertThat(rig.twilio().resources(StepTestFixture.ACME)).isEqualTo(before);
        assertThat(rig.twilio().requests()).allMatch(request -> request.startsWith("GET "));
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE_API_KEY, api-key, keys, api.twilio.com/2010-04-01/Accounts/{account}/Keys/{sid}.json",
        "CREATE_MESSAGING_SERVICE, messaging-service, messaging_services, messaging.twilio.com/v1/Services/{sid}",
        "ADD_ALPHA_SENDER, alpha-sender, alpha_senders, messaging.twilio.com/v1/Services/{service}/AlphaSenders/{sid}",
        "CREATE_TWIML_APPLICATION, application, applications, api.twilio.com/2010-04-01/Accounts/{account}/Applications/{sid}.json",
        "CREATE_SIP_TRUNK, trunk, trunks, trunking.twilio.com/v1/Trunks/{sid}",
        "SET_SPEND_ALARM, usage-trigger, usage_triggers, api.twilio.com/2010-04-01/Accounts/{account}/Usage/Triggers/{sid}.json",
        "SUBSCRIBE_TO_EVENTS, subscription, subscriptions, events.twilio.com/v1/Subscriptions/{sid}",
        "CREATE_VERIFY_SERVICE, verify-service, verify_services, verify.twilio.com/v2/Services/{sid}"
    })
    void replacesWhatSomebodyRemoved(StepName step, String ledgerType, String type, String path) {
        rig.provision(rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING));
        var sid = rig.ledger().entries(StepTestFixture.ACME).stream()
                .filter(entry -> entry.key().kind().id().equals(ledgerType))
                .flatMap(entry -> entry.sid().stream())
                .findFirst()
                .orElseThrow();
        var account = rig.twilio().subaccounts(StepTestFixture.ACME).getFirst();
        var service = rig.ledger()
                .sid(ResourceKind.MESSAGING_SERVICE.key(StepTestFixture.ACME))
                .orElseThrow();
        var full =
                path.replace("{account}", account).replace("{service}", service).replace("{sid}", sid);
        rig.twilio().act(StepTestFixture.ACME, "DELETE", full, "");
        begin(StepTestFixture.EVERYTHING);

        run(step);

        assertThat(rig.twilio().resources(StepTestFixture.ACME))
                .filteredOn(resource -> resource.type().equals(type))
                .singleElement()
                .satisfies(resource -> assertThat(resource.sid()).isNotEqualTo(sid))
                .satisfies(resource -> assertThat(recorded(ledgerType)).containsExactly(resource.sid()));
    }

    /** What changes in a plan, the step that sees to it, and what it says. */
    static List<Arguments> changes() {
        var all = StepTestFixture.EVERYTHING;
        var url = URI.create("https://acme.example/other");
        var messaging = new Messaging(
                Optional.of(url), Optional.empty(), all.messaging().alphaSender());
        var renamed =
                new Messaging(all.messaging().inboundUrl(), all.messaging().statusUrl(), Optional.of("Acme 2"));
        var voice = Optional.of(new Voice(url, Optional.of(url)));
        var trunk = Optional.of(new SipTrunk(URI.create("sips:other.example")));
        var address = Optional.of(new EmergencyAddress("Acme", "2 Pine St", "Reno", "NV", "89501", "US"));
        var alarm = Optional.of(new SpendAlarm(new BigDecimal("49.5"), Period.DAILY));
        var named = plan("Acme & Sons (Zürich), a name too long", all.messaging(), all.voice());
        return List.of(
                Arguments.of(
                        StepName.CREATE_MESSAGING_SERVICE,
                        plan("Acme Ltd", messaging, all.voice()),
                        "brought to the plan"),
                Arguments.of(StepName.ADD_ALPHA_SENDER, plan("Acme Ltd", renamed, all.voice()), "created"),
                Arguments.of(
                        StepName.CREATE_TWIML_APPLICATION,
                        plan("Acme Ltd", all.messaging(), voice),
                        "brought to the plan"),
                Arguments.of(StepName.CREATE_VERIFY_SERVICE, named, "brought to the plan"),
                Arguments.of(
                        StepName.CREATE_SIP_TRUNK,
                        plan(trunk, all.emergencyAddress(), all.spendAlarm()),
                        "was there already; Origination URL"),
                Arguments.of(
                        StepName.SET_EMERGENCY_ADDRESS,
                        plan(all.sipTrunk(), address, all.spendAlarm()),
                        "created; registered for 2 phone numbers; the earlier one removed"),
                Arguments.of(
                        StepName.SET_SPEND_ALARM,
                        plan(all.sipTrunk(), all.emergencyAddress(), alarm),
                        "created; the earlier one removed"));
    }

    private static Plan plan(String displayName, Messaging messaging, Optional<Voice> voice) {
        var all = StepTestFixture.EVERYTHING;
        return new Plan(
                Optional.of(displayName),
                all.numbers(),
                messaging,
                voice,
                true,
                all.sipTrunk(),
                all.emergencyAddress(),
                all.spendAlarm());
    }

    private static Plan plan(Optional<SipTrunk> trunk, Optional<EmergencyAddress> address, Optional<SpendAlarm> alarm) {
        var all = StepTestFixture.EVERYTHING;
        return new Plan(all.displayName(), all.numbers(), all.messaging(), all.voice(), true, trunk, address, alarm);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bringsWhatIsThereToAChangedPlan(StepName step, Plan changed, String message) {
        rig.provision(rig.newJob(StepTestFixture.ACME, StepTestFixture.EVERYTHING));
        var before = rig.twilio().resources(StepTestFixture.ACME);
        begin(changed);

        assertThat(run(step)).contains(message);

        assertThat(rig.twilio().resources(StepTestFixture.ACME)).hasSameSizeAs(before);
        assertThat(rig.ledger().sids(StepTestFixture.ACME).values())
                .containsAll(rig.twilio().resources(StepTestFixture.ACME).stream()
                        .map(AnyResource::sid)
                        .toList());
        assertThat(run(step)).isEqualTo(rig.step(id, step).message());
        rig.run(id, StepName.values());
        assertThat(rig.step(id, StepName.CHECK_SETUP).status()).isEqualTo(StepStatus.COMPLETE);
    }

    /** Twilio returns a key's secret only once: when the response was lost, the key must be deleted. */
    @Test
    void mintsAnotherKeyWhenTheSecretWasLost() {
        begin(StepTestFixture.EVERYTHING);
        rig.twilio().install("""
                {"method": "POST", "path": "**/Keys.json", "fault": {"type": "done-but-500"}}
                """);
        rig.fail(UnknownOutcomeException.class, rig.handler(StepName.CREATE_API_KEY), id);
        rig.clock().advance(ExactlyOnce.SETTLE);

        run(StepName.CREATE_API_KEY);

        assertThat(sids()).containsExactly(recorded("api-key").getFirst());
        assertThat(rig.ledger().secret(ResourceKind.API_KEY.key(StepTestFixture.ACME)))
                .isPresent();
    }

    @Test
    void keepsTheKeysSecretFromEverybody() {
        begin(StepTestFixture.EVERYTHING);
        run(StepName.CREATE_API_KEY);

        var secret = rig.secretOf(ResourceKind.API_KEY.key(StepTestFixture.ACME));

        assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
        assertThat(rig.everythingStored()).doesNotContain(secret);
    }

    @Test
    void asksAPersonWhoseAddressTwilioRefuses() {
        begin(StepTestFixture.EVERYTHING);
        rig.twilio().install("""
                {"method": "POST", "path": "**/Addresses.json",
                 "fault": {"type": "refuse", "code": 21629, "status": 400}}
                """);

        rig.fail(NeedsHumanException.class, rig.handler(StepName.SET_EMERGENCY_ADDRESS), id);

        assertThat(sids()).isEmpty();
    }

    private void begin(Plan plan) {
        id = rig.newJob(StepTestFixture.ACME, plan);
        rig.run(id, StepName.CREATE_SUBACCOUNT, StepName.BUY_NUMBERS);
    }

    private String run(StepName step) {
        return rig.run(rig.handler(step), id);
    }

    private List<String> sids() {
        return rig.twilio().resources(StepTestFixture.ACME).stream()
                .map(AnyResource::sid)
                .toList();
    }

    private List<String> recorded(String type) {
        return rig.ledger().entries(StepTestFixture.ACME).stream()
                .filter(entry -> entry.key().kind().id().equals(type))
                .flatMap(entry -> entry.sid().stream())
                .toList();
    }
}
