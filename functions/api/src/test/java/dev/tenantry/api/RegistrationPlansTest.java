package dev.tenantry.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.api.http.ProblemException;
import dev.tenantry.api.plan.PlanReader;
import dev.tenantry.core.json.Json;
import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.BusinessProfile;
import dev.tenantry.core.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationPlansTest {
    private static final String ID = "biz_" + "0123456789abcdef".repeat(2);

    @Test
    void readsTheExample() {
        var sent = PlanReader.read(Json.write(RegistrationPlans.example()));

        assertThat(sent.business())
                .contains(new BusinessProfile(
                        "Owl Dentists LLC",
                        "Limited Liability Corporation",
                        "HEALTHCARE",
                        Optional.of(new BusinessProfile.Registration("EIN", "12-3456789")),
                        "USA_AND_CANADA",
                        URI.create("https://owl-dentists.example"),
                        new BusinessProfile.Address("12 Feather Lane", "San Francisco", "CA", "94105", "US"),
                        new BusinessProfile.Representative(
                                "Athena",
                                "Strix",
                                "athena@owl-dentists.example",
                                "+14155550123",
                                "Managing partner",
                                "Director"),
                        new BusinessProfile.Company("private", Optional.empty())));
        assertThat(sent.plan().business()).isEmpty();
        assertThat(sent.plan().a2p()).hasValueSatisfying(a2p -> {
            assertThat(a2p.brand()).isEqualTo(new A2p.Brand(true, false));
            assertThat(a2p.campaign().useCase()).isEqualTo("CUSTOMER_CARE");
            assertThat(a2p.campaign().samples()).hasSize(2);
        });
        assertThat(sent.plan().tollFreeVerification()).hasValueSatisfying(verification -> {
            assertThat(verification.useCases()).containsExactly("CUSTOMER_CARE");
            assertThat(verification.optInImages())
                    .containsExactly(URI.create("https://owl-dentists.example/opt-in.png"));
            assertThat(verification.monthlyVolume()).isEqualTo("1,000");
        });
    }

    @Test
    void readsDataByTheirId() throws Exception {
        var sent = PlanReader.read(RegistrationPlans.with("/business", Json.parse("{\"id\":\"" + ID + "\"}")));

        assertThat(sent.plan().business()).contains(new BusinessId(ID));
        assertThat(sent.business()).isEmpty();
    }

    @Test
    void registersTheCheapestRealBrandForWhoChoosesNone() {
        var a2p =
                PlanReader.read(RegistrationPlans.without("/a2p/brand")).plan().a2p();

        assertThat(a2p.map(A2p::brand)).contains(new A2p.Brand(true, false));
    }

    @Test
    void letsTextsHaveLinesAndEmojis() {
        var text = "Owl Dentists:\nyour check-up is tomorrow \uD83D\uDC68\u200D\u2695\uFE0F";

        assertThat(PlanReader.read(RegistrationPlans.with("/a2p/campaign/samples/0", text))
                        .plan()
                        .a2p())
                .hasValueSatisfying(
                        a2p -> assertThat(a2p.campaign().samples()).first().isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                /business/name                               | ""
                /business/type                               | "LLC"
                /business/industry                           | "DENTISTS"
                /business/registration                       | null
                /business/registration/authority             | "IRS"
                /business/registration/number                | "12-34567890"
                /business/regions                            | "EARTH"
                /business/website                            | "owl-dentists.example"
                /business/address                            | []
                /business/address/street                     | 12
                /business/address/region                     | "California"
                /business/address/country                    | "USA"
                /business/representative                     | "Athena"
                /business/representative/email               | "athena"
                /business/representative/email               | "athena@@owl.example"
                /business/representative/phoneNumber         | "415 555 0123"
                /business/representative/position            | "Owl"
                /business/representative/nickname            | "Owl"
                /business/company/type                       | "secret"
                /business/company/listing                    | {"exchange": "NASDAQ", "ticker": "OWL"}
                /a2p/brand                                   | 7
                /a2p/brand/mock                              | "yes"
                /a2p/brand/lowVolume                         | null
                /a2p/brand/existing                          | "BN1"
                /a2p/brand/existing                          | 7
                /a2p/campaign                                | null
                /a2p/campaign/useCase                        | "SOLE_PROPRIETOR"
                /a2p/campaign/description                    | "too short"
                /a2p/campaign/messageFlow                    | "too short"
                /a2p/campaign/samples                        | ["Only one message, which is too few."]
                /a2p/campaign/samples/1                      | "too short"
                /a2p/campaign/hasEmbeddedLinks               | "no"
                /a2p/campaign/termsUrl                       | null
                /tollFreeVerification/useCases               | []
                /tollFreeVerification/useCases/0             | "2FA"
                /tollFreeVerification/summary                | ""
                /tollFreeVerification/optInImages            | []
                /tollFreeVerification/optInImages/0          | "opt-in.png"
                /tollFreeVerification/optInType              | "TELEPATHY"
                /tollFreeVerification/monthlyVolume          | "1000"
                /tollFreeVerification/monthlyVolume          | 1000
                """)
    void pointsAtEachFault(String pointer, String value) throws JsonProcessingException {
        var problem = refusal(RegistrationPlans.with(pointer, Json.parse(value)));

        assertThat(problem.code()).isEqualTo("invalid-plan");
        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .isNotEmpty()
                .allMatch(found -> found.equals(pointer) || found.startsWith(pointer + "/"));
    }

    @Test
    void holdsTextsToTheLengthsOfTheirReviewers() {
        var campaign = "/a2p/campaign";
        assertLongest(campaign + "/description", 4096);
        assertLongest(campaign + "/messageFlow", 2048);
        assertLongest(campaign + "/samples/0", 1024);
        assertLongest("/tollFreeVerification/summary", 500);
    }

    private static void assertLongest(String pointer, int longest) {
        assertThat(PlanReader.read(RegistrationPlans.with(pointer, "x".repeat(longest))))
                .isNotNull();
        assertThat(pointers(RegistrationPlans.with(pointer, "x".repeat(longest + 1))))
                .containsExactly(pointer);
    }

    @Test
    void tellsAllFaultsAtOnceAndQuotesNoneOfTheData() throws Exception {
        var plan = RegistrationPlans.example();
        ((ObjectNode) plan.at("/business/representative"))
                .put("email", "athena at owl")
                .put("phoneNumber", "4155550123");
        ((ObjectNode) plan.at("/a2p/campaign")).remove("messageFlow");

        var problem = refusal(Json.write(plan));

        assertThat(problem.errors())
                .extracting(Problem.Fault::pointer)
                .containsExactly(
                        "/business/representative/email",
                        "/business/representative/phoneNumber",
                        "/a2p/campaign/messageFlow");
        assertThat(problem.toString()).doesNotContain("athena at owl", "4155550123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a2p", "/tollFreeVerification"})
    void registersTheBusinessInOneWayOnly(String other) {
        assertThat(PlanReader.read(RegistrationPlans.without(other)).business()).isPresent();
    }

    @Test
    void wantsABusinessForARegistrationAndARegistrationForABusiness() {
        assertThat(pointers(RegistrationPlans.without("/business"))).containsExactly("/business");
        var plan = RegistrationPlans.example();
        plan.remove(List.of("a2p", "tollFreeVerification"));
        assertThat(pointers(Json.write(plan))).containsExactly("/business");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"type\":\"toll-free\"}]                | /a2p",
                "[{\"type\":\"local\"}]                    | /tollFreeVerification",
                "[{\"country\":\"CA\",\"type\":\"toll-free\"}] | /a2p",
                "[{},{\"country\":\"GB\",\"type\":\"toll-free\"}] | /tollFreeVerification",
            })
    void wantsNumbersForARegistration(String numbers, String pointer) throws Exception {
        assertThat(pointers(RegistrationPlans.with("/numbers", Json.parse(numbers))))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "BN0123456789abcdef0123456789abcdef"})
    void takesWhatSomebodyFoundOfABrand(String existing) {
        assertThat(PlanReader.read(RegistrationPlans.with("/a2p/brand/existing", existing))
                        .plan()
                        .a2p()
                        .flatMap(a2p -> a2p.brand().existing()))
                .contains(existing);
    }

    /** US carriers treat Canadian long codes as those of the US. */
    @Test
    void registersCanadianNumbers() throws Exception {
        var plan = RegistrationPlans.example();
        plan.remove("tollFreeVerification");
        plan.set("numbers", Json.parse("[{\"country\":\"CA\",\"type\":\"local\"}]"));

        assertThat(PlanReader.read(Json.write(plan)).plan().a2p()).isPresent();
    }

    @Test
    void wantsNoRegistrationOfASoleProprietorWhoVerifiesTollFreeNumbers() {
        var plan = soleProprietor();
        plan.remove("a2p");

        assertThat(PlanReader.read(Json.write(plan)).business())
                .hasValueSatisfying(
                        business -> assertThat(business.registration()).isEmpty());
    }

    @Test
    void wantsTheRegistrationOfASoleProprietorForABrand() {
        assertThat(pointers(Json.write(soleProprietor()))).containsExactly("/business/registration");
    }

    private static ObjectNode soleProprietor() {
        var plan = RegistrationPlans.example();
        ((ObjectNode) plan.get("business")).put("type", "Sole Proprietorship").remove("registration");
        return plan;
    }

    /** Twilio's pages on 30889, 30892 and 30893, and what it says of the use cases CHARITY and POLITICAL. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hasEmbeddedPhone | true        | hasEmbeddedPhone
            samples          | ["Owl Dentists: call us at (415) 555-0123.", "Owl Dentists: see you tomorrow."] | hasEmbeddedPhone
            samples          | ["Owl Dentists: call us at +14155550123.", "Owl Dentists: see you tomorrow."]  | hasEmbeddedPhone
            samples          | ["Owl Dentists: pay at https://owl-dentists.example/pay", "Owl Dentists: see you soon."] | hasEmbeddedLinks
            samples          | ["Your check-up is tomorrow at 9:30.", "We moved your check-up to Monday."] | samples
            useCase          | "CHARITY"   | useCase
            useCase          | "POLITICAL" | useCase
            """)
    void refusesWhatReviewersWouldReject(String field, String value, String fault) throws Exception {
        assertThat(pointers(RegistrationPlans.with("/a2p/campaign/" + field, Json.parse(value))))
                .containsExactly("/a2p/campaign/" + fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["Owl Dentists: call us at (415) 555-0123.", "Owl Dentists: see you tomorrow."]  | true
            ["Owl Dentists: call us at [phone number].", "Owl Dentists: see you tomorrow."]  | true
            ["Owl Dentists: your order 4155550123 is here.", "Owl Dentists: bye till 2030."] | false
            ["Your code is 123456. Reply STOP to end it.", "Your code is 654321, dear you."] | false
            ["Hello from [business], your code is 123.", "Your code is 654321, dear you."]   | false
            """)
    void takesSamplesThatMayBeRight(String samples, boolean hasPhone) throws Exception {
        var plan = RegistrationPlans.example();
        ((ObjectNode) plan.at("/a2p/campaign"))
                .put("hasEmbeddedPhone", hasPhone)
                .set("samples", Json.parse(samples));

        assertThat(PlanReader.read(Json.write(plan)).plan().a2p()).isPresent();
    }

    @Test
    void takesCharityOfANonProfit() {
        var plan = RegistrationPlans.example();
        ((ObjectNode) plan.at("/a2p/campaign")).put("useCase", "CHARITY");
        ((ObjectNode) plan.at("/business/company")).put("type", "non-profit");

        assertThat(PlanReader.read(Json.write(plan)).plan().a2p()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"biz_1\"", "null", "\"job_01K9XJ3V8Q4T5Y6Z7A8B9C0D1E\""})
    void refusesWhatCannotBeAnId(String id) throws Exception {
        assertThat(pointers(RegistrationPlans.with("/business", Json.parse("{\"id\":" + id + "}"))))
                .containsExactly("/business/id");
    }

    @Test
    void takesAnIdOrDataAndNotBoth() throws Exception {
        var both = "{\"id\":\"" + ID + "\",\"name\":\"Owl\"}";

        assertThat(pointers(RegistrationPlans.with("/business", Json.parse(both))))
                .containsExactly("/business/name");
    }

    @Test
    void wantsToKnowWhereAPublicCompanyIsTraded() throws Exception {
        assertThat(pointers(RegistrationPlans.with("/business/company/type", "public")))
                .containsExactly("/business/company/listing");
        var listed = "{\"type\":\"public\",\"listing\":{\"exchange\":\"NASDAQ\",\"ticker\":\"OWL\"}}";
        assertThat(PlanReader.read(RegistrationPlans.with("/business/company", Json.parse(listed)))
                        .business()
                        .flatMap(business -> business.company().listing()))
                .contains(new BusinessProfile.Listing("NASDAQ", "OWL"));
    }

    /** KMS encrypts no more than 4,096 bytes at once, and a letter may be three of them. */
    @Test
    void refusesMoreThanCanBeEncrypted() {
        var plan = RegistrationPlans.example();
        var business = (ObjectNode) plan.get("business");
        business.put("website", "https://owl-dentists.example/" + "x".repeat(1900));
        business.put("name", "猫".repeat(255));
        assertThat(PlanReader.read(Json.write(plan)).business()).isPresent();
        for (var part : List.of("firstName", "lastName", "title")) {
            ((ObjectNode) business.get("representative")).put(part, "猫".repeat(100));
        }
        for (var part : List.of("street", "city", "postalCode")) {
            ((ObjectNode) business.get("address")).put(part, "猫".repeat(100));
        }

        var problem = refusal(Json.write(plan));

        assertThat(problem.errors()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/business");
            assertThat(fault.detail()).contains("4096");
        });
    }

    private static List<String> pointers(String plan) {
        return refusal(plan).errors().stream().map(Problem.Fault::pointer).toList();
    }

    private static Problem refusal(String plan) {
        return catchThrowableOfType(ProblemException.class, () -> PlanReader.read(plan))
                .problem();
    }
}
