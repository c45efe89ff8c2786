package dev.tenantry.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that check nothing would hold, so these tests make sure that they check everything. */
@DisplayName("The rules")
class CoverageTest {
    @Test
    void knowEveryModuleThatHasMainCode() throws IOException {
        assertThat(foldersWithMainCode())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(MavenModule.values())
                        .map(MavenModule::folder)
                        .toList());
    }

    private static Set<String> foldersWithMainCode() throws IOException {
        Path root = MavenModule.root();
        Set<String> folders = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (folder.endsWith("src/main/java")) {
                    Path module = folder.getParent().getParent().getParent();
                    folders.add(root.relativize(module).toString().replace('\\', '/'));
                }
                boolean isIrrelevant = folder.endsWith("target") || folder.endsWith("src/main/java");
                return isIrrelevant ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
        return folders;
    }

    /** If not, the module is not compiled, or has left-overs of an older compilation. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void seeEveryClassOfAModuleBothAsSourceAndCompiled(MavenModule module) {
        assertThat(MainClasses.topLevelNames(module))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(SourceFile.parseAll(module.sources()).stream()
                        .flatMap(file -> file.classes().stream())
                        .map(SourceFile.Declaration::name)
                        .toList());
    }

    @Test
    void seeDependenciesBetweenModules() {
        assertThat(MainClasses.dependencies(MavenModule.REVIEWS))
                .extracting(dependency ->
                        MainClasses.moduleOf(dependency.getTargetClass()).orElse(null))
                .contains(MavenModule.TWILIO, MavenModule.CORE, MavenModule.REVIEWS);
    }

    @Test
    void seeTheTwilioSdk() {
        assertThat(MainClasses.dependencies(MavenModule.TWILIO))
                .extracting(Dependency::getTargetClass)
                .anyMatch(DependenciesTest::isOfTheTwilioSdk);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void seeTheMethodsOfAModule(MavenModule module) {
        assertThat(SourceFile.parseAll(module.sources()))
                .flatMap(SourceFile::methods)
                .isNotEmpty()
                .allMatch(method -> method.lines() > 0);
    }
}
