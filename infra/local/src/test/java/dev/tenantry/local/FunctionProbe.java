package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.local.lambda.LambdaService;
import dev.tenantry.local.template.Template;
import java.net.URI;

/** Invokes a function by its alias, and tells what it answers. */
final class FunctionProbe {

    private static final byte[] QUESTION = "[\"STATE_MACHINE_ARN\",\"TABLE_NAME\"]".getBytes(UTF_8);

    private FunctionProbe() {}

    static String observe(Template template) {
        return observe(template, "tenantry-TriggerFunction:live");
    }

    static String observeSubaccount(Template template) {
        return observe(template, "tenantry-CreateSubaccountFunction:live");
    }

    private static String observe(Template template, String function) {
        try (var lambda =
                new LambdaService(template.functions(), URI.create("http://127.0.0.1:1"), (name, line) -> {})) {
            return switch (lambda.invoke(function, QUESTION)) {
                case InvocationResult.Success(var answer) -> new String(answer, UTF_8);
                case InvocationResult.FunctionError(var error) -> new String(error, UTF_8);
                case InvocationResult.ServiceError error -> error.type();
            };
        }
    }
}
