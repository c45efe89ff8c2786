package dev.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The main code of a module")
class SizesTest {
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void hasAtMost30ClassesInAPackage(MavenModule module) {
        assertThat(unexpected(Sizes.of(module).packages())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void hasAtMost350LinesInAClass(MavenModule module) {
        assertThat(unexpected(Sizes.of(module).classes())).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void hasAtMost60LinesInAMethod(MavenModule module) {
        assertThat(unexpected(Sizes.of(module).methods())).isEmpty();
    }

    private static List<Sizes.Excess> unexpected(List<Sizes.Excess> all) {
        return all.stream()
                .filter(each -> !RuleExceptions.contains(each.subject()))
                .toList();
    }
}
