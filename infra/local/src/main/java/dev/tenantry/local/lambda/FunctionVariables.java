package dev.tenantry.local.lambda;

import dev.tenantry.local.template.FunctionResource;
import dev.tenantry.local.template.evaluation.Stack;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The environment variables of a function: the template's, and those that Lambda itself sets (AWS Lambda Developer
 * Guide, "Working with Lambda environment variables", "Defined runtime environment variables").
 */
public final class FunctionVariables {

    private FunctionVariables() {}

    /**
     * All variables of a function.
     *
     * @param function the function
     * @param awsEndpoint where it finds AWS
     */
    static Map<String, String> of(FunctionResource function, URI awsEndpoint) {
        var variables = new HashMap<>(function.environment());
        variables.put("_HANDLER", function.handler());
        variables.put("AWS_DEFAULT_REGION", Stack.LOCAL_REGION);
        variables.put("AWS_REGION", Stack.LOCAL_REGION);
        variables.put("AWS_ENDPOINT_URL", awsEndpoint.toString());
        variables.put("AWS_ACCESS_KEY_ID", accessKeyId(function));
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", version(function));
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMegabytes()));
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.put("LAMBDA_TASK_ROOT", function.codeUri().toString());
        return variables;
    }

    /** The access key that a function signs its requests to AWS with. */
    public static String accessKeyId(FunctionResource function) {
        return "LOCAL" + function.logicalId();
    }

    /** The one version there is of a function with an alias; else the unpublished one. */
    static String version(FunctionResource function) {
        return function.alias().isPresent() ? "1" : "$LATEST";
    }
}
