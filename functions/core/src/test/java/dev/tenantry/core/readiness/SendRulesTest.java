package dev.tenantry.core.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.ReviewAuthority;
import dev.tenantry.core.errorcode.Actor;
import dev.tenantry.core.errorcode.ErrorCodes;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules against a table of what Twilio's pages say: errors 20005, 21612, 30032, 30033, 30034 and 30035, "Create
 * Mock US A2P 10DLC Brands and Campaigns", "Shutdown of Unregistered 10DLC Messaging" (traffic to Canada needs no
 * campaign), and the SMS guidelines of the United States and Canada (no names, no numbers of other countries).
 */
class SendRulesTest {
    private static final Instant SINCE = Instant.parse("2026-12-01T10:00:00Z");

    /** Each combination of facts is in exactly one row. {@code *} is anything, {@code !} anything else. */
    private static final String TABLE = """
            sender        account  brand                   campaign       number      toll-free                      | us-sms         us-mms         ca-sms         ca-mms         other-sms  voice
            *             stopped  *                       *              *           *                              | no 20005       no 20005       no 20005       no 20005       no 20005   no 20005
            long-code     active   !suspended              approved       registered  *                              | ready          ready          ready          ready          ready      ready
            long-code     active   !suspended              approved       pending     *                              | not-yet 30035  not-yet 30035  ready          ready          ready      ready
            long-code     active   !suspended              approved       outside     *                              | no 30034       no 30034       ready          ready          ready      ready
            long-code     active   !suspended              approved       failed      *                              | no 30034       no 30034       ready          ready          ready      ready
            long-code     active   suspended               approved       *           *                              | no 30033       no 30033       ready          ready          ready      ready
            long-code     active   *                       suspended      *           *                              | no 30033       no 30033       ready          ready          ready      ready
            long-code     active   *                       in-review      *           *                              | not-yet 30034  not-yet 30034  ready          ready          ready      ready
            long-code     active   *                       failed,mock    *           *                              | no 30034       no 30034       ready          ready          ready      ready
            long-code     active   in-review               missing,ahead  *           *                              | not-yet 30034  not-yet 30034  ready          ready          ready      ready
            long-code     active   failed,suspended,mock   missing,ahead  *           *                              | no 30034       no 30034       ready          ready          ready      ready
            long-code     active   missing,ahead,approved  ahead          *           *                              | not-yet 30034  not-yet 30034  ready          ready          ready      ready
            long-code     active   missing,ahead,approved  missing        *           *                              | no 30034       no 30034       ready          ready          ready      ready
            toll-free     active   *                       *              *           approved                       | ready          ready          ready          ready          ready      ready
            toll-free     active   *                       *              *           ahead,in-review                | not-yet 30032  not-yet 30032  not-yet 30032  not-yet 30032  ready      ready
            toll-free     active   *                       *              *           missing,failed,suspended,mock  | no 30032       no 30032       no 30032       no 30032       ready      ready
            foreign-call  active   *                       *              *           *                              | no 21612       no 21612       no 21612       no 21612       ready      ready
            foreign       active   *                       *              *           *                              | no 21612       no 21612       no 21612       no 21612       ready      no
            alphanumeric  active   *                       *              *           *                              | no 21612       no 21612       no 21612       no 21612       ready      no
            """;

    private static final Map<String, Registration> REGISTRATIONS = new LinkedHashMap<>(Map.of(
            "missing", new Registration.Missing(),
            "ahead", new Registration.Ahead(),
            "in-review", new Registration.InReview(ReviewAuthority.CARRIERS, SINCE),
            "approved", new Registration.Approved(SINCE),
            "failed", new Registration.Failed("It was rejected.", "Correct it.", Optional.of(ErrorCodes.of(30896))),
            "suspended", new Registration.Suspended(),
            "mock", new Registration.Mock()));
    private static final Map<String, CampaignMembership> MEMBERSHIPS = new LinkedHashMap<>(Map.of(
            "outside", new CampaignMembership.Outside(),
            "pending", new CampaignMembership.Pending(SINCE),
            "registered", new CampaignMembership.Registered(SINCE),
            "failed", new CampaignMembership.Failed()));
    private static final Map<String, SenderKind> KINDS = new LinkedHashMap<>(Map.of(
            "long-code", SenderKind.LONG_CODE,
            "toll-free", SenderKind.TOLL_FREE,
            "foreign-call", SenderKind.FOREIGN_NUMBER,
            "foreign", SenderKind.FOREIGN_NUMBER,
            "alphanumeric", SenderKind.ALPHANUMERIC));

    private record Row(List<String> conditions, List<String> verdicts) {
        static Row of(String line) {
            var halves = line.split("\\|", 2);
            return new Row(cells(halves[0]), cells(halves[1]));
        }

        private static List<String> cells(String half) {
            return List.of(half.strip().split(" {2,}"));
        }

        boolean matches(List<String> facts) {
            for (var column = 0; column < facts.size(); column++) {
                if (!matches(conditions.get(column), facts.get(column))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean matches(String condition, String fact) {
            return condition.equals("*")
                    || (condition.startsWith("!")
                            ? !condition.substring(1).equals(fact)
                            : List.of(condition.split(",")).contains(fact));
        }
    }

    @Test
    void everyCombinationOfFactsHasTheVerdictsOfItsRow() {
        var rows = TABLE.lines().skip(1).map(Row::of).toList();
        var checked = new int[rows.size()];
        combinations().forEach(facts -> {
            var matching = rows.stream().filter(row -> row.matches(facts)).toList();
            assertThat(matching).as(facts.toString()).hasSize(1);
            assertThat(verdicts(facts))
                    .as(facts.toString())
                    .isEqualTo(matching.getFirst().verdicts());
            checked[rows.indexOf(matching.getFirst())]++;
        });
        System.out.println(TABLE);
        System.out.println(Arrays.stream(checked).sum() + " combinations of facts, "
                + Arrays.stream(checked).sum() * Destination.values().length + " verdicts, by row: "
                + Arrays.toString(checked));
        assertThat(checked).doesNotContain(0);
    }

    @Test
    void theTableNamesTheDestinationsInTheirOrder() {
        assertThat(Row.of(TABLE.lines().findFirst().orElseThrow()).verdicts())
                .isEqualTo(Arrays.stream(Destination.values())
                        .map(Destination::word)
                        .toList());
    }

    @Test
    void aCampaignInReviewIsExpectedWithinTwilioBusinessDays() {
        var verdict = (Verdict.NotYet) SendRules.verdict(
                facts(List.of("long-code", "active", "approved", "in-review", "outside", "missing")),
                Destination.US_SMS);

        assertThat(verdict.waitsFor()).isEqualTo("the carriers' reviewers");
        assertThat(verdict.whoActs()).isEqualTo(Actor.REGISTRY);
        assertThat(verdict.since()).contains(SINCE);
        assertThat(verdict.usually()).contains("10 to 15 business days");
        assertThat(verdict.expected())
                .contains(
                        new ExpectedTime(Instant.parse("2026-12-15T10:00:00Z"), Instant.parse("2026-12-22T10:00:00Z")));
    }

    @Test
    void aRejectionSaysWhoActsAndWhy() {
        var verdict = (Verdict.No) SendRules.verdict(
                facts(List.of("toll-free", "active", "missing", "missing", "outside", "failed")),
                Destination.CANADA_SMS);

        assertThat(verdict.refusal()).contains(ErrorCodes.of(30032));
        assertThat(verdict.cause()).contains(ErrorCodes.of(30896));
        assertThat(verdict.whoActs()).isEqualTo(ErrorCodes.of(30896).actor());
        assertThat(verdict.nextAction()).isEqualTo("Correct it.");
    }

    private static Stream<List<String>> combinations() {
        return KINDS.keySet().stream().flatMap(kind -> Stream.of("active", "stopped")
                .flatMap(account -> REGISTRATIONS.keySet().stream().flatMap(brand -> REGISTRATIONS.keySet().stream()
                        .flatMap(campaign -> MEMBERSHIPS.keySet().stream()
                                .flatMap(number -> REGISTRATIONS.keySet().stream()
                                        .map(tollFree ->
                                                List.of(kind, account, brand, campaign, number, tollFree)))))));
    }

    private static SenderFacts facts(List<String> words) {
        var kind = KINDS.get(words.get(0));
        return new SenderFacts(
                kind,
                words.get(1).equals("stopped") ? Optional.of(ErrorCodes.of(20005)) : Optional.empty(),
                !words.get(0).equals("foreign") && kind != SenderKind.ALPHANUMERIC,
                REGISTRATIONS.get(words.get(2)),
                REGISTRATIONS.get(words.get(3)),
                MEMBERSHIPS.get(words.get(4)),
                REGISTRATIONS.get(words.get(5)));
    }

    private static List<String> verdicts(List<String> words) {
        return Arrays.stream(Destination.values())
                .map(destination -> word(SendRules.verdict(facts(words), destination)))
                .collect(Collectors.toList());
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready _ -> "ready";
            case Verdict.NotYet waiting -> "not-yet " + waiting.refusal().code();
            case Verdict.No no -> no.refusal().map(code -> "no " + code.code()).orElse("no");
        };
    }
}
