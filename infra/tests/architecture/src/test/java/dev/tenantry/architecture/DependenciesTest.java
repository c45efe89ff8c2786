package dev.tenantry.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceRule;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@DisplayName("The main code of a module")
class DependenciesTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void hasNoPackageCycle(MavenModule module) {
        SliceRule rule = slices().matching("dev.tenantry.(**)").should().beFreeOfCycles();
        for (var exception : RuleExceptions.dependencies()) {
            rule = rule.ignoreDependency(
                    describe("the origin", type -> type.getName().equals(exception.origin())),
                    describe("the target", type -> type.getName().equals(exception.target())));
        }
        rule.check(MainClasses.of(module));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void usesOnlyTheModulesThatItMay(MavenModule module) {
        assertThat(MainClasses.dependencies(module)
                        .filter(dependency -> isForbidden(module, MainClasses.moduleOf(dependency.getTargetClass())))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    private static boolean isForbidden(MavenModule user, Optional<MavenModule> used) {
        return used.filter(each -> !user.allowed().contains(each)).isPresent();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "TWILIO")
    void doesNotUseTheTwilioSdk(MavenModule module) {
        assertThat(MainClasses.dependencies(module)
                        .filter(dependency -> isOfTheTwilioSdk(dependency.getTargetClass()))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    static boolean isOfTheTwilioSdk(JavaClass type) {
        return type.getBaseComponentType().getName().startsWith("com.twilio.");
    }
}
