package dev.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.architecture.RuleExceptions.RuleException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The exceptions from the rules")
class RuleExceptionsTest {
    @Test
    void areAtMost20() {
        assertThat(RuleExceptions.all()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void haveAReason() {
        assertThat(RuleExceptions.all()).noneMatch(each -> each.reason().isEmpty());
    }

    @Test
    void areNeeded() {
        Set<String> subjects = Arrays.stream(MavenModule.values())
                .flatMap(RuleExceptionsTest::subjects)
                .collect(Collectors.toSet());
        assertThat(RuleExceptions.all()).extracting(RuleException::subject).isSubsetOf(subjects);
    }

    /** What an exception can be about: all that is too large, and every dependency. */
    private static Stream<String> subjects(MavenModule module) {
        Sizes sizes = Sizes.of(module);
        Stream<String> excesses = Stream.of(sizes.packages(), sizes.classes(), sizes.methods())
                .flatMap(excess -> excess.stream().map(Sizes.Excess::subject));
        Stream<String> dependencies = MainClasses.of(module).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(MainClasses::subject);
        return Stream.concat(excesses, dependencies);
    }
}
