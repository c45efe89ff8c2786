package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.failure.UnknownOutcomeException;
import dev.tenantry.core.job.JobId;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.job.Rollback.Numbers;
import dev.tenantry.core.ledger.LedgerEntry;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.steps.OutboundCalls.Fault;
import dev.tenantry.steps.engine.ExactlyOnce;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code docs/steps.md}, against what the steps do at the simulated Twilio. */
class StepsDocumentTest {
    private static final Pattern OPERATION = Pattern.compile("`((?:GET|POST|DELETE) [^`]+)`");
    private static final Pattern KEY = Pattern.compile("Key ((?:`[^`]+`(?:, )?)+)");

    private static final List<Rollback> CHOICES =
            List.of(new Rollback(Numbers.RELEASE, false), new Rollback(Numbers.MOVE_TO_POOL, true));

    /** Steps that keep what they have made where there is a brand. */
    private static final Set<StepName> PAPERS =
            Set.of(StepName.REGISTER_CUSTOMER_PROFILE, StepName.REGISTER_TRUST_PRODUCT);

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    @Test
    void hasASectionForEachStepInTheirOrder() throws IOException {
        var titles = Arrays.stream(document().split("\n", -1))
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3));

        assertThat(titles)
                .containsExactlyElementsOf(
                        Arrays.stream(StepName.values()).map(StepName::title).toList());
    }

    @ParameterizedTest
    @EnumSource
    void namesTheCallsOfEachStep(StepName step) throws IOException {
        var id = before(step, new OrgId("calls"));

        rig.run(id, step);

        assertThat(section(step)).startsWith("`" + step.id() + "`");
        assertThat(operations(step, "Calls"))
                .containsExactlyInAnyOrderElementsOf(
                        rig.twilio().operations().stream().distinct().toList());
    }

    @ParameterizedTest
    @EnumSource
    void namesTheKeysOfEachStep(StepName step) throws IOException {
        var orgId = new OrgId("keys");
        var id = before(step, orgId);
        var earlier = keys(orgId);

        rig.run(id, step);

        var made = keys(orgId).stream().filter(key -> !earlier.contains(key)).toList();
        var documented = KEY.matcher(section(step))
                .results()
                .flatMap(match -> Arrays.stream(match.group(1).split(", ", -1)))
                .filter(key -> !key.isEmpty())
                .map(StepsDocumentTest::pattern)
                .toList();
        assertThat(made).allMatch(key -> documented.stream().anyMatch(pattern -> pattern.test(key)));
        assertThat(documented).allMatch(pattern -> made.stream().anyMatch(pattern));
    }

    /** Only those that make something by a key; their first creation is answered to nobody. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ATTACH_NUMBERS", "CHECK_SETUP", "REGISTER_NUMBERS"})
    void namesTheLookUpOfEachStep(StepName step) throws IOException {
        var id = before(step, new OrgId("lookups"));
        rig.run(before(step, new OrgId("trial")), step);
        var creation = firstCreation();
        rig.outbound().reset();
        rig.outbound().plan(creation, Fault.ANSWER_LOST);
        rig.fail(UnknownOutcomeException.class, rig.handler(step), id);
        rig.clock().advance(ExactlyOnce.SETTLE);
        rig.outbound().reset();
        rig.twilio().forgetRequests();

        rig.run(id, step);

        assertThat(rig.twilio().operations()).containsAll(operations(step, "Looks up"));
        assertThat(operations(step, "Looks up")).isNotEmpty();
    }

    /** Of a whole tenant: here each step undoes what it can undo, with and without closing the account. */
    @ParameterizedTest
    @EnumSource
    void namesTheCallsThatUndoEachStep(StepName step) throws IOException {
        var called = new TreeSet<String>();
        for (var choices : CHOICES) {
            called.addAll(undone(step, choices));
        }

        assertThat(operations(step, "Undo")).containsExactlyInAnyOrderElementsOf(called);
    }

    private List<String> undone(StepName step, Rollback choices) {
        var orgId = new OrgId("undone-" + choices.numbers().word());
        var id = rig.newJob(orgId, plan(step));
        if (PAPERS.contains(step)) {
            provisionWithoutBrand(id);
        } else {
            rig.provision(id);
        }
        rig.rollBack(id, choices);
        StepName.inRollbackOrder().stream()
                .takeWhile(earlier -> earlier != step)
                .forEach(earlier -> rig.undo(id, earlier));
        rig.twilio().forgetRequests();
        rig.undo(id, step);
        return rig.twilio().operations();
    }

    /** Papers that no brand is made of can be deleted, once they are not reviewed any more. */
    private void provisionWithoutBrand(JobId id) {
        rig.run(
                id,
                Arrays.stream(StepName.values())
                        .takeWhile(step -> step != StepName.REGISTER_BRAND)
                        .toArray(StepName[]::new));
        rig.approve(id);
        rig.cancel(id);
    }

    /** Of what the tenant has, the document tells by a plan without registrations. */
    private static Plan plan(StepName step) {
        return step.group() == StepGroup.TENANT ? StepTestFixture.EVERYTHING : RegistrationPlans.EVERYTHING;
    }

    private int firstCreation() {
        var calls = rig.outbound().calls();
        return calls.indexOf(calls.stream()
                .filter(call -> call.startsWith("Twilio POST "))
                .findFirst()
                .orElseThrow());
    }

    /** A job whose earlier steps are done; then all calls are forgotten. */
    private JobId before(StepName step, OrgId orgId) {
        var id = rig.newJob(orgId, plan(step));
        rig.run(
                id,
                Arrays.stream(StepName.values())
                        .takeWhile(earlier -> earlier != step)
                        .toArray(StepName[]::new));
        rig.outbound().reset();
        rig.twilio().forgetRequests();
        return id;
    }

    private List<String> keys(OrgId orgId) {
        return rig.ledger().entries(orgId).stream()
                .map(LedgerEntry::key)
                .map(key -> key.value())
                .toList();
    }

    /** A key of the document as a pattern: what stands in braces varies, and what stands in brackets may be missing. */
    private static Predicate<String> pattern(String key) {
        Function<String, String> quoted = text -> text.isEmpty() ? "" : Pattern.quote(text);
        var bare = key.substring(1, key.length() - 1);
        var parts = Pattern.compile("\\[[^]]*]|\\{[^}]*}").splitWithDelimiters(bare, 0);
        return Pattern.compile(Arrays.stream(parts)
                        .map(part -> part.startsWith("[") ? "(-.+)?" : part.startsWith("{") ? ".+" : quoted.apply(part))
                        .collect(Collectors.joining()))
                .asMatchPredicate();
    }

    private static List<String> operations(StepName step, String heading) throws IOException {
        var line = Arrays.stream(section(step).split("\n", -1))
                .filter(candidate -> candidate.startsWith("- " + heading + ": "))
                .findFirst()
                .orElseThrow();
        return OPERATION.matcher(line).results().map(match -> match.group(1)).toList();
    }

    private static String section(StepName step) throws IOException {
        return document()
                .split("## " + Pattern.quote(step.title()) + "\n", 2)[1]
                .split("\n\n## ", 2)[0];
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("../../docs/steps.md"));
    }
}
