package dev.tenantry.stepfunctions.lambda;

/** Result of invoking a Lambda function. */
public sealed interface LambdaResponse {
    /**
     * The function returned.
     *
     * @param payload what it returned, JSON
     * @param executedVersion the version that ran, {@code $LATEST} or a number
     */
    record Success(String payload, String executedVersion) implements LambdaResponse {
        /** A response of the unpublished version. */
        public Success(String payload) {
            this(payload, "$LATEST");
        }

        @Override
        public String toString() {
            return "Success[" + payload.length() + " characters]";
        }
    }

    /**
     * The function threw, timed out or died.
     *
     * @param payload Lambda's error object: {@code errorType}, {@code errorMessage} and perhaps {@code stackTrace},
     *     JSON
     */
    record FunctionError(String payload) implements LambdaResponse {
        @Override
        public String toString() {
            return "FunctionError[" + payload.length() + " characters]";
        }
    }

    /**
     * The Lambda service refused the call, so the function did not run.
     *
     * @param type the service's error, such as {@code TooManyRequestsException}, without a prefix
     * @param message the service's message
     * @param status the HTTP status
     */
    record ServiceError(String type, String message, int status) implements LambdaResponse {}
}
