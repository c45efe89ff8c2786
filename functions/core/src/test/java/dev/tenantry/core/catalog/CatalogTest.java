package dev.tenantry.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.core.plan.A2p;
import dev.tenantry.core.plan.BusinessId;
import dev.tenantry.core.plan.EmergencyAddress;
import dev.tenantry.core.plan.Messaging;
import dev.tenantry.core.plan.NumberGroup;
import dev.tenantry.core.plan.NumberType;
import dev.tenantry.core.plan.OrgId;
import dev.tenantry.core.plan.Plan;
import dev.tenantry.core.plan.SipTrunk;
import dev.tenantry.core.plan.SpendAlarm;
import dev.tenantry.core.plan.TollFreeVerification;
import dev.tenantry.core.plan.Voice;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue is complete, and consistent in itself. */
class CatalogTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final URI SITE = URI.create("https://acme.example");

    /** A plan that asks for a resource of every kind. */
    private static final Plan EVERYTHING = new Plan(
                    Optional.of("Acme Ltd"),
                    List.of(
                            NumberGroup.of("US", NumberType.LOCAL, 2),
                            NumberGroup.ofAreaCode("US", "415", 1),
                            NumberGroup.of("US", NumberType.TOLL_FREE, 1)),
                    new Messaging(Optional.of(SITE), Optional.empty(), Optional.of("Acme Ltd")),
                    Optional.of(new Voice(SITE, Optional.empty())),
                    true,
                    Optional.of(new SipTrunk(URI.create("sip:pbx.acme.example"))),
                    Optional.of(new EmergencyAddress("Acme Ltd", "1 Market St", "San Francisco", "CA", "94105", "US")),
                    Optional.of(SpendAlarm.DEFAULT))
            .withRegistrations(
                    Optional.of(BusinessId.next()),
                    Optional.of(new A2p(
                            A2p.Brand.DEFAULT,
                            new A2p.Campaign(
                                    "CUSTOMER_CARE", "", "", List.of(), false, false, false, false, SITE, SITE))),
                    Optional.of(new TollFreeVerification(
                            List.of("CUSTOMER_CARE"), "", "", List.of(SITE), "VERBAL", "1,000", SITE, SITE)));

    /** A plan that asks for as little as a plan can. */
    private static final Plan NOTHING = new Plan(
            Optional.empty(),
            List.of(),
            Messaging.NOWHERE,
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Test
    void aPlanThatAsksForEverythingSkipsNoStepAndHasAKeyOfEveryKind() {
        assertThat(StepName.values())
                .allMatch(step -> step.skipReason(EVERYTHING).isEmpty());
        assertThat(ResourceKind.values())
                .allSatisfy(kind -> assertThat(kind.keys(ACME, EVERYTHING)).isNotEmpty());
    }

    @Test
    void aStepThatIsSkippedSaysWhyAndHasNoKeys() {
        var skipped = Arrays.stream(StepName.values())
                .filter(step -> !step.isWantedBy(NOTHING))
                .toList();

        assertThat(skipped).hasSize(14).allSatisfy(step -> {
            assertThat(step.skipReason(NOTHING).orElseThrow()).startsWith("The plan ");
            assertThat(step.kinds())
                    .allSatisfy(kind -> assertThat(kind.keys(ACME, NOTHING)).isEmpty());
        });
    }

    /** The ledger finds an entry by its key's value, and the entries of an organisation by their common prefix. */
    @Test
    void keysAreUniqueNoOthersPrefixAndFitIntoAFriendlyName() {
        var keys = keys(EVERYTHING);

        assertThat(keys).hasSize(26).doesNotHaveDuplicates();
        assertThat(keys).allSatisfy(key -> {
            assertThat(key.friendlyName()).hasSizeLessThanOrEqualTo(64);
            assertThat(keys.stream().filter(other -> !other.equals(key)).map(ResourceKey::value))
                    .noneMatch(other -> other.startsWith(key.value() + "-"));
        });
    }

    @Test
    void aKindOfWhichThereIsOneHasTheSameKeyForEveryPlan() {
        assertThat(ResourceKind.API_KEY.keys(ACME, NOTHING)).containsExactly(ResourceKind.API_KEY.key(ACME));
        assertThatThrownBy(() -> ResourceKind.PHONE_NUMBER.key(ACME)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneMoreNumberIsOneMoreKey() {
        var two = Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 2));
        var three = Plan.DEFAULT.withNumbers(NumberGroup.of("US", NumberType.LOCAL, 3));

        assertThat(ResourceKind.PHONE_NUMBER.keys(ACME, three))
                .startsWith(ResourceKind.PHONE_NUMBER.keys(ACME, two).toArray(ResourceKey[]::new))
                .hasSize(3);
    }

    @Test
    void namesAreUnique() {
        assertThat(Arrays.stream(ResourceKind.values()).map(ResourceKind::id)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(StepName.values()).map(StepName::id)).doesNotHaveDuplicates();
        assertThat(Stream.concat(
                        Arrays.stream(StepName.values()).map(StepName::title),
                        Arrays.stream(StepName.values()).map(StepName::rollbackTitle)))
                .doesNotHaveDuplicates();
        assertThat(ResourceKind.values())
                .allSatisfy(kind -> assertThat(ResourceKind.ofId(kind.id())).isSameAs(kind));
    }

    @Test
    void whatIsMadeOfSomethingIsRolledBackBeforeIt() {
        var order = StepName.inRollbackOrder();

        assertThat(order).containsExactlyInAnyOrder(StepName.values());
        assertThat(order.getLast()).isEqualTo(StepName.CHECK_SETUP);
        assertThat(ResourceKind.values()).allSatisfy(kind -> assertThat(kind.usedBy())
                .allSatisfy(user -> assertThat(order.indexOf(user.step())).isLessThan(order.indexOf(kind.step()))));
    }

    @Test
    void kindsWhoseStepIsKeptInARollbackAndOnlyTheseSayWhy() {
        assertThat(ResourceKind.values())
                .allSatisfy(kind -> assertThat(kind.keepReason().isPresent())
                        .isEqualTo(kind.step().rollbackAction() == RollbackAction.KEEP));
        assertThat(ResourceKind.BRAND.keepReason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("nobody can delete a brand"));
    }

    /** Two steps at one position would be rolled back in an order that nobody chose. */
    @Test
    void noTwoStepsHaveOnePositionInTheRollback() {
        assertThat(StepName.inRollbackOrder().stream().map(StepName::rollbackPosition))
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingThatExistsIsPricedAgain() {
        var existing = keys(EVERYTHING).stream().map(ResourceKey::value).toList();

        assertThat(ResourceKind.values()).allSatisfy(kind -> assertThat(kind.priceLines(EVERYTHING, existing::contains))
                .isEmpty());
    }

    private static List<ResourceKey> keys(Plan plan) {
        return Arrays.stream(ResourceKind.values())
                .flatMap(kind -> kind.keys(ACME, plan).stream())
                .toList();
    }
}
