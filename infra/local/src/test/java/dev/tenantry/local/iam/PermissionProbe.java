package dev.tenantry.local.iam;

import dev.tenantry.local.aws.AwsAccount;
import dev.tenantry.local.lambda.FunctionVariables;
import dev.tenantry.local.template.Template;
import dev.tenantry.local.template.evaluation.Stack;

/** Tells what a template allows its function to trigger jobs. */
public final class PermissionProbe {
    private PermissionProbe() {}

    /** The numbers of the statements that allow the function to read the settings. */
    public static String observe(Template template) {
        var account = new AwsAccount(Stack.LOCAL_ACCOUNT, Stack.LOCAL_REGION);
        return new Roles(account, template.functions(), FunctionVariables::accessKeyId)
                .ofAccessKey("LOCALTriggerFunction")
                .orElseThrow()
                .decide(Access.of("ssm:GetParameter", account.arn("ssm", "parameter/tenantry/settings")))
                .allowing()
                .toString();
    }
}
