package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.NeedsHumanException;
import dev.tenantry.core.failure.NotProcessedException;
import dev.tenantry.core.failure.PermanentFailureException;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Resource;
import dev.tenantry.core.job.Step;
import dev.tenantry.core.job.StepError;
import dev.tenantry.core.job.StepStatus;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.SimulatedTwilio.OwnedNumber;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuyNumbersHandlerTest {
    @RegisterExtension
    final StepTestFixture rig = new StepTestFixture();

    private JobId id;

    @Test
    void buysThePlannedNumbersAndSaysSo() {
        begin(Plan.DEFAULT);

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 2 phone numbers");

        assertThat(numbers())
                .extracting(OwnedNumber::friendlyName)
                .containsExactly("phone-number-US-local-1", "phone-number-US-local-2");
        assertThat(numbers()).extracting(OwnedNumber::phoneNumber).doesNotHaveDuplicates();
        assertThat(step().status()).isEqualTo(StepStatus.COMPLETE);
        assertThat(step().resources())
                .containsExactlyElementsOf(numbers().stream()
                        .map(number -> new Resource("phone-number", number.sid(), Optional.of(number.phoneNumber())))
                        .toList());
        var first = numbers().getFirst().phoneNumber();
        var second = numbers().getLast().phoneNumber();
        assertThat(rig.messages(id, StepName.BUY_NUMBERS))
                .containsExactly(
                        "",
                        "Purchased 1 of 2 phone numbers (" + first + ")",
                        "Purchased 2 phone numbers (" + first + ", " + second + ")");
    }

    @Test
    void asksForNumbersThatTakeCallsWhenThePlanHasCalls() {
        rig.twilio().install("""
                {"method": "GET", "path": "**/AvailablePhoneNumbers/**", "times": 9,
                 "parameters": {"SmsEnabled": "true", "VoiceEnabled": "true"}, "fault": {"type": "empty-inventory"}}
                """);
        begin(StepTestFixture.EVERYTHING);

        var failure = rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(failure).hasMessageContaining("for sale that can send SMS and take calls");
        assertThat(numbers()).isEmpty();
    }

    @Test
    void doesNothingWhenItIsRunAgain() {
        begin(Plan.DEFAULT);
        run();
        var job = rig.job(id);
        rig.twilio().forgetRequests();

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 2 phone numbers");

        assertThat(rig.twilio().requests()).isEmpty();
        assertThat(rig.job(id)).isEqualTo(job);
    }

    @Test
    void buysGroupsOfNumbers() {
        begin(Plan.DEFAULT.withNumbers(
                NumberGroup.ofAreaCode("US", "415", 1), NumberGroup.of("US", NumberType.TOLL_FREE, 2)));

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 3 phone numbers");

        assertThat(numbers())
                .extracting(OwnedNumber::friendlyName)
                .containsExactly(
                        "phone-number-US-local-415-1", "phone-number-US-toll-free-1", "phone-number-US-toll-free-2");
        assertThat(numbers().getFirst().phoneNumber()).startsWith("+1415");
    }

    @Test
    void buysNothingWhenThePlanAsksForNothing() {
        begin(Plan.DEFAULT.withNumbers());

        assertThat(run()).isEqualTo("The plan asks for no phone numbers");
        assertThat(step().status()).isEqualTo(StepStatus.SKIPPED);
    }

    @Test
    void buysAnotherNumberWhenOneIsSoldMeanwhile() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "POST", "fault": {"type": "refuse", "code": 21422, "status": 400}}
                """);
        rig.twilio().forgetRequests();

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 2 phone numbers");

        assertThat(numbers()).hasSize(2);
        assertThat(rig.twilio().requests())
                .containsExactly(
                        "GET Local.json 200",
                        "POST IncomingPhoneNumbers.json 400",
                        "POST IncomingPhoneNumbers.json 201",
                        "POST IncomingPhoneNumbers.json 201");
    }

    @Test
    void asksAPersonWhenTwilioSellsNoneOfThoseThatItShows() {
        begin(Plan.DEFAULT);
        rig.twilio().install("""
                {"method": "POST", "times": 1000, "fault": {"type": "refuse", "code": 21422, "status": 400}}
                """);

        rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(error().code()).isEqualTo("needs-human");
        assertThat(error().message())
                .isEqualTo("Twilio showed US local numbers for sale, but refused to sell any of the 40 that were"
                        + " tried.");
        assertThat(error().nextAction())
                .isEqualTo("Ask for another kind of number and trigger again, or try again on another day.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOCAL  | Needs data: for GB local numbers Twilio wants
            MOBILE | Needs data: for GB mobile numbers Twilio wants documents (
            """)
    void asksForDataBeforeItBuysAnything(NumberType type, String beginning) {
        begin(Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 2), NumberGroup.of("GB", type, 1)));

        rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(error().message()).startsWith(beginning);
        assertThat(numbers()).isEmpty();
    }

    @Test
    void buysNothingWhenOneOfTheGroupsCannotBeHad() {
        begin(Plan.DEFAULT.withNumbers(
                NumberGroup.of("US", NumberType.LOCAL, 2), NumberGroup.ofAreaCode("US", "212", 1)));

        rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(numbers()).isEmpty();
    }

    @Test
    void widensToOtherAreaCodesWhereThePlanSaysSo() {
        begin(Plan.DEFAULT.withNumbers(new NumberGroup("US", NumberType.LOCAL, Optional.of("212"), 2, true)));

        assertThat(withoutNumbers(run()))
                .isEqualTo("Purchased 2 phone numbers; area code 212 was sold out, so some are from elsewhere");

        assertThat(numbers())
                .extracting(OwnedNumber::friendlyName)
                .containsExactly("phone-number-US-local-212-1", "phone-number-US-local-212-2");
    }

    /** The last number of an area code may be bought already, with the response lost: it must not be skipped. */
    @Test
    void looksForTheLastNumberOfAnAreaCodeBeforeItSaysThatThereIsNone() {
        begin(Plan.DEFAULT.withNumbers(NumberGroup.ofAreaCode("US", "415", 1)));
        rig.twilio().install("""
                {"method": "POST", "path": "**/IncomingPhoneNumbers.json", "fault": {"type": "done-but-500"}}
                """);
        rig.fail(UnknownOutcomeException.class, rig.buyNumbers(), id);
        rig.twilio().install("""
                {"path": "**/AvailablePhoneNumbers/**", "times": 100, "fault": {"type": "empty-inventory"}}
                """);
        rig.clock().advance(ExactlyOnce.SETTLE);

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 1 phone number");
        assertThat(numbers()).hasSize(1);
    }

    @Test
    void asksAPersonWhenAnAreaCodeHasNoNumbers() {
        begin(Plan.DEFAULT.withNumbers(NumberGroup.ofAreaCode("US", "212", 1)));

        rig.fail(NeedsHumanException.class, rig.buyNumbers(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(error().message())
                .isEqualTo("Twilio has no US local numbers in area code 212 for sale that can send SMS.");
        assertThat(error().nextAction()).isEqualTo("Ask for another area code, or for none, and trigger again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void saysThatItTriesAgainWhenTwilioIsBusyAndDoes(String method) {
        begin(Plan.DEFAULT);
        rig.twilio()
                .install("{\"method\": \"" + method
                        + "\", \"times\": 4, \"fault\": {\"type\": \"refuse\", \"code\": 20429, \"status\": 429}}");

        rig.fail(NotProcessedException.class, rig.buyNumbers(), id);

        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message()).endsWith(" Trying again.");
        assertThat(withoutNumbers(run())).isEqualTo("Purchased 2 phone numbers");
    }

    @ParameterizedTest
    @CsvSource({"done-but-500, 0", "done-but-dropped, 0", "done-but-500, 1", "done-but-dropped, 1"})
    void adoptsTheNumberWhoseAnswerWasLost(String fault, int skip) {
        begin(Plan.DEFAULT);
        rig.twilio()
                .install("{\"method\": \"POST\", \"skip\": " + skip + ", \"fault\": {\"type\": \"" + fault + "\"}}");

        rig.fail(UnknownOutcomeException.class, rig.buyNumbers(), id);
        assertThat(step().status()).isEqualTo(StepStatus.RUNNING);
        assertThat(step().message())
                .startsWith("It is not known whether the number +1")
                .endsWith(" Trying again.");
        rig.fail(NotProcessedException.class, rig.buyNumbers(), id);
        rig.clock().advance(ExactlyOnce.SETTLE);

        run();
        assertThat(numbers()).hasSize(2);
        assertThat(step().resources())
                .extracting(Resource::sid)
                .containsExactlyElementsOf(
                        numbers().stream().map(OwnedNumber::sid).toList());
    }

    @Test
    void buysOnlyWhatAPlanAsksForInAddition() {
        rig.provision(rig.newJob(StepTestFixture.ACME, Plan.DEFAULT));
        begin(StepTestFixture.numbers(3));

        assertThat(withoutNumbers(run())).isEqualTo("Purchased 1 phone number; 2 phone numbers were there already");

        assertThat(numbers()).hasSize(3);
        assertThat(step().resources()).hasSize(3);
    }

    @Test
    void saysThatEverythingWasThereAlready() {
        rig.provision(rig.newJob(StepTestFixture.ACME, Plan.DEFAULT));
        begin(Plan.DEFAULT);
        rig.twilio().forgetRequests();

        assertThat(withoutNumbers(run())).isEqualTo("2 phone numbers were there already");
        assertThat(rig.twilio().requests()).isEmpty();
    }

    @Test
    void goesOnInTheNextRunWhenTheTimeIsUp() {
        begin(Plan.DEFAULT);
        rig.remain(() -> Duration.ofSeconds(numbers().isEmpty() ? 60 : 24));

        rig.fail(NotProcessedException.class, rig.buyNumbers(), id);
        assertThat(numbers()).hasSize(1);
        assertThat(rig.messages(id, StepName.BUY_NUMBERS))
                .contains("Purchased 1 of 2 phone numbers ("
                        + numbers().getFirst().phoneNumber() + ")")
                .endsWith("There is more to do than one run has time for. Trying again.");
        rig.remain(() -> Duration.ofSeconds(60));

        run();
        assertThat(numbers()).hasSize(2);
    }

    @Test
    void looksAtTheTimeBeforeEachPurchase() {
        begin(StepTestFixture.numbers(1));
        rig.twilio().install("""
                {"method": "POST", "times": 1000, "fault": {"type": "refuse", "code": 21422, "status": 400}}
                """);
        rig.twilio().forgetRequests();
        rig.remain(() -> Duration.ofSeconds(rig.twilio().requests().size() < 4 ? 25 : 24));

        rig.fail(NotProcessedException.class, rig.buyNumbers(), id);

        assertThat(rig.twilio().requests())
                .filteredOn(request -> request.startsWith("POST "))
                .hasSize(3);
    }

    @Test
    void endsWhenThereIsNoSubaccount() {
        id = rig.newJob(StepTestFixture.ACME, Plan.DEFAULT);

        rig.fail(PermanentFailureException.class, rig.buyNumbers(), id);

        assertThat(step().status()).isEqualTo(StepStatus.FAILED);
        assertThat(error().nextAction()).startsWith("Operator: trigger the organisation again");
    }

    private void begin(Plan plan) {
        id = rig.newJobWithSubaccount(plan);
    }

    private String run() {
        return rig.run(rig.buyNumbers(), id);
    }

    private List<OwnedNumber> numbers() {
        return rig.twilio().numbers(StepTestFixture.ACME);
    }

    private Step step() {
        return rig.step(id, StepName.BUY_NUMBERS);
    }

    private StepError error() {
        return step().error().orElseThrow();
    }

    private static String withoutNumbers(String message) {
        return message.replaceAll(" \\(\\+[+0-9, ]+\\)", "");
    }
}
