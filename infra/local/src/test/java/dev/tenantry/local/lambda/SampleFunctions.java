package dev.tenantry.local.lambda;

import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Addresses;
import dev.tenantry.local.template.evaluation.Stack;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Functions for tests, declared as a template declares them. */
public final class SampleFunctions {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private SampleFunctions() {}

    /** A function with some further properties, a line of YAML each; they may replace the ones given here. */
    public static List<FunctionResource> read(String logicalId, Path code, String handler, String... properties) {
        var yaml = new StringBuilder("""
                Transform: AWS::Serverless-2016-10-31
                Globals:
                  Function:
                    CodeUri: %s
                    Runtime: java25
                    Timeout: 3
                    MemorySize: 512
                    AutoPublishAlias: live
                    Environment: {Variables: {TABLE_NAME: items}}
                Resources:
                  %s:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: %s
                """.formatted(code, logicalId, handler));
        for (var property : properties) {
            yaml.append(property.indent(6));
        }
        var stack = Stack.local("stack", Map.of(), new Addresses(NOWHERE, NOWHERE, NOWHERE));
        return Template.read(yaml.toString(), code, stack).functions();
    }
}
