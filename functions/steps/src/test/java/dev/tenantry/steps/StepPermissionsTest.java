package dev.tenantry.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.core.TemplateText;
import dev.tenantry.core.catalog.StepGroup;
import dev.tenantry.core.catalog.StepName;
import dev.tenantry.core.job.Rollback;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The policies of the steps' functions in {@code template.yaml}, against what the steps call. */
class StepPermissionsTest {
    private static final Pattern ACTION = Pattern.compile("(?:dynamodb|kms|secretsmanager|states):[A-Z]\\w+");
    private static final Pattern KINDS = Pattern.compile("kms:EncryptionContext:kind\": \\[?([a-z, -]+)");

    @RegisterExtension
    final StepTestFixture rig = StepTestFixture.inMemory();

    /** In a new tenant, and in one that has everything. */
    @ParameterizedTest
    @EnumSource
    void aFunctionMayDoWhatItsStepDoes(StepName step) throws IOException {
        var used = new TreeSet<String>();
        for (var tenant = 0; tenant < 2; tenant++) {
            var id = rig.newJob(new OrgId("acme"), plan(step.group()));
            rig.run(
                    id,
                    Arrays.stream(StepName.values())
                            .takeWhile(earlier -> earlier != step)
                            .toArray(StepName[]::new));
            rig.outbound().reset();
            rig.run(id, step);
            used.addAll(used());
            rig.run(
                    id,
                    Arrays.stream(StepName.values())
                            .dropWhile(earlier -> earlier != step)
                            .skip(1)
                            .toArray(StepName[]::new));
            rig.run(rig.complete(), id);
        }

        var function = function(step);
        assertThat(used).isNotEmpty().isSubsetOf(allowed(function));
        // Reading many items at once is what a step may have been allowed and does not do.
        assertThat(allowed(function).contains("dynamodb:Query")).isEqualTo(used.contains("dynamodb:Query"));
    }

    @ParameterizedTest
    @EnumSource
    void theRollbacksFunctionMayUndoEachGroup(StepGroup group) throws IOException {
        var id = rig.newJob(new OrgId("acme"), plan(group));
        rig.provision(id);
        rig.rollBack(id, new Rollback(Rollback.Numbers.RELEASE, true));
        rig.outbound().reset();

        rig.undoAll(id);

        assertThat(used()).isNotEmpty().isSubsetOf(allowed(function("RollbackStep")));
    }

    /** Of a tenant that has everything, and whose auth token somebody has exchanged at Twilio. */
    @Test
    void theScansFunctionMayReadWhatItCompares() throws IOException {
        var org = new OrgId("acme");
        rig.provision(rig.newJob(org, RegistrationPlans.EVERYTHING));
        rig.outbound().reset();
        rig.drift(org);
        assertThat(used())
                .containsExactlyInAnyOrder(
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "kms:Decrypt",
                        "kind auth-token",
                        "kind business",
                        "secretsmanager:GetSecretValue");
        rig.twilio().rotateToken(org);

        rig.drift(org);

        assertThat(used())
                .contains("dynamodb:UpdateItem", "kms:Encrypt")
                .isSubsetOf(allowed(function("GetDrift")))
                .doesNotContain("dynamodb:PutItem");
    }

    private Set<String> used() {
        var calls = rig.outbound().calls().stream()
                .filter(call -> !call.startsWith("Twilio "))
                .flatMap(StepPermissionsTest::actions);
        return Stream.concat(calls, rig.outbound().secretKinds().stream().map(kind -> "kind " + kind))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A transaction needs the rights of its parts, which are puts and updates here. */
    private static Stream<String> actions(String call) {
        if (call.equals("DynamoDB TransactWriteItems")) {
            return Stream.of("dynamodb:PutItem", "dynamodb:UpdateItem");
        }
        var parts = call.split(" ", -1);
        return Stream.of(parts[0].toLowerCase(Locale.ROOT).replace("stepfunctions", "states") + ":" + parts[1]);
    }

    private static Set<String> allowed(String function) {
        var kinds = KINDS.matcher(function)
                .results()
                .flatMap(found -> Arrays.stream(found.group(1).split(", ", -1)))
                .map(kind -> "kind " + kind.strip());
        return Stream.concat(ACTION.matcher(function).results().map(found -> found.group()), kinds)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The part of the template that declares a step's function. */
    private static String function(StepName step) throws IOException {
        return function(Arrays.stream(step.id().split("-", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining()));
    }

    private static String function(String name) throws IOException {
        return TemplateText.of(name + "Function");
    }

    private static Plan plan(StepGroup group) {
        return group == StepGroup.TENANT ? StepTestFixture.EVERYTHING : RegistrationPlans.EVERYTHING;
    }
}
