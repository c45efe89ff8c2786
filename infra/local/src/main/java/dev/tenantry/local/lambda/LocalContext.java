package dev.tenantry.local.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.tenantry.local.template.FunctionResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The context of one invocation. */
final class LocalContext implements Context {

    private final FunctionResource function;
    private final String requestId;
    private final String invokedArn;
    private final FunctionLog log;
    private final long deadlineNanos;

    LocalContext(FunctionResource function, String requestId, String invokedArn, FunctionLog log) {
        this.function = function;
        this.requestId = requestId;
        this.invokedArn = invokedArn;
        this.log = log;
        this.deadlineNanos = System.nanoTime() + function.timeout().toNanos();
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function.name();
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function.name();
    }

    @Override
    public String getFunctionVersion() {
        return FunctionVariables.version(function);
    }

    @Override
    public String getInvokedFunctionArn() {
        return invokedArn;
    }

    /** There is none: nobody invokes through Cognito. */
    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    /** There is none: nobody invokes through the mobile SDKs. */
    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int)
                Math.max(0, Duration.ofNanos(deadlineNanos - System.nanoTime()).toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return function.memoryMegabytes();
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                log.write(function.logicalId(), message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
