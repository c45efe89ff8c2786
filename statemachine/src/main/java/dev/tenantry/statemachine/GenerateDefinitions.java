package dev.tenantry.statemachine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Command that writes the definitions of all state machines; {@code statemachine/generate} runs it. */
final class GenerateDefinitions {

    private GenerateDefinitions() {}

    /** Writes the definitions into the folder of this module, which is the argument. */
    public static void main(String[] args) throws IOException {
        var module = Path.of(args[0]);
        for (var definition : DefinitionGenerator.of(module).definitions().entrySet()) {
            Files.writeString(module.resolve(definition.getKey()), definition.getValue());
        }
    }
}
