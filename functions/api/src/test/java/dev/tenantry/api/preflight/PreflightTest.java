package dev.tenantry.api.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.api.preflight.Finding.Severity;
import dev.tenantry.core.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pre-flight, on campaigns that reviewers reject or accept; the README beside them says how they are made. */
class PreflightTest {
    static final List<String> FILES = List.of(
            "cases-by-author.json",
            "cases-by-others.json",
            "cases-held-back.json",
            "cases-second-open.json",
            "cases-second-hidden.json");

    private static final double MOST_FALSE_ALARMS = 0.05;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /**
     * A case with its findings.
     *
     * @param name what it is about
     * @param codes the codes with which reviewers may reject it; none where they accept it
     * @param predicted the rejections that are predicted
     */
    private record Case(String name, List<Integer> codes, List<Finding> predicted) {
        boolean isRejected() {
            return !codes.isEmpty();
        }

        boolean isPredicted() {
            return !predicted.isEmpty();
        }

        boolean isPredictedRightly() {
            return predicted.stream()
                    .anyMatch(finding -> finding.code().stream().anyMatch(codes::contains));
        }

        String line() {
            return name + ": "
                    + predicted.stream()
                            .map(finding -> finding.code() + " " + finding.pointer())
                            .collect(Collectors.joining(", "));
        }
    }

    /** By the cases that were held back or hidden nobody has corrected the rules: those say what to expect. */
    @ParameterizedTest
    @CsvSource({
        "cases-by-author.json, 0.95",
        "cases-by-others.json, 0.95",
        "cases-held-back.json, 0.85",
        "cases-second-open.json, 0.95",
        "cases-second-hidden.json, 0.95"
    })
    void predictsWhatReviewersReject(String file, double leastRecall) throws IOException {
        var cases = cases(file);
        var rejected = cases.stream().filter(Case::isRejected).toList();
        var accepted = cases.stream().filter(one -> !one.isRejected()).toList();
        var missed = rejected.stream().filter(one -> !one.isPredicted()).toList();
        var alarms = accepted.stream().filter(Case::isPredicted).toList();
        var right = rejected.stream().filter(Case::isPredictedRightly).count();
        System.out.printf(
                "%s: %d rejected, %d predicted, %d with a right code; %d accepted, %d false alarms%n",
                file, rejected.size(), rejected.size() - missed.size(), right, accepted.size(), alarms.size());
        rejected.stream()
                .filter(one -> !one.isPredictedRightly())
                .forEach(one -> System.out.println("  other code: " + one.line()));
        missed.forEach(one -> System.out.println("  missed: " + one.name()));
        alarms.forEach(one -> System.out.println("  false alarm: " + one.line()));

        assertThat(rejected).hasSizeGreaterThanOrEqualTo(25);
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(25);
        assertThat(cases).extracting(Case::name).doesNotHaveDuplicates();
        assertThat(missed.size()).isLessThanOrEqualTo((int) (rejected.size() * (1 - leastRecall)));
        assertThat(alarms.size()).isLessThanOrEqualTo((int) (accepted.size() * MOST_FALSE_ALARMS));
    }

    /** A change of one part of a plan that reviewers accept; the code is 0 where they accept it still. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/a2p/campaign/description | Oak Library texts its patrons when a loan is due, a book on hold is ready or the branch closes. | 0",
                "/a2p/campaign/description | Owl Dentists tells borrowers the status of their home loans and of each mortgage application. | 30895",
                "/a2p/campaign/description | Owl Realty texts buyers about showings, and what their lender still needs before the closing. | 0",
                "/a2p/campaign/description | Appointment reminders, schedule changes, closures, billing notices, class announcements: Owl Dentists, San Francisco. | 0",
                "/a2p/campaign/description | Enviamos a los pacientes recordatorios de citas y respuestas a sus preguntas por mensaje de texto. | 30910",
                "/a2p/campaign/description | [Insert company name] sends its patients reminders of their appointments and answers to questions. | 30886",
                "/a2p/campaign/description | We communicate with our customers for various purposes by text message, as the need arises. | 30886",
                "/a2p/campaign/description | Owl Dentists sends its patients reminders of appointments; no other messages are sent to anybody. | 0",
                "/a2p/campaign/useCase | MARKETING | 30886",
                "/tollFreeVerification/sample | [Insert brand]: your appointment is on Monday. Reply STOP to opt out. | 30534",
                "/tollFreeVerification/sample | Owl Dentists: hello [name], see you on Monday. Reply STOP to opt out. | 0",
                "/tollFreeVerification/optInType | IMPORT_PLEASE_REPLACE | 30446",
                "/tollFreeVerification/summary | Owl Dentists texts the people on purchased lists about dental offers and appointments they may book. | 30446",
                "/tollFreeVerification/summary | Patients must agree to text messages in order to book an appointment with Owl Dentists. | 30475",
                "/tollFreeVerification/summary | Owl Dentists texts entries to its monthly raffle to people who joined on the website. | 30462",
                "/tollFreeVerification/sample | Owl Dentists: 20% off whitening until Sunday. Reply STOP to opt out. | 30538",
                "/tollFreeVerification/sample | Owl Dentists: log in to the patient portal to see your plan. Reply STOP to opt out. | 0",
                "/a2p/campaign/description | Owl Dentists sends news and updates about its services to the customers who want them. | 30886",
                "/a2p/campaign/description | A booking platform that lets salons send reminders of appointments to the people who booked a chair. | 30894",
                "/a2p/campaign/description | Patients enter the numbers of their friends, who get an invitation to a first check-up and a reward. | 30535",
                "/a2p/campaign/description | Owl Dentists sends its patients promotional messages about whitening, and reminders of appointments. | 30886",
                "/a2p/campaign/description | Owl Dentists reminds patients of appointments, and never sends promotional messages to anybody. | 0",
                "/a2p/campaign/description | Volunteers of the practice ask the town to vote for Athena Strix as the candidate for mayor this fall. | 30886",
                "/a2p/campaign/description | Owl Dentists sends riddles about teeth and brushing to children in elementary school on every Monday. | 30952",
                "/a2p/campaign/description | Owl Dentists reminds parents of their children's appointments and of what each child should bring. | 0",
                "/a2p/campaign/privacyPolicyUrl | https://riverside-repair.example/privacy | 30908",
                "/a2p/campaign/privacyPolicyUrl | https://owl-dentists.example/terms | 30908",
                "/a2p/campaign/termsUrl | https://owl-dentists.example/log-in/terms | 30908",
                "/a2p/campaign/termsUrl | https://staging.owl-dentists.example/terms | 30908",
                "/business/website | https://forms.example/owl | 30920",
                "/business/website | https://owl-dentists.example/coming-soon | 30891",
                "/business/name | 0wl D3ntists LLC | 30756",
                "/business/representative/firstName | Support | 30756",
                "/business/representative/phoneNumber | +15555555555 | 30701",
                "/business/representative/email | athena@mailinator.example | 30881",
                "/business/company/type | government | 30797",
                "/business/company/type | non-profit | 30798",
                "/business/address/region | ZZ | 30754",
                "/business/address/street | unknown | 30754",
                "/tollFreeVerification/sample | Riverside Repair: your car is ready. Reply STOP to opt out. | 30474",
                "/tollFreeVerification/sample | Owl Dentists: see https://elsewhere.example/x. Reply STOP to opt out. | 30449",
                "/tollFreeVerification/optInType | VERBAL | 0",
                "/tollFreeVerification/summary | Everybody in our records gets reminders of dental appointments and of check-ups that are due. | 30446",
                "/business/address/postalCode | 02110 | 30799",
                "/business/address/postalCode | 90210-1234 | 0",
            })
    void predictsForOneChange(String pointer, String value, int code) {
        var plan = base();
        var last = pointer.lastIndexOf('/');
        ((ObjectNode) plan.at(pointer.substring(0, last))).put(pointer.substring(last + 1), value);
        var codes = findings(plan).stream()
                .filter(Finding::isRejection)
                .map(finding -> finding.code().orElseThrow())
                .toList();
        if (code == 0) {
            assertThat(codes).isEmpty();
        } else {
            assertThat(codes).contains(code);
        }
    }

    /** The message flow of a plan that reviewers accept, with one sentence more, or with a part of it exchanged. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$ | Replies to HELP: we answer \"Please come by the office.\" | 30890",
                "$ | Who texts HELP gets the answer \"Owl Dentists: call 415-555-0100\". | 0",
                "$ | To opt out takes up to 10 business days. | 30887",
                "$ | The page is not yet live. | 30891",
                "$ | One box covers both. | 30913",
                "$ | Patients who ask for reminders also receive marketing offers. | 30913",
                "$ | The terms of service include consent to receive text messages. | 30923",
                "$ | Customers may also opt in over the phone or on a paper card. | 30917",
                "I agree to receive text messages from Owl Dentists about my appointments. | I agree to receive text messages from Owl Dentists. | 30544",
                "I agree to receive text messages from Owl Dentists about my appointments. | I agree to receive appointment texts from Owl Dentists. | 0",
                "I agree to receive text messages from Owl Dentists about my appointments. | I agree to be contacted by Owl Dentists about my appointments. | 30551",
                "https://owl-dentists.example/join | our website | 30543",
                "https://owl-dentists.example/join | https://owl-dentists.example/coming | 0",
                "STOP to cancel. | to cancel, please call the office. | 30887",
                "an optional box, not ticked in advance: | no box, but a line of text: | 30925",
                "privacy policy https://owl-dentists.example/privacy | privacy policy https://riverside.example/privacy | 30908",
            })
    void predictsForOneChangeOfTheMessageFlow(String part, String other, int code) {
        var plan = base();
        var flow = plan.at("/a2p/campaign/messageFlow").textValue();
        var changed = part.equals("$") ? flow + " " + other : flow.replace(part, other);
        assertThat(changed).isNotEqualTo(flow);
        ((ObjectNode) plan.at("/a2p/campaign")).put("messageFlow", changed);
        var codes = rejections(plan).stream().map(finding -> finding.code().orElseThrow());
        if (code == 0) {
            assertThat(codes).isEmpty();
        } else {
            assertThat(codes).contains(code);
        }
    }

    @Test
    void rejectsCodesUnderMarketingAndRemindersUnder2fa() {
        var codes = base();
        var campaign = (ObjectNode) codes.at("/a2p/campaign");
        campaign.put("useCase", "MARKETING")
                .put("description", "Owl Dentists sends offers and news to its patients who asked for them.");
        campaign.putArray("samples")
                .add("Owl Dentists: 442910 is your login code. Reply STOP to opt out.")
                .add("Owl Dentists: your verification code is 901223.");
        assertThat(findings(codes)).extracting(Finding::pointer).contains("/a2p/campaign/samples");

        var reminders = base();
        ((ObjectNode) reminders.at("/a2p/campaign"))
                .put("useCase", "2FA")
                .put("description", "Owl Dentists sends codes with which its patients log in to the portal.");
        assertThat(findings(reminders)).extracting(Finding::pointer).contains("/a2p/campaign/samples");
    }

    @Test
    void rejectsPicturesBehindALogin() {
        var plan = base();
        ((ObjectNode) plan.at("/tollFreeVerification"))
                .putArray("optInImages")
                .add("https://owl-dentists.example/sign-in/");
        assertThat(findings(plan)).extracting(Finding::pointer).contains("/tollFreeVerification/optInImages");
    }

    /** What the documents show as an example is not to be rejected. */
    @ParameterizedTest
    @ValueSource(strings = {"registrations.json", "everything.json"})
    void findsNothingInTheExamples(String file) throws IOException {
        assertThat(findings(Json.parse(Files.readString(Path.of("../../docs/examples", file)))))
                .isEmpty();
    }

    @Test
    void saysTheSameOfTheSamePlan() throws IOException {
        var patches = Json.parse(resource("cases-by-author.json").orElseThrow());
        for (var patch : patches) {
            var plan = merged(base(), patch.get("plan"));
            assertThat(findings(plan)).isEqualTo(findings(plan));
        }
    }

    @Test
    void takesLittleTime() throws IOException {
        var patches = Json.parse(resource("cases-by-author.json").orElseThrow());
        for (var patch : patches) {
            var plan = merged(base(), patch.get("plan"));
            assertThat(timeOf(plan)).isLessThan(PATIENCE);
        }
    }

    /** The longest texts that a plan may have, of the words on which the patterns have most to try. */
    @Test
    void takesLittleTimeForTheLongestTexts() throws IOException {
        var plan = base();
        var campaign = (ObjectNode) plan.at("/a2p/campaign");
        campaign.put(
                "messageFlow",
                "by using our phone, e-mail, text and ".repeat(60).substring(0, 2048));
        campaign.put("description", "share not sell third ".repeat(200).substring(0, 4096));
        var samples = campaign.putArray("samples");
        for (var i = 0; i < 5; i++) {
            samples.add(
                    (i + " 415 555 01 [<{( stop https://a.example/").repeat(40).substring(0, 1024));
        }
        findings(plan);
        assertThat(timeOf(plan)).isLessThan(PATIENCE);
    }

    /** The time that this thread's processor needs: other tests may keep the machine busy. */
    private static Duration timeOf(JsonNode plan) {
        var threads = ManagementFactory.getThreadMXBean();
        var begun = threads.getCurrentThreadCpuTime();
        findings(plan);
        return Duration.ofNanos(threads.getCurrentThreadCpuTime() - begun);
    }

    private static List<Case> cases(String file) throws IOException {
        return Json.parse(resource(file).orElseThrow())
                .valueStream()
                .map(json -> new Case(
                        json.required("name").textValue(),
                        json.required("rejectedWith")
                                .valueStream()
                                .map(JsonNode::intValue)
                                .toList(),
                        rejections(merged(base(), json.required("plan")))))
                .toList();
    }

    /** The rejections that are predicted; a plan that is not even valid is as good as rejected, without a code. */
    static List<Finding> rejections(JsonNode plan) {
        try {
            return findings(plan).stream().filter(Finding::isRejection).toList();
        } catch (ProblemException notValid) {
            var fault = notValid.problem().errors().getFirst();
            return List.of(new Finding(fault.pointer(), OptionalInt.empty(), fault.toString(), Severity.REJECTION));
        }
    }

    private static List<Finding> findings(JsonNode plan) {
        var sent = PlanReader.readForPreflight(Json.write(plan));
        return Preflight.of(sent.plan(), sent.business());
    }

    static ObjectNode base() {
        try {
            return (ObjectNode) Json.parse(resource("base.json").orElseThrow());
        } catch (IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    /** A JSON Merge Patch (RFC 7396). */
    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object : Json.object();
        changes.properties().forEach(change -> {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(result.get(change.getKey()), change.getValue()));
            }
        });
        return result;
    }

    static Optional<String> resource(String name) throws IOException {
        try (var stream = PreflightTest.class.getResourceAsStream(name)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
