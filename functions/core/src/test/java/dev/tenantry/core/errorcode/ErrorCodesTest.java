package dev.tenantry.core.errorcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tenantry.core.errorcode.RejectionAdvice.Correction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of Twilio's codes: that it is whole, and that what people read of it says who does what, and where. */
class ErrorCodesTest {
    /** What is known about the codes, with its sources, where that lies beside the repository. */
    private static final Path FACTS = Path.of("../../../shared/reference/twilio-errors.tsv");

    /** Places other than the plan at which somebody can do what an instruction says. */
    private static final List<String> PLACES = List.of(
            "Twilio Console",
            "the Console",
            "AWS",
            "in the plan",
            "Twilio's support",
            "porting support",
            "@twilio.com",
            "defect of the product",
            "registry's portal",
            "credentials",
            "base URL",
            "job for the organisation",
            "Twilio account",
            "the number to verify",
            "wait ");

    /** The members of a plan that hold others. */
    private static final Map<String, Set<String>> PLAN = Map.of(
            "",
                    Set.of(
                            "displayName",
                            "numbers",
                            "messaging",
                            "voice",
                            "sipTrunk",
                            "emergencyAddress",
                            "business",
                            "a2p",
                            "tollFreeVerification"),
            "/messaging", Set.of("alphaSender"),
            "/business", Set.of("name", "registration", "website", "address", "representative", "company"),
            "/business/registration", Set.of("authority", "number"),
            "/business/address", Set.of("country"),
            "/business/representative", Set.of("email", "phoneNumber"),
            "/business/company", Set.of("type", "listing"),
            "/business/company/listing", Set.of("exchange", "ticker"),
            "/a2p", Set.of("brand", "campaign"),
            "/tollFreeVerification", Set.of("summary", "sample", "optInImages", "privacyPolicyUrl", "termsUrl"));

    private static final Set<String> BRAND = Set.of("lowVolume", "mock");
    private static final Set<String> CAMPAIGN = Set.of(
            "useCase",
            "description",
            "messageFlow",
            "samples",
            "hasEmbeddedPhone",
            "isAgeGated",
            "isDirectLending",
            "privacyPolicyUrl",
            "termsUrl");

    static Stream<ErrorCode> all() {
        return ErrorCodes.all().stream();
    }

    @Test
    void hasEveryCodeOfTheFactsWithTheirSayAboutResubmissionAndFee() throws IOException {
        assumeTrue(
                Files.exists(FACTS),
                "The table of facts is not beside the repository, so nothing is compared with it.");
        var facts = Files.readAllLines(FACTS).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();

        assertThat(facts).hasSizeGreaterThanOrEqualTo(532).allSatisfy(fact -> {
            var row = ErrorCodes.find(fact[0]);
            assertThat(row).as(fact[0]).isPresent();
            var resubmission =
                    switch (fact[6]) {
                        case "none" -> Optional.<Resubmission>empty();
                        case "new registration needed" -> Optional.of(Resubmission.NEW_REGISTRATION);
                        default ->
                            Arrays.stream(Resubmission.values())
                                    .filter(value -> value.word().equals(fact[6]))
                                    .findFirst();
                    };
            assertThat(row.orElseThrow().resubmission()).as(fact[0]).isEqualTo(resubmission);
            if (resubmission.isPresent()) {
                assertThat(row.orElseThrow().fee()).as(fact[0]).contains(fact[7].replace("(B)", ""));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysWhoDoesWhatAndWhere(ErrorCode code) {
        assertThat(code.meaning()).hasSizeGreaterThan(9).doesNotEndWith(".").doesNotContain("\t");
        for (var text :
                List.of(code.afterRefusal(), new RejectionAdvice(List.of(code), Correction.TAKEN).nextAction())) {
            assertThat(text).matches("(?s)(?:Operator|Customer|Nobody needs to act): \\S.{14,}\\.");
            if (code.actor() != Actor.NOBODY
                    && code.actor() != Actor.REGISTRY
                    && !code.area().equals("message")) {
                assertThat(text)
                        .satisfiesAnyOf(
                                said -> assertThat(code.pointers()).isNotEmpty().allMatch(said::contains),
                                said -> assertThat(PLACES).as(said).anyMatch(said::contains));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void pointsAtMembersThatAPlanHas(ErrorCode code) {
        assertThat(code.pointers()).allSatisfy(pointer -> {
            var parent = pointer.substring(0, pointer.lastIndexOf('/'));
            var known =
                    switch (parent) {
                        case "/a2p/campaign" -> CAMPAIGN;
                        case "/a2p/brand" -> BRAND;
                        default -> PLAN.getOrDefault(parent, Set.of());
                    };
            assertThat(known).as(pointer).contains(pointer.substring(parent.length() + 1));
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesWhatIsToBeRegisteredAgainExactlyWhereOnlyThatHelps(ErrorCode code) {
        assertThat(code.registration().isPresent())
                .isEqualTo(code.resubmission()
                        .filter(Resubmission.NEW_REGISTRATION::equals)
                        .isPresent());
        assertThat(code.fee().isPresent()).isEqualTo(code.resubmission().isPresent());
    }

    @Test
    void assumesNothingOfACodeThatItDoesNotHave() {
        var code = ErrorCodes.of(30999);

        assertThat(ErrorCodes.find("30999")).isEmpty();
        assertThat(code.failureClass()).contains(FailureClass.NEEDS_HUMAN);
        assertThat(code.resubmission()).contains(Resubmission.UNKNOWN);
        assertThat(code.instruction())
                .startsWith("Operator: read https://www.twilio.com/docs/api/errors/30999")
                .doesNotContain("correct");
    }

    /** Of several codes the strictest one decides, in whatever order Twilio has them. */
    @Test
    void decidesByTheStrictestCode() {
        var codes = List.of(ErrorCodes.of(30896), ErrorCodes.of(30885), ErrorCodes.of(30901), ErrorCodes.of(30899));
        var advice = new RejectionAdvice(codes, Correction.UNSTATED);

        assertThat(advice.decisive()).contains(ErrorCodes.of(30885));
        assertThat(advice.resubmission()).isEqualTo(Resubmission.FINAL);
        assertThat(new RejectionAdvice(codes.reversed(), Correction.TAKEN).resubmission())
                .isEqualTo(Resubmission.FINAL);
        assertThat(advice.nextAction()).contains("/a2p/campaign/messageFlow", "final", "\"resubmit\": true");
    }

    @Test
    void followsTwiliosOwnAnswerWhereThereIsNoCodeOrItTakesNoCorrection() {
        assertThat(new RejectionAdvice(List.of(), Correction.TAKEN).resubmission())
                .isEqualTo(Resubmission.ALLOWED);
        assertThat(new RejectionAdvice(List.of(), Correction.UNSTATED).resubmission())
                .isEqualTo(Resubmission.UNKNOWN);
        assertThat(new RejectionAdvice(List.of(ErrorCodes.of(30446)), Correction.REFUSED).resubmission())
                .isEqualTo(Resubmission.NEW_REGISTRATION);
        assertThat(new RejectionAdvice(List.of(ErrorCodes.of(30441)), Correction.REFUSED).resubmission())
                .isEqualTo(Resubmission.FINAL);
    }

    /** Printed for people who want to know how much of Twilio the table covers. */
    @Test
    void countsWhatItSaysByArea() {
        var areas = ErrorCodes.all().stream()
                .collect(Collectors.groupingBy(ErrorCode::area, TreeMap::new, Collectors.toList()));
        System.out.printf(
                "%-30s %5s %7s %5s   %4s %7s %4s %3s%n",
                "area", "codes", "pointer", "owner", "yes", "unknown", "new", "no");
        areas.forEach(ErrorCodesTest::print);
        print("all", List.copyOf(ErrorCodes.all()));

        assertThat(areas.values().stream().mapToInt(List::size).sum())
                .isEqualTo(ErrorCodes.all().size());
    }

    private static void print(String area, List<ErrorCode> codes) {
        Function<Predicate<ErrorCode>, Long> count =
                test -> codes.stream().filter(test).count();
        Function<Resubmission, Long> resubmission = value ->
                count.apply(code -> code.resubmission().filter(value::equals).isPresent());
        System.out.printf(
                "%-30s %5d %7d %5d   %4d %7d %4d %3d%n",
                area,
                codes.size(),
                count.apply(code -> !code.pointers().isEmpty()),
                count.apply(code -> code.actor() != Actor.NOBODY),
                resubmission.apply(Resubmission.ALLOWED),
                resubmission.apply(Resubmission.UNKNOWN),
                resubmission.apply(Resubmission.NEW_REGISTRATION),
                resubmission.apply(Resubmission.FINAL));
    }
}
