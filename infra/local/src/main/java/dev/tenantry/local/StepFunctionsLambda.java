package dev.tenantry.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tenantry.local.invocation.FunctionInvoker;
import dev.tenantry.local.invocation.InvocationResult;
import dev.tenantry.stepfunctions.lambda.LambdaInvoker;
import dev.tenantry.stepfunctions.lambda.LambdaResponse;

/** Invokes functions for Step Functions. */
final class StepFunctionsLambda implements LambdaInvoker {

    private final FunctionInvoker functions;

    StepFunctionsLambda(FunctionInvoker functions) {
        this.functions = functions;
    }

    @Override
    public LambdaResponse invoke(String function, byte[] payload) {
        return switch (functions.invoke(function, payload)) {
            case InvocationResult.Success(var result) -> new LambdaResponse.Success(new String(result, UTF_8));
            case InvocationResult.FunctionError(var error) ->
                new LambdaResponse.FunctionError(new String(error, UTF_8));
            case InvocationResult.ServiceError(var type, var message, var status) ->
                new LambdaResponse.ServiceError(type, message, status);
        };
    }
}
