package dev.tenantry.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeLoadersTest {
    private static final String OWN = SampleHandlers.class.getName();
    private static final String LIBRARY = JsonFactory.class.getName();

    @TempDir
    private Path directory;

    private Path one;
    private Path other;

    @BeforeEach
    void layOutTwoCodes() {
        one = CodeFolder.of(directory.resolve("one"), SampleHandlers.class);
        other = CodeFolder.of(directory.resolve("other"), SampleHandlers.class);
    }

    @Test
    void functionsOfTheSameCodeShareItsClassesAndOthersDoNotMeet() throws Exception {
        try (var loaders = loaders()) {
            assertThat(loaders.loaderOf(one)).isSameAs(loaders.loaderOf(one.resolve("../one")));
            assertThat(loaders.loaderOf(one).loadClass(OWN))
                    .isNotSameAs(loaders.loaderOf(other).loadClass(OWN));
        }
    }

    @Test
    void whatAllCodesBringAlongIsLoadedOnce() throws Exception {
        CodeFolder.withLibrary(one, JsonFactory.class);
        CodeFolder.withLibrary(other, JsonFactory.class);

        try (var loaders = loaders()) {
            assertThat(loaders.loaderOf(one).loadClass(LIBRARY))
                    .isSameAs(loaders.loaderOf(other).loadClass(LIBRARY))
                    .isNotSameAs(JsonFactory.class);
        }
    }

    @Test
    void whatOneLeavesOutItDoesNotSee() throws Exception {
        CodeFolder.withLibrary(one, JsonFactory.class);
        CodeFolder.withLibrary(one, ObjectMapper.class);
        CodeFolder.withLibrary(other, ObjectMapper.class);

        try (var loaders = loaders()) {
            assertThat(loaders.loaderOf(one).loadClass(LIBRARY)).isNotNull();
            assertThatThrownBy(() -> loaders.loaderOf(other).loadClass(LIBRARY))
                    .isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void librariesOfOneNameAndDifferentContentAreTwo() throws Exception {
        CodeFolder.withLibrary(one, JsonFactory.class);
        CodeFolder.withLibrary(other, JsonFactory.class);
        // What follows a jar's end is no part of it.
        Files.write(onlyLibrary(other), new byte[1], StandardOpenOption.APPEND);

        try (var loaders = loaders()) {
            assertThat(loaders.loaderOf(one).loadClass(LIBRARY))
                    .isNotSameAs(loaders.loaderOf(other).loadClass(LIBRARY));
        }
    }

    /** Else it could not use what only some codes bring along for it. */
    @Test
    void aModuleOfTheProductIsEachCodesOwn() throws Exception {
        for (var code : List.of(one, other)) {
            Files.createDirectories(code.resolve("lib"));
            try (var jar = new JarOutputStream(Files.newOutputStream(code.resolve("lib/module.jar")))) {
                jar.putNextEntry(new JarEntry("dev/tenantry/"));
                jar.closeEntry();
                jar.putNextEntry(new JarEntry("in-the-module"));
            }
        }

        try (var loaders = loaders()) {
            assertThat(loaders.loaderOf(one).getResource("in-the-module").getPath())
                    .contains("/one/lib/");
            assertThat(loaders.loaderOf(other).getResource("in-the-module").getPath())
                    .contains("/other/lib/");
        }
    }

    @Test
    void codeThatIsMissingSaysHowToMakeIt() {
        var missing = directory.resolve("missing");

        try (var loaders = new CodeLoaders(List.of(one, missing))) {
            assertThat(loaders.loaderOf(one)).isNotNull();
            assertThatThrownBy(() -> loaders.loaderOf(missing))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("There is no code at " + missing + "; build it first: mvn package");
        }
    }

    private CodeLoaders loaders() {
        return new CodeLoaders(List.of(one, other));
    }

    private static Path onlyLibrary(Path code) throws IOException {
        try (Stream<Path> files = Files.list(code.resolve("lib"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
