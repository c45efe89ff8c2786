package dev.tenantry.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each handler that the repository's template names is in the code that the template deploys with it. */
class HandlersIT {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TestFactory
    Stream<DynamicTest> everyHandlerExistsAndCanBeMadeByLambda() throws IOException {
        var stack = Stack.local("tenantry", Map.of(), new Addresses(NOWHERE, NOWHERE, NOWHERE));
        return Template.read(PROJECT.resolve("template.yaml"), stack).functions().stream()
                .map(function -> DynamicTest.dynamicTest(function.logicalId(), () -> {
                    try (var code =
                            new URLClassLoader(jars(function.codeUri()), ClassLoader.getPlatformClassLoader())) {
                        var handler = Class.forName(function.handler(), false, code);
                        assertThat(handler).isPublic();
                        assertThat(handler.getConstructor()).isNotNull();
                    }
                }));
    }

    private static URL[] jars(Path codeUri) throws IOException {
        try (var lib = Files.list(codeUri.resolve("lib"))) {
            return lib.map(HandlersIT::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
