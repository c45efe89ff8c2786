package dev.tenantry.local.template;

import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** Reads templates in tests. */
final class Templates {

    static final Addresses ADDRESSES = new Addresses(
            URI.create("http://127.0.0.1:4566"),
            URI.create("http://127.0.0.1:8080"),
            URI.create("ws://127.0.0.1:8080"));

    private Templates() {}

    static Template read(String yaml) {
        return read(yaml, Map.of());
    }

    static Template read(String yaml, Map<String, String> parameters) {
        var text = "Transform: AWS::Serverless-2016-10-31\n" + yaml;
        return Template.read(text, Path.of("/project"), Stack.local("test", parameters, ADDRESSES));
    }

    /** The value of the only output of a template, after the given sections. */
    static String output(String value, String sections, Map<String, String> parameters) {
        return read(sections + "\nOutputs:\n  Out:\n    Value: " + value + "\n", parameters)
                .outputs()
                .get("Out");
    }
}
