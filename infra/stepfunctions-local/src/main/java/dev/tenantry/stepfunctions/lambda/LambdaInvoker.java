package dev.tenantry.stepfunctions.lambda;

/** Invocation of Lambda functions by Task states. */
@FunctionalInterface
public interface LambdaInvoker {
    /**
     * Invokes a function and waits for its response. Called on a virtual thread of its own, so it may block. An
     * exception that it throws becomes the error {@code Lambda.SdkClientException}.
     *
     * @param function the function's name or ARN, with a version or alias after a colon where one is given
     * @param payload the event, JSON in UTF-8
     */
    LambdaResponse invoke(String function, byte[] payload);
}
